package dev.vmi4j.driver.qemu.ram;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.MemoryRange;

/**
 * A piece of guest physical memory and where it lies in QEMU's address space.
 *
 * @param start guest physical address
 * @param size in bytes
 * @param hostAddress in the address space of QEMU's process; -1 when QEMU did not say
 */
public record RamPiece(long start, long size, long hostAddress) {
    /** QEMU did not say. */
    static final long UNKNOWN = -1;

    MemoryRange range() {
        return new MemoryRange(start, size);
    }

    boolean contains(long pa) {
        return pa >= start && pa - start < size;
    }

    /** Whether another piece goes on where this one ends, in the guest and in QEMU alike. */
    boolean goesOnIn(RamPiece next) {
        return start + size == next.start
                && (hostAddress == UNKNOWN ? next.hostAddress == UNKNOWN : hostAddress + size == next.hostAddress);
    }

    RamPiece and(RamPiece next) {
        return new RamPiece(start, size + next.size, hostAddress);
    }

    @Override
    public String toString() {
        return Addresses.hex(start) + " (" + Addresses.hex(size) + " bytes)";
    }
}

package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.address.Addresses;

/**
 * A segment selector: an entry of the GDT or LDT and a privilege level (Intel SDM Vol. 3A, section 3.4.2).
 *
 * @param value 16 bits
 */
public record Selector(int value) {
    /** Checks the width. */
    public Selector {
        if ((value & ~0xffff) != 0) {
            throw new IllegalArgumentException("selector " + Addresses.hex(value) + " has more than 16 bits");
        }
    }

    /**
     * The number of the descriptor in its table, in units of 8 bytes.
     *
     * @return 0 to 8191
     */
    public int index() {
        return value >>> 3;
    }

    /**
     * Whether the descriptor lies in the LDT rather than the GDT.
     *
     * @return bit 2, TI
     */
    public boolean local() {
        return (value & 4) != 0;
    }

    /**
     * The requested privilege level.
     *
     * @return bits 0 and 1, RPL; in CS and SS the current privilege level
     */
    public int rpl() {
        return value & 3;
    }

    /** The value in hexadecimal. */
    @Override
    public String toString() {
        return Addresses.hex(value);
    }
}

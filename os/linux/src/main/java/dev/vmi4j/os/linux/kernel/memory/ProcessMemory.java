package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.ProcessCore.Place;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The memory of a process as the process would read it: also pages that it never touched or that were taken from its page
 * tables, as far as the guest has them elsewhere in memory. Not thread-safe.
 */
public final class ProcessMemory {
    private final Kernel kernel;
    private final AddressSpace space;
    private final TableNotes notes;
    private final NavigableMap<Long, MemoryRegion> regions = new TreeMap<>(Long::compareUnsigned);
    private final Map<MemoryRegion, NavigableMap<Long, Piece>> pieces = new HashMap<>();
    private Optional<MemoryPlaces> places = Optional.empty();

    private record Piece(Place place, long va, long size, long pa) {}

    /**
     * The memory of a process.
     *
     * @param kernel the kernel
     * @param space the address space of the process
     * @param regions all of its regions
     * @param notes receives what could not be followed
     */
    public ProcessMemory(Kernel kernel, AddressSpace space, List<MemoryRegion> regions, TableNotes notes) {
        this.kernel = kernel;
        this.space = space;
        this.notes = notes;
        regions.forEach(region -> this.regions.put(region.start().value(), region));
    }

    /**
     * Reads bytes.
     *
     * @param va of the first byte
     * @param length the number of bytes
     * @return all of them
     * @throws VmiException when one of them is nowhere in the guest's memory
     */
    public byte[] read(long va, int length) {
        byte[] bytes = new byte[length];
        MemorySegment target = MemorySegment.ofArray(bytes);
        int done = 0;
        while (done < length) {
            long readable = space.readable(va + done, length - done);
            if (readable > 0) {
                space.read(va + done, target, done, readable);
            } else {
                readable = elsewhere(va + done, target.asSlice(done));
            }
            done += (int) readable;
        }
        return bytes;
    }

    /** Reads what the page tables do not have, up to the end of its page; answers how many bytes that were. */
    private long elsewhere(long va, MemorySegment target) {
        Piece piece = piece(va);
        long toPageEnd = space.contiguous(va);
        long length = Math.min(target.byteSize(), Math.min(toPageEnd, piece.size - (va - piece.va)));
        switch (piece.place) {
            case MEMORY -> space.physicalMemory().read(piece.pa + (va - piece.va), target.asSlice(0, length));
            case UNTOUCHED -> target.asSlice(0, length).fill((byte) 0);
            case SWAP -> throw absent(va, "is in swap space");
            case FILE -> throw absent(va, "is in its file alone");
            case UNKNOWN -> throw absent(va, "is behind page tables that cannot be read");
        }
        return length;
    }

    private Piece piece(long va) {
        var region = regions.floorEntry(va);
        if (region == null || Long.compareUnsigned(va, region.getValue().end().value()) >= 0) {
            throw absent(va, "is in no region of its process");
        }
        var found = pieces.computeIfAbsent(region.getValue(), this::locate).floorEntry(va);
        if (found == null || va - found.getKey() >= found.getValue().size) {
            throw absent(va, "is nowhere");
        }
        return found.getValue();
    }

    private NavigableMap<Long, Piece> locate(MemoryRegion region) {
        MemoryPlaces known = places.orElseGet(() -> new MemoryPlaces(kernel, notes));
        places = Optional.of(known);
        NavigableMap<Long, Piece> found = new TreeMap<>(Long::compareUnsigned);
        known.visit(region, space, (place, va, size, pa) -> found.put(va, new Piece(place, va, size, pa)));
        return found;
    }

    private static VmiException absent(long va, String why) {
        return new VmiException("the memory at " + Addresses.hex(va) + " " + why);
    }
}

package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.ProcessCore.Place;
import dev.vmi4j.core.os.ProcessCore.Visitor;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.file.OpenFile;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells where the content of a region is: in the pages that the process's page tables hold, in the page cache, in swap
 * space, on disk, or nowhere because it was never touched.
 */
public final class MemoryPlaces {
    private final Kernel kernel;
    private final Optional<FilePages> files;
    private final TableNotes notes;

    /**
     * Looks up what is needed.
     *
     * @param kernel the kernel
     * @param notes receives what could not be followed
     */
    public MemoryPlaces(Kernel kernel, TableNotes notes) {
        this.kernel = kernel;
        this.notes = notes;
        this.files = files(kernel, notes);
    }

    private static Optional<FilePages> files(Kernel kernel, TableNotes notes) {
        try {
            return Optional.of(new FilePages(kernel));
        } catch (VmiException e) {
            notes.add("the page cache is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Tells where the content of a region is, piece by piece.
     *
     * @param region the region
     * @param space the address space of its process
     * @param visitor hears of every piece, ascending and without gaps
     * @throws VmiException when the region cannot be one, or page tables lead in a circle
     */
    public void visit(MemoryRegion region, AddressSpace space, Visitor visitor) {
        long start = region.start().value();
        long end = region.end().value();
        if (Long.compareUnsigned(start, end) >= 0
                || !space.mode().canonical().accepts(start)
                || !space.mode().canonical().accepts(end - 1)) {
            throw new VmiException(
                    "the region from " + Addresses.hex(start) + " to " + Addresses.hex(end) + " is damaged");
        }
        Visitor last = region.file()
                .<Visitor>map(file -> new OfFile(region, file, visitor))
                .orElse(visitor);
        new RegionPages(kernel, space, last).visit(start, end);
    }

    /** Looks for what the page tables do not have in the page cache of the file. */
    private final class OfFile implements Visitor {
        private final long start;
        private final long firstPage;
        private final OpenFile file;
        private final Visitor next;
        private final int shift;
        private Optional<NavigableMap<Long, Long>> cached = Optional.empty();
        private boolean sharedMemory;

        OfFile(MemoryRegion region, OpenFile file, Visitor next) {
            this.shift = kernel.core().architecture().pageShift();
            this.start = region.start().value();
            this.firstPage = region.offset() >>> shift;
            this.file = file;
            this.next = next;
        }

        @Override
        public void piece(Place place, long va, long size, long pa) {
            if (place != Place.UNTOUCHED) {
                next.piece(place, va, size, pa);
                return;
            }
            long first = firstPage + (va - start >>> shift);
            long from = va;
            for (var page : pages().subMap(first, first + (size >>> shift)).entrySet()) {
                long at = va + (page.getKey() - first << shift);
                absent(from, at - from);
                boolean held = page.getValue() != FilePages.NO_PAGE;
                Place otherwise = sharedMemory ? Place.SWAP : Place.FILE;
                next.piece(held ? Place.MEMORY : otherwise, at, 1L << shift, held ? page.getValue() : 0);
                from = at + (1L << shift);
            }
            absent(from, va + size - from);
        }

        private void absent(long va, long size) {
            if (size > 0) {
                next.piece(sharedMemory ? Place.UNTOUCHED : Place.FILE, va, size, 0);
            }
        }

        private NavigableMap<Long, Long> pages() {
            NavigableMap<Long, Long> known = cached.orElseGet(this::find);
            cached = Optional.of(known);
            return known;
        }

        private NavigableMap<Long, Long> find() {
            if (files.isEmpty()) {
                return new TreeMap<>();
            }
            try {
                sharedMemory = files.get().isSharedMemory(file);
                return files.get().of(file, notes);
            } catch (VmiException e) {
                notes.add("the page cache of the file at " + file.address() + " is left out: " + e.getMessage());
                return new TreeMap<>();
            }
        }
    }
}

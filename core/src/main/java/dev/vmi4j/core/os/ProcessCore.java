package dev.vmi4j.core.os;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;

/**
 * A process in the way of an ELF core file: the notes as bytes, and where the memory is. Nothing of the memory itself is
 * held.
 *
 * @param machine {@code e_machine} of its code
 * @param threads the number of threads that the notes describe
 * @param notes in the order in which the file has them
 * @param regions of the address space, ascending and without overlap
 * @param pages tells where the content of a region is
 * @param memory guest physical memory
 */
public record ProcessCore(
        int machine, int threads, List<Note> notes, List<Region> regions, Pages pages, PhysicalMemory memory) {
    /** Copies the lists. */
    public ProcessCore {
        notes = List.copyOf(notes);
        regions = List.copyOf(regions);
    }

    /**
     * A note of an ELF file.
     *
     * @param owner its name, for example {@code CORE}
     * @param type its type
     * @param bytes its content
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Note(String owner, int type, byte[] bytes) {}

    /**
     * A region of memory.
     *
     * @param start the first address, aligned to a page
     * @param end the first address behind it, aligned to a page
     * @param access what the process may do there
     * @param kind what it is
     */
    public record Region(Va start, Va end, MemoryAccess access, Kind kind) {}

    /** What a region is, as those who choose what a core file holds tell them apart ({@code core(5)}). */
    public enum Kind {
        /** Private memory that is not, or no longer, only a file's. */
        PRIVATE_ANONYMOUS,
        /** Memory that processes share and that no directory names. */
        SHARED_ANONYMOUS,
        /** A file mapped privately and not written to. */
        PRIVATE_FILE,
        /** A file mapped for all. */
        SHARED_FILE,
        /** Private huge pages. */
        PRIVATE_HUGE,
        /** Shared huge pages. */
        SHARED_HUGE,
        /** What the kernel itself mapped, such as {@code [vdso]}. */
        SYSTEM,
        /** The memory of a device, whose reading may have effects. */
        DEVICE
    }

    /** Where a page of a region is. */
    public enum Place {
        /** In guest physical memory. */
        MEMORY,
        /** Nowhere, because nothing was ever written: it reads as zeros. */
        UNTOUCHED,
        /** In swap space. */
        SWAP,
        /** In a file alone. */
        FILE,
        /** Nobody knows: page tables that lead to it cannot be read. */
        UNKNOWN
    }

    /** Tells where the content of regions is. Implemented by operating system layers. */
    @FunctionalInterface
    public interface Pages {
        /**
         * Tells where the content of a region is, piece by piece.
         *
         * @param region one of the regions
         * @param visitor hears of every piece, ascending and without gaps
         * @throws dev.vmi4j.core.error.VmiException when page tables lead in a circle
         */
        void visit(Region region, Visitor visitor);
    }

    /** Hears where a region's content is. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * A piece of the region.
         *
         * @param place where it is
         * @param va its first address
         * @param size in bytes
         * @param pa where it is in guest physical memory, if it is there
         */
        void piece(Place place, long va, long size, long pa);
    }
}

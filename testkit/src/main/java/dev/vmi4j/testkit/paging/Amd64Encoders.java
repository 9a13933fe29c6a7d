package dev.vmi4j.testkit.paging;

import java.util.List;
import java.util.OptionalLong;

/**
 * The page tables of AMD64, written from the figures of the Intel manual, volume 3, chapter 5 (formats of paging
 * structure entries), with no knowledge of the architecture module they test.
 */
public final class Amd64Encoders {
    private static final long PRESENT = 1L;
    private static final long WRITE = 1L << 1;
    private static final long USER = 1L << 2;
    private static final long ACCESSED = 1L << 5;
    private static final long DIRTY = 1L << 6;
    private static final long LARGE = 1L << 7;
    private static final long GLOBAL = 1L << 8;
    private static final long NO_EXECUTE = 1L << 63;

    private Amd64Encoders() {}

    /**
     * Legacy 32-bit paging without page size extensions: pages of 4 KiB alone.
     *
     * @return the encoder
     */
    public static EntryEncoder legacy() {
        return new Legacy(false, 32);
    }

    /**
     * Legacy 32-bit paging with 4 MiB pages, which lie below 4 GiB.
     *
     * @return the encoder
     */
    public static EntryEncoder pse() {
        return new Legacy(true, 32);
    }

    /**
     * Legacy 32-bit paging with 4 MiB pages anywhere in a wider guest physical space (PSE-36).
     *
     * @param physicalBits the guest physical width, 33 to 40
     * @return the encoder
     */
    public static EntryEncoder pse36(int physicalBits) {
        return new Legacy(true, physicalBits);
    }

    /**
     * PAE paging: pages of 4 KiB and 2 MiB.
     *
     * @param physicalBits the guest physical width, at most 52
     * @return the encoder
     */
    public static EntryEncoder pae(int physicalBits) {
        return new Pae(physicalBits);
    }

    /**
     * 4-level paging: pages of 4 KiB, 2 MiB and 1 GiB.
     *
     * @param physicalBits the guest physical width, at most 52
     * @return the encoder
     */
    public static EntryEncoder fourLevel(int physicalBits) {
        return new Long64(4, physicalBits);
    }

    /**
     * 5-level paging: pages of 4 KiB, 2 MiB and 1 GiB.
     *
     * @param physicalBits the guest physical width, at most 52
     * @return the encoder
     */
    public static EntryEncoder fiveLevel(int physicalBits) {
        return new Long64(5, physicalBits);
    }

    private static long rights(PageRights rights) {
        return (rights.write() ? WRITE : 0) | (rights.user() ? USER : 0);
    }

    private static long noExecute(PageRights rights) {
        return rights.execute() ? 0 : NO_EXECUTE;
    }

    private static long marks(PageMarks marks) {
        return (marks.global() ? GLOBAL : 0) | (marks.accessed() ? ACCESSED : 0) | (marks.dirty() ? DIRTY : 0);
    }

    private static OptionalLong below4GiB(long va) {
        return va >>> 32 == 0 ? OptionalLong.of(va) : OptionalLong.empty();
    }

    private record Legacy(boolean large, int physicalBits) implements EntryEncoder {
        @Override
        public List<Level> levels() {
            return List.of(new Level(22, 10, large, physicalBits), new Level(12, 10, true, 32));
        }

        @Override
        public int entrySize() {
            return 4;
        }

        @Override
        public int tableBits() {
            return 32;
        }

        @Override
        public long table(int depth, long pa, PageRights rights) {
            return pa | PRESENT | rights(rights) | ACCESSED;
        }

        @Override
        public long leaf(int depth, long pa, PageRights rights, PageMarks marks) {
            long low = PRESENT | rights(rights) | marks(marks);
            return depth == 1 ? pa | low : pa & 0xffc0_0000L | (pa >>> 32) << 13 | LARGE | low;
        }

        /** There is no execute-disable bit. */
        @Override
        public PageRights tableRights(int depth, PageRights wished) {
            return new PageRights(wished.write(), true, wished.user());
        }

        @Override
        public PageRights leafRights(PageRights wished) {
            return tableRights(0, wished);
        }

        @Override
        public OptionalLong canonical(long va) {
            return below4GiB(va);
        }
    }

    private record Pae(int physicalBits) implements EntryEncoder {
        @Override
        public List<Level> levels() {
            return List.of(
                    new Level(30, 2, false, physicalBits),
                    new Level(21, 9, true, physicalBits),
                    new Level(12, 9, true, physicalBits));
        }

        @Override
        public int entrySize() {
            return 8;
        }

        /** CR3 is 32 bits wide, and the builder puts every table where the root could be. */
        @Override
        public int tableBits() {
            return 32;
        }

        /** A PDPT entry holds neither rights nor an accessed bit. */
        @Override
        public long table(int depth, long pa, PageRights rights) {
            return depth == 0 ? pa | PRESENT : pa | PRESENT | rights(rights) | noExecute(rights) | ACCESSED;
        }

        @Override
        public long leaf(int depth, long pa, PageRights rights, PageMarks marks) {
            return pa | PRESENT | rights(rights) | noExecute(rights) | marks(marks) | (depth == 1 ? LARGE : 0);
        }

        @Override
        public PageRights tableRights(int depth, PageRights wished) {
            return depth == 0 ? PageRights.ALL : wished;
        }

        @Override
        public OptionalLong canonical(long va) {
            return below4GiB(va);
        }
    }

    private record Long64(int depth, int physicalBits) implements EntryEncoder {
        private static final List<Integer> SHIFTS = List.of(48, 39, 30, 21, 12);

        @Override
        public List<Level> levels() {
            return SHIFTS.subList(5 - depth, 5).stream()
                    .map(shift -> new Level(shift, 9, shift <= 30, physicalBits))
                    .toList();
        }

        @Override
        public int entrySize() {
            return 8;
        }

        @Override
        public int tableBits() {
            return physicalBits;
        }

        @Override
        public long table(int at, long pa, PageRights rights) {
            return pa | PRESENT | rights(rights) | noExecute(rights) | ACCESSED;
        }

        @Override
        public long leaf(int at, long pa, PageRights rights, PageMarks marks) {
            boolean last = at == depth - 1;
            return pa | PRESENT | rights(rights) | noExecute(rights) | marks(marks) | (last ? 0 : LARGE);
        }

        @Override
        public OptionalLong canonical(long va) {
            int top = depth == 4 ? 16 : 7;
            return va << top >> top == va ? OptionalLong.of(va) : OptionalLong.empty();
        }
    }
}

package dev.vmi4j.testkit.toy;

import dev.vmi4j.testkit.paging.EntryEncoder;
import dev.vmi4j.testkit.paging.PageMarks;
import dev.vmi4j.testkit.paging.PageRights;
import java.util.List;
import java.util.OptionalLong;

/** The page tables of the toy architecture, written from the bits in words at {@link ToyPaging}. */
public final class ToyEncoders {
    /** Of {@link ToyPaging#THREE_LEVEL}. */
    public static final EntryEncoder THREE_LEVEL = new ThreeLevel();

    /** Of {@link ToyPaging#SMALL}. */
    public static final EntryEncoder SMALL = new Small();

    /** Of {@link ToyPaging#UPPER}. */
    public static final EntryEncoder UPPER = new Upper();

    private ToyEncoders() {}

    private static long bits(int shift, boolean... values) {
        long bits = 0;
        for (int i = 0; i < values.length; i++) {
            bits |= values[i] ? 1L << shift + i : 0;
        }
        return bits;
    }

    private static long rights(int shift, PageRights rights) {
        return bits(shift, rights.write(), rights.execute(), rights.user());
    }

    private static long marks(int shift, PageMarks marks) {
        return bits(shift, marks.global(), marks.accessed(), marks.dirty());
    }

    private record ThreeLevel() implements EntryEncoder {
        @Override
        public List<Level> levels() {
            return List.of(new Level(33, 10, false, 52), new Level(23, 10, true, 52), new Level(13, 10, true, 52));
        }

        @Override
        public int entrySize() {
            return 8;
        }

        @Override
        public int tableBits() {
            return 52;
        }

        @Override
        public long table(int depth, long pa, PageRights rights) {
            return address(pa) | 7 | rights(3, rights);
        }

        @Override
        public long leaf(int depth, long pa, PageRights rights, PageMarks marks) {
            return address(pa) | 3 | rights(3, rights) | marks(6, marks);
        }

        @Override
        public OptionalLong canonical(long va) {
            return va << 21 >> 21 == va ? OptionalLong.of(va) : OptionalLong.empty();
        }

        private static long address(long pa) {
            return pa % (1L << 48) + (pa / (1L << 48)) * 512;
        }
    }

    private record Small() implements EntryEncoder {
        @Override
        public List<Level> levels() {
            return List.of(new Level(18, 8, true, 40), new Level(10, 8, true, 32));
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
            return pa | 1 | rights(2, rights);
        }

        @Override
        public long leaf(int depth, long pa, PageRights rights, PageMarks marks) {
            long low = 1 | rights(2, rights) | marks(5, marks);
            return depth == 1 ? pa | low : pa % (1L << 32) | (pa / (1L << 32)) * 1024 | 2 | low;
        }

        @Override
        public OptionalLong canonical(long va) {
            return va >= 0 && va < 1L << 26 ? OptionalLong.of(va) : OptionalLong.empty();
        }
    }

    private record Upper() implements EntryEncoder {
        @Override
        public List<Level> levels() {
            return List.of(new Level(25, 11, true, 48), new Level(14, 11, true, 48));
        }

        @Override
        public int entrySize() {
            return 8;
        }

        @Override
        public int tableBits() {
            return 48;
        }

        @Override
        public long table(int depth, long pa, PageRights rights) {
            return pa | 3 | rights(2, rights);
        }

        @Override
        public long leaf(int depth, long pa, PageRights rights, PageMarks marks) {
            return pa | 1 | rights(2, rights) | marks(5, marks);
        }

        @Override
        public OptionalLong canonical(long va) {
            long full = va | 0xff00_0000_0000_0000L;
            return full >= -(1L << 36) ? OptionalLong.of(full) : OptionalLong.empty();
        }
    }
}

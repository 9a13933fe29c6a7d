package dev.vmi4j.testkit.paging;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The translation tables of AArch64, stage 1, written from the figures of the Arm Architecture Reference Manual (DDI 0487,
 * chapter D8: formats of VMSAv8-64 descriptors), with no knowledge of the architecture module they test.
 */
public final class Aarch64Encoders {
    private static final long VALID = 1L;
    private static final long TABLE = 1L << 1;
    private static final long PAGE = 1L << 1;
    private static final long EL0 = 1L << 6;
    private static final long READ_ONLY = 1L << 7;
    private static final long INNER_SHAREABLE = 3L << 8;
    private static final long ACCESS_FLAG = 1L << 10;
    private static final long NOT_GLOBAL = 1L << 11;
    private static final long DIRTY_MODIFIER = 1L << 51;
    private static final long CONTIGUOUS = 1L << 52;
    private static final long PXN = 1L << 53;
    private static final long UXN = 1L << 54;
    private static final long PXN_TABLE = 1L << 59;
    private static final long UXN_TABLE = 1L << 60;
    private static final long NO_EL0_TABLE = 1L << 61;
    private static final long READ_ONLY_TABLE = 1L << 62;

    private Aarch64Encoders() {}

    /** The translation granule. */
    public enum Granule {
        /** 4 KiB. */
        KIB_4(12, 5),
        /** 16 KiB. */
        KIB_16(14, 4),
        /** 64 KiB. */
        KIB_64(16, 3);

        private final int pageBits;
        private final int levels;

        Granule(int pageBits, int levels) {
            this.pageBits = pageBits;
            this.levels = levels;
        }

        /** The lowest bit of an address that each level indexes, from the root down: a table fills a page of 8-byte entries. */
        private List<Integer> shifts() {
            return IntStream.range(0, levels)
                    .map(level -> pageBits + (levels - 1 - level) * (pageBits - 3))
                    .boxed()
                    .toList();
        }
    }

    /** Where a descriptor keeps the high bits of an address. */
    public enum Format {
        /** Addresses of 48 bits. */
        PLAIN,
        /** FEAT_LPA, 64 KiB: bits 51 to 48 in bits 15 to 12. */
        LPA,
        /** FEAT_LPA2, 4 and 16 KiB: bits 51 and 50 in bits 9 and 8. */
        LPA2
    }

    /** Which half of the address space, and whether the top byte of an address is ignored. */
    public enum Half {
        /** TTBR0. */
        LOWER,
        /** TTBR0 with TBI0. */
        LOWER_TAGGED,
        /** TTBR1. */
        UPPER,
        /** TTBR1 with TBI1. */
        UPPER_TAGGED
    }

    /**
     * Stage 1 tables.
     *
     * @param granule the granule
     * @param half the half of the address space
     * @param addressBits 64 less TxSZ
     * @param format the format of addresses
     * @return the encoder
     */
    public static EntryEncoder of(Granule granule, Half half, int addressBits, Format format) {
        return new Stage1(granule, half, addressBits, format, format == Format.PLAIN ? 48 : 52);
    }

    /**
     * Stage 1 tables for a narrower physical address space.
     *
     * @param granule the granule
     * @param half the half of the address space
     * @param addressBits 64 less TxSZ
     * @param format the format of addresses
     * @param physicalBits the guest physical width
     * @return the encoder
     */
    public static EntryEncoder of(Granule granule, Half half, int addressBits, Format format, int physicalBits) {
        return new Stage1(granule, half, addressBits, format, physicalBits);
    }

    private record Stage1(Granule granule, Half half, int addressBits, Format format, int physicalBits)
            implements EntryEncoder {
        @Override
        public List<Level> levels() {
            return granule.shifts().stream()
                    .filter(shift -> shift < addressBits)
                    .map(shift -> new Level(
                            shift, Math.min(granule.pageBits - 3, addressBits - shift), hasLeaves(shift), physicalBits))
                    .toList();
        }

        /** 4 KiB: 2 MiB, 1 GiB, with LPA2 512 GiB; 16 KiB: 32 MiB, with LPA2 64 GiB; 64 KiB: 512 MiB, with LPA 4 TiB. */
        private boolean hasLeaves(int shift) {
            return switch (shift) {
                case 12, 14, 16, 21, 25, 29, 30 -> true;
                case 39, 36, 42 -> format != Format.PLAIN;
                default -> false;
            };
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
        public long table(int depth, long pa, PageRights rights) {
            return address(pa)
                    | VALID
                    | TABLE
                    | (rights.write() ? 0 : READ_ONLY_TABLE)
                    | (rights.execute() ? 0 : PXN_TABLE | UXN_TABLE)
                    | (rights.user() ? 0 : NO_EL0_TABLE | UXN_TABLE);
        }

        @Override
        public long leaf(int depth, long pa, PageRights rights, PageMarks marks) {
            boolean last = depth == levels().size() - 1;
            boolean contiguous = (pa >>> 20 & 1) != 0;
            return address(pa)
                    | VALID
                    | (last ? PAGE : 0)
                    | (format == Format.LPA2 ? 0 : INNER_SHAREABLE)
                    | (contiguous ? CONTIGUOUS : 0)
                    | (rights.write() ? 0 : READ_ONLY)
                    | (rights.user() ? EL0 : UXN)
                    | (rights.execute() ? 0 : PXN | UXN)
                    | (marks.global() ? 0 : NOT_GLOBAL)
                    | (marks.accessed() ? ACCESS_FLAG : 0)
                    | (marks.dirty() ? DIRTY_MODIFIER : 0);
        }

        private long address(long pa) {
            return switch (format) {
                case PLAIN -> pa;
                case LPA -> pa & 0x0000_ffff_ffff_0000L | (pa >>> 48) << 12;
                case LPA2 -> pa & 0x0003_ffff_ffff_f000L | (pa >>> 50) << 8;
            };
        }

        /** What EL0 may write EL1 cannot execute, and here both shall have the same rights. */
        @Override
        public PageRights leafRights(PageRights wished) {
            boolean execute = wished.execute() && !(wished.write() && wished.user());
            return new PageRights(wished.write(), execute, wished.user());
        }

        /** Hardware marks a page dirty by making it writable. */
        @Override
        public PageMarks leafMarks(PageMarks wished, PageRights rights) {
            return new PageMarks(wished.global(), wished.accessed(), wished.dirty() && rights.write());
        }

        @Override
        public OptionalLong canonical(long va) {
            long low = va & -1L >>> 64 - addressBits;
            long beyond = va >>> addressBits;
            long ones = -1L >>> addressBits;
            long untagged = ones >>> 8;
            return switch (half) {
                case LOWER -> when(beyond == 0, low);
                case LOWER_TAGGED -> when((beyond & untagged) == 0, low);
                case UPPER -> when(beyond == ones, va);
                case UPPER_TAGGED -> when((beyond & untagged) == untagged, low | -1L << addressBits);
            };
        }

        private static OptionalLong when(boolean accepted, long va) {
            return accepted ? OptionalLong.of(va) : OptionalLong.empty();
        }
    }
}

package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.paging.AttributeRule;
import dev.vmi4j.core.paging.CanonicalRule;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.PageAttributes;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;

/** The paging modes of the toy architecture; together they use every field of {@link LevelLayout}. */
public final class ToyPaging {
    /**
     * Three levels of 10 bits, 8-byte entries, pages of 8 KiB and 8 MiB, sign-extended addresses of 43 bits. Bits 0 and
     * 1 are present, bit 2 clear makes a leaf, bits 3 to 5 are write, execute, user, bits 6 to 8 global, accessed,
     * dirty, bits 9 to 12 are address bits 48 to 51, bits 52 to 55 are reserved.
     */
    public static final PagingMode THREE_LEVEL = new PagingMode(
            "toy",
            List.of(wide(ToyLevel.ROOT, 33, 0), wide(ToyLevel.MIDDLE, 23, 4), wide(ToyLevel.LAST, 13, 3)),
            8,
            13,
            8192,
            CanonicalRule.signExtended(43),
            new Rights(3));

    /**
     * Two levels of 8 bits, 4-byte entries, pages of 1 KiB and 256 KiB, addresses of 26 bits. Bit 0 is present, bit 1
     * makes a leaf of the upper level, bits 2 to 4 are write, execute, user, bits 5 to 7 global, accessed, dirty, bits 8
     * and 9 are reserved; bits 10 to 17 of a large leaf are address bits 32 to 39.
     */
    public static final PagingMode SMALL = new PagingMode(
            "toy-small",
            List.of(
                    new LevelLayout(
                            ToyLevel.MIDDLE, 18, 8, 1, 0x300, 2, 0, 0, 0xffff_fc00L, 0xfffc_0000L, 0, 0x3_fc00L, 22),
                    new LevelLayout(ToyLevel.LAST, 10, 8, 1, 0x300, 1, 0, 0, 0, 0xffff_fc00L, 0, 0, 0)),
            4,
            10,
            1024,
            CanonicalRule.zeroExtended(26, 0),
            new Rights(2));

    /**
     * Two levels of 11 bits, 8-byte entries, pages of 16 KiB and 32 MiB, addresses of 36 bits whose upper bits are ones
     * but for the top byte, which is ignored. Bit 0 is present, bit 1 leads to a table, bits 2 to 4 are write, execute,
     * user, bits 5 to 7 global, accessed, dirty; address bits 14 to 47; bits 48 to 63 are reserved.
     */
    public static final PagingMode UPPER = new PagingMode(
            "toy-upper",
            List.of(
                    new LevelLayout(
                            ToyLevel.MIDDLE,
                            25,
                            11,
                            1,
                            0xffff_0000_0000_0000L,
                            2,
                            2,
                            0x1ff_c000L,
                            0xffff_ffff_c000L,
                            0xffff_fe00_0000L,
                            0,
                            0,
                            0),
                    new LevelLayout(
                            ToyLevel.LAST, 14, 11, 1, 0xffff_0000_0000_0000L, 1, 0, 2, 0, 0xffff_ffff_c000L, 0, 0, 0)),
            8,
            14,
            16384,
            CanonicalRule.oneExtended(36, 8),
            new Rights(2));

    /** No paging: 32 bits of address are what they are. */
    public static final PagingMode OFF =
            new PagingMode("toy-off", List.of(), 8, 13, 1, CanonicalRule.zeroExtended(32, 0), new Rights(0));

    private ToyPaging() {}

    private static LevelLayout wide(ToyLevel level, int shift, long leafTest) {
        long plain = 0xffff_ffff_e000L;
        long leaf = plain & -(1L << shift);
        boolean last = leafTest == 3;
        return new LevelLayout(
                level,
                shift,
                10,
                3,
                0xf0_0000_0000_0000L,
                leafTest,
                last ? 0 : leafTest,
                last ? 0 : plain & ~leaf,
                last ? 0 : plain,
                leaf,
                0x1e00,
                0x1e00,
                39);
    }

    /** Three bits for write, execute, user, and three for global, accessed, dirty; every level restricts. */
    private record Rights(int shift) implements AttributeRule {
        @Override
        public long inherit(long inherited, long entry) {
            return inherited & entry;
        }

        @Override
        public PageAttributes attributes(long inherited, long leaf) {
            long rights = (inherited & leaf) >>> shift;
            long marks = leaf >>> shift + 3;
            MemoryAccess access = MemoryAccess.R
                    .or((rights & 1) != 0 ? MemoryAccess.W : MemoryAccess.NONE)
                    .or((rights & 2) != 0 ? MemoryAccess.X : MemoryAccess.NONE);
            return new PageAttributes(
                    access,
                    (rights & 4) != 0 ? access : MemoryAccess.NONE,
                    (marks & 1) != 0,
                    (marks & 2) != 0,
                    (marks & 4) != 0);
        }
    }
}

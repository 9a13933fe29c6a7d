package dev.vmi4j.testkit.paging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Entries worked out by hand from the manual's figures. */
class Amd64EncodersTest {
    private static final PageRights READ_ONLY = new PageRights(false, false, false);
    private static final PageMarks EVERY = new PageMarks(true, true, true);

    @Test
    void longMode() {
        EntryEncoder four = Amd64Encoders.fourLevel(52);
        assertThat(four.table(0, 0x1000, PageRights.ALL)).isEqualTo(0x1027);
        assertThat(four.leaf(2, 0x20_0000, READ_ONLY, PageMarks.NONE)).isEqualTo(0x8000_0000_0020_0081L);
        assertThat(four.leaf(3, 0x20_0000, PageRights.ALL, EVERY)).isEqualTo(0x20_0167);
        assertThat(four.canonical(0xffff_8000_0000_0000L)).hasValue(0xffff_8000_0000_0000L);
        assertThat(four.canonical(0x8000_0000_0000L)).isEmpty();
        EntryEncoder five = Amd64Encoders.fiveLevel(52);
        assertThat(five.levels()).extracting(EntryEncoder.Level::shift).containsExactly(48, 39, 30, 21, 12);
        assertThat(five.levels())
                .extracting(EntryEncoder.Level::leaves)
                .containsExactly(false, false, true, true, true);
        assertThat(five.canonical(0x8000_0000_0000L)).hasValue(0x8000_0000_0000L);
        assertThat(five.canonical(0x100_0000_0000_0000L)).isEmpty();
    }

    @Test
    void physicalAddressExtension() {
        EntryEncoder pae = Amd64Encoders.pae(52);
        assertThat(pae.table(0, 0x2000, PageRights.ALL)).isEqualTo(0x2001);
        assertThat(pae.table(1, 0x2000, READ_ONLY)).isEqualTo(0x8000_0000_0000_2021L);
        assertThat(pae.leaf(1, 0x8_0020_0000L, PageRights.ALL, PageMarks.NONE)).isEqualTo(0x8_0020_0087L);
        assertThat(pae.tableRights(0, READ_ONLY)).isEqualTo(PageRights.ALL);
        assertThat(pae.canonical(1L << 32)).isEmpty();
    }

    @Test
    void legacy() {
        EntryEncoder wide = Amd64Encoders.pse36(40);
        assertThat(wide.leaf(0, 0xab_c040_0000L, PageRights.ALL, PageMarks.NONE))
                .isEqualTo(0xc055_6087L);
        assertThat(wide.leaf(1, 0xc040_1000L, READ_ONLY, EVERY)).isEqualTo(0xc040_1161L);
        assertThat(wide.leafRights(READ_ONLY)).isEqualTo(new PageRights(false, true, false));
        assertThat(Amd64Encoders.legacy().levels().getFirst().leaves()).isFalse();
        assertThat(Amd64Encoders.pse().levels().getFirst().leafBits()).isEqualTo(32);
    }
}

package dev.vmi4j.testkit.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.testkit.paging.Aarch64Encoders.Format;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Granule;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Half;
import org.junit.jupiter.api.Test;

/** Descriptors worked out by hand from the figures of the Arm Architecture Reference Manual (D8.3). */
class Aarch64EncodersTest {
    private static final PageRights READ_ONLY = new PageRights(false, false, false);
    private static final PageMarks EVERY = new PageMarks(true, true, true);

    @Test
    void fourKibibytes() {
        EntryEncoder encoder = Aarch64Encoders.of(Granule.KIB_4, Half.UPPER, 48, Format.PLAIN);
        assertThat(encoder.levels()).extracting(EntryEncoder.Level::shift).containsExactly(39, 30, 21, 12);
        assertThat(encoder.levels()).extracting(EntryEncoder.Level::leaves).containsExactly(false, true, true, true);
        assertThat(encoder.table(0, 0x1000, PageRights.ALL)).isEqualTo(0x1003);
        assertThat(encoder.table(0, 0x1000, READ_ONLY)).isEqualTo(0x7800_0000_0000_1003L);
        assertThat(encoder.leaf(3, 0x2000, PageRights.ALL, EVERY)).isEqualTo(0x0008_0000_0000_2743L);
        assertThat(encoder.leaf(2, 0x20_0000, READ_ONLY, PageMarks.NONE)).isEqualTo(0x0060_0000_0020_0b81L);
        assertThat(encoder.leaf(3, 0x10_0000, PageRights.ALL, EVERY)).isEqualTo(0x0018_0000_0010_0743L);
        assertThat(encoder.leafRights(PageRights.ALL)).isEqualTo(new PageRights(true, false, true));
        assertThat(encoder.leafMarks(EVERY, READ_ONLY)).isEqualTo(new PageMarks(true, true, false));
        assertThat(encoder.entrySize()).isEqualTo(8);
    }

    @Test
    void highBitsOfAddresses() {
        EntryEncoder large = Aarch64Encoders.of(Granule.KIB_64, Half.LOWER, 52, Format.LPA);
        assertThat(large.levels()).extracting(EntryEncoder.Level::shift).containsExactly(42, 29, 16);
        assertThat(large.levels()).extracting(EntryEncoder.Level::leaves).containsOnly(true);
        assertThat(large.table(0, 0x000f_0000_0001_0000L, PageRights.ALL)).isEqualTo(0x1_f003);
        EntryEncoder medium = Aarch64Encoders.of(Granule.KIB_16, Half.LOWER, 52, Format.LPA2, 50);
        assertThat(medium.levels()).extracting(EntryEncoder.Level::shift).containsExactly(47, 36, 25, 14);
        assertThat(medium.tableBits()).isEqualTo(50);
        assertThat(medium.table(0, 0x000c_0000_0000_4000L, PageRights.ALL)).isEqualTo(0x4303);
        EntryEncoder small = Aarch64Encoders.of(Granule.KIB_4, Half.UPPER, 52, Format.LPA2);
        assertThat(small.levels()).extracting(EntryEncoder.Level::shift).containsExactly(48, 39, 30, 21, 12);
    }

    @Test
    void halvesOfTheAddressSpace() {
        EntryEncoder lower = Aarch64Encoders.of(Granule.KIB_4, Half.LOWER, 48, Format.PLAIN);
        assertThat(lower.canonical(0xffff_ffff_f000L)).hasValue(0xffff_ffff_f000L);
        assertThat(lower.canonical(1L << 48)).isEmpty();
        EntryEncoder upper = Aarch64Encoders.of(Granule.KIB_4, Half.UPPER, 39, Format.PLAIN);
        assertThat(upper.canonical(0xffff_ff80_0000_0000L)).hasValue(0xffff_ff80_0000_0000L);
        assertThat(upper.canonical(0xffff_ff00_0000_0000L)).isEmpty();
        EntryEncoder tagged = Aarch64Encoders.of(Granule.KIB_4, Half.LOWER_TAGGED, 48, Format.PLAIN);
        assertThat(tagged.canonical(0xab00_0000_0000_1000L)).hasValue(0x1000);
        assertThat(tagged.canonical(0x0001_0000_0000_1000L)).isEmpty();
        EntryEncoder taggedUpper = Aarch64Encoders.of(Granule.KIB_4, Half.UPPER_TAGGED, 48, Format.PLAIN);
        assertThat(taggedUpper.canonical(0xabff_0000_0000_1000L)).hasValue(0xffff_0000_0000_1000L);
        assertThat(taggedUpper.canonical(0xabfe_0000_0000_1000L)).isEmpty();
    }
}

package dev.vmi4j.core.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryFieldTest {
    private enum Level implements PageTableLevel {
        ONLY
    }

    private enum Plain implements AttributeRule {
        RULE;

        @Override
        public long inherit(long inherited, long entry) {
            return inherited;
        }

        @Override
        public PageAttributes attributes(long inherited, long leaf) {
            return PageAttributes.UNTRANSLATED;
        }
    }

    private static final LevelLayout LAYOUT = new LevelLayout(Level.ONLY, 12, 9, 1, 0, 1, 0, 0, 0, 0xf_f000, 0, 0, 0);

    private static PagingMode mode(List<LevelLayout> levels) {
        return new PagingMode("test", levels, 8, 12, 0x1000, CanonicalRule.zeroExtended(21, 0), Plain.RULE);
    }

    private static Mapping leaf(long entry) {
        return new Mapping(Va.ZERO, Pa.ZERO, 0x1000, Level.ONLY, entry, PageAttributes.UNTRANSLATED);
    }

    @Test
    void aBitIsOneOrZero() {
        EntryField top = EntryField.bit("top", 63, "the highest");
        assertThat(top.width()).isEqualTo(1);
        assertThat(top.of(mode(List.of(LAYOUT)), leaf(Long.MIN_VALUE))).isEqualTo(1);
        assertThat(top.of(mode(List.of(LAYOUT)), leaf(Long.MAX_VALUE))).isZero();
    }

    @Test
    void anExtractorIsToldTheLevel() {
        EntryField shifted = new EntryField("shifted", 12, "by the level", (level, leaf) -> leaf >>> level.shift());
        assertThat(shifted.of(mode(List.of(LAYOUT)), leaf(0x5_0001))).isEqualTo(0x50);
    }

    @Test
    void withoutPagingThereIsNoLeaf() {
        EntryField low = EntryField.bit("low", 0, "the lowest");
        assertThat(low.of(mode(List.of()), leaf(1))).isZero();
    }

    @Test
    void anArchitectureMayNameNothing() {
        assertThat(Plain.RULE.fields()).isEmpty();
    }
}

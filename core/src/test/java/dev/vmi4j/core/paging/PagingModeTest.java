package dev.vmi4j.core.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagingModeTest {
    private enum Level implements PageTableLevel {
        UPPER,
        LOWER,
        OTHER
    }

    private record NoRights() implements AttributeRule {
        @Override
        public long inherit(long inherited, long entry) {
            return inherited;
        }

        @Override
        public PageAttributes attributes(long inherited, long leaf) {
            return new PageAttributes(MemoryAccess.R, MemoryAccess.NONE, false, false, false);
        }
    }

    private static LevelLayout level(Level level, int shift, int bits, long leafTest) {
        return new LevelLayout(level, shift, bits, 1, 0, leafTest, 0, 0, 0xffff_f000L, 0xffff_f000L, 0, 0, 0);
    }

    private static PagingMode mode(List<LevelLayout> levels, int entrySize) {
        return new PagingMode("test", levels, entrySize, 12, 4096, CanonicalRule.zeroExtended(32, 0), new NoRights());
    }

    @Test
    void theGeometryIsChecked() {
        LevelLayout upper = level(Level.UPPER, 22, 10, 0);
        LevelLayout lower = level(Level.LOWER, 12, 10, 1);
        assertThat(mode(List.of(upper, lower), 4).levels()).containsExactly(upper, lower);
        assertThatIllegalArgumentException().isThrownBy(() -> mode(List.of(upper, lower), 5));
        assertThatIllegalArgumentException().isThrownBy(() -> mode(List.of(lower, upper), 4));
        assertThatIllegalArgumentException().isThrownBy(() -> mode(List.of(upper), 4));
        assertThatIllegalArgumentException().isThrownBy(() -> level(Level.UPPER, 0, 10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> level(Level.UPPER, 12, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> level(Level.UPPER, 12, 21, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> level(Level.UPPER, 56, 9, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LevelLayout(Level.UPPER, 12, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void levelsAreFoundByName() {
        PagingMode mode = mode(List.of(level(Level.UPPER, 22, 10, 0), level(Level.LOWER, 12, 10, 1)), 4);
        assertThat(mode.layout(Level.LOWER).shift()).isEqualTo(12);
        assertThat(mode.layout(Level.UPPER).entries()).isEqualTo(1024);
        assertThat(mode.layout(Level.UPPER).size()).isEqualTo(4 << 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mode.layout(Level.OTHER))
                .withMessageContaining("OTHER");
    }

    @Test
    void withoutLevelsAnAddressIsItself() {
        PhysicalMemory memory = PhysicalMemory.mapped(List.of(new MemoryRun(0, MemorySegment.ofArray(new byte[8192]))));
        AddressSpace space = AddressSpace.of(memory, mode(List.of(), 8), Pa.ZERO);
        assertThat(space.lookup(0x1234)).isEqualTo(0x1234);
        assertThat(space.readLong(0x1ff8)).isZero();
        assertThat(space.lookup(1L << 32)).isNegative();
        assertThat(space.walk(Va.of(0x1234)).orThrow().pa()).isEqualTo(Pa.of(0x1000));
        assertThat(space.walk(Va.of(0x1234)).last()).isEmpty();
        assertThat(space.mappings().hasNext()).isFalse();
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(() -> space.translate(1L << 32))
                .withMessageContaining("0x100000000 is not canonical")
                .satisfies(e -> assertThat(e.level()).isEmpty());
    }

    @Test
    void signExtendedAddressesAreThoseWhoseUpperBitsAgree() {
        for (int bits : new int[] {32, 39, 48, 57, 64}) {
            CanonicalRule rule = CanonicalRule.signExtended(bits);
            samples().forEach(va -> {
                long extended = va << 64 - bits >> 64 - bits;
                assertThat(rule.accepts(va)).as("%x of %d bits", va, bits).isEqualTo(extended == va);
                assertThat(rule.canonical(va)).isEqualTo(extended);
            });
        }
    }

    @Test
    void zeroExtendedAddressesAreThoseWhoseUpperBitsAreClear() {
        for (int ignored : new int[] {0, 8}) {
            for (int bits : new int[] {32, 39, 48, 52}) {
                CanonicalRule rule = CanonicalRule.zeroExtended(bits, ignored);
                samples().forEach(va -> {
                    boolean clear = va << ignored >>> ignored >>> bits == 0;
                    assertThat(rule.accepts(va)).as("%x of %d bits", va, bits).isEqualTo(clear);
                    assertThat(rule.canonical(va)).isEqualTo(va & (1L << bits) - 1);
                });
            }
        }
    }

    @Test
    void oneExtendedAddressesAreThoseWhoseUpperBitsAreSet() {
        for (int ignored : new int[] {0, 8}) {
            for (int bits : new int[] {36, 39, 48, 52}) {
                CanonicalRule rule = CanonicalRule.oneExtended(bits, ignored);
                samples().forEach(va -> {
                    boolean set = ~va << ignored >>> ignored >>> bits == 0;
                    assertThat(rule.accepts(va)).as("%x of %d bits", va, bits).isEqualTo(set);
                    assertThat(rule.canonical(va)).isEqualTo(va | -1L << bits);
                });
            }
        }
    }

    private static List<Long> samples() {
        Random random = new Random(7);
        return Stream.concat(
                        Stream.generate(() -> random.nextLong() >> random.nextInt(64))
                                .limit(4_000),
                        IntStream.range(0, 64)
                                .boxed()
                                .flatMap(bit -> Stream.of(1L << bit, (1L << bit) - 1, -1L << bit, -(1L << bit) - 1)))
                .toList();
    }
}

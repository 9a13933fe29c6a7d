package dev.vmi4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.GeneralPurposeRegisters;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.paging.PageTableLevel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every {@link Architecture} and its {@link Registers} do: extended by a test of each. */
public abstract class ArchitectureContract {
    private static final long SEED = 20_261_124;
    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(64);

    /** For the tests that extend it. */
    protected ArchitectureContract() {}

    /**
     * The architecture under test.
     *
     * @return the architecture
     */
    protected abstract Architecture architecture();

    /**
     * Registers of the architecture.
     *
     * @return any that are valid
     */
    protected abstract Registers registers();

    /**
     * The lowest bit of a virtual address that each level indexes, as the manual says.
     *
     * @return a shift for each level of the architecture
     */
    protected abstract Map<PageTableLevel, Integer> shifts();

    /**
     * The number of bits that index a full table, as the manual says.
     *
     * @return the same for all levels but those that {@link #indexBits(PageTableLevel)} tells apart
     */
    protected abstract int indexBits();

    /**
     * The number of bits that index the table of a level, as the manual says.
     *
     * @param level a level of the architecture
     * @return its number
     */
    protected int indexBits(PageTableLevel level) {
        return indexBits();
    }

    @Test
    void theGeometryBelongsTogether() {
        Architecture arch = architecture();
        assertThat(arch.pageSize())
                .isEqualTo(BigInteger.TWO.pow(arch.pageShift()).longValueExact());
        assertThat(unsigned(arch.pageMask()).add(BigInteger.valueOf(arch.pageSize())))
                .isEqualTo(SPACE);
        assertThat(arch.pagingMode().pageShift()).isEqualTo(arch.pageShift());
        assertThat(arch.name()).isLowerCase();
    }

    @Test
    void theBreakpointIsACopy() {
        byte[] first = architecture().breakpoint();
        assertThat(first).isNotEmpty();
        byte[] expected = first.clone();
        first[0]++;
        assertThat(architecture().breakpoint()).isEqualTo(expected);
    }

    @Test
    void theLevelsAreThoseOfTheManual() {
        assertThat(Set.<PageTableLevel>copyOf(architecture().pageTableLevels())).isEqualTo(shifts().keySet());
        assertThat(architecture().pagingModes()).contains(architecture().pagingMode());
        assertThat(architecture().pageTableLevels().stream().map(shifts()::get).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void framesAndPhysicalAddresses() {
        Random random = new Random(SEED);
        BigInteger size = BigInteger.valueOf(architecture().pageSize());
        for (int i = 0; i < 10_000; i++) {
            Pa pa = new Pa(random.nextLong());
            BigInteger[] parts = unsigned(pa.value()).divideAndRemainder(size);
            assertThat(architecture().gfn(pa)).isEqualTo(new Gfn(parts[0].longValue()));
            assertThat(architecture().paOffset(pa)).isEqualTo(parts[1].longValue());
            assertThat(architecture().pa(architecture().gfn(pa)).value())
                    .isEqualTo(parts[0].multiply(size).longValue());
        }
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() ->
                        architecture().pa(new Gfn(1L << 64 - architecture().pageShift())));
    }

    @Test
    void virtualAddressesAtTheLowestLevel() {
        int shift = architecture().pageShift();
        samples().forEach(va -> {
            Expected expected = expected(va, shift, indexBits());
            assertThat(architecture().alignDown(new Va(va))).isEqualTo(new Va(expected.down()));
            assertThat(architecture().vaOffset(new Va(va))).isEqualTo(expected.offset());
            assertThat(architecture().vaIndex(new Va(va))).isEqualTo(expected.index());
            checkUp(() -> architecture().alignUp(new Va(va)), expected);
        });
    }

    @Test
    void virtualAddressesAtEveryLevel() {
        shifts().forEach((level, shift) -> samples().forEach(va -> {
            Expected expected = expected(va, shift, indexBits(level));
            assertThat(architecture().alignDown(new Va(va), level)).isEqualTo(new Va(expected.down()));
            assertThat(architecture().vaOffset(new Va(va), level)).isEqualTo(expected.offset());
            assertThat(architecture().vaIndex(new Va(va), level)).isEqualTo(expected.index());
            checkUp(() -> architecture().alignUp(new Va(va), level), expected);
        }));
    }

    @Test
    void levelsOfOtherArchitecturesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> architecture().vaIndex(Va.ZERO, Foreign.LEVEL))
                .withMessageContaining("LEVEL");
    }

    @Test
    void registersAreChangedByCopy() {
        Registers before = registers();
        assertThat(before.architecture()).isEqualTo(architecture());
        Va va = new Va(0x1230);
        assertThat(before.withInstructionPointer(va).instructionPointer()).isEqualTo(va);
        assertThat(before.withStackPointer(va).stackPointer()).isEqualTo(va);
        assertThat(before.withResult(-2).result()).isEqualTo(-2);
        assertThat(before).isEqualTo(registers());
        assertThat(before.withResult(before.result())).isEqualTo(before);
    }

    @Test
    void theGeneralPurposeSetIsTakenAndPutBack() {
        Registers before = registers();
        Registers other = before.withResult(before.result() + 1).withStackPointer(new Va(0x4560));
        assertThat(before.withGeneralPurpose(other.generalPurpose()))
                .isEqualTo(other)
                .isNotEqualTo(before);
        assertThatIllegalArgumentException().isThrownBy(() -> before.withGeneralPurpose(new ForeignRegisters()));
    }

    @Test
    void contextsCarryTheRoot() {
        Registers registers = registers();
        Va va = new Va(0x1230);
        assertThat(registers.addressContext(va).va()).isEqualTo(va);
        assertThat(registers.addressContext(va).root()).isEqualTo(registers.translationRoot(va));
        assertThat(registers.accessContext(va)).isEqualTo(AccessContext.paging(va, registers.translationRoot(va)));
        assertThat(registers.addressWidth()).isIn(4, 8);
        assertThat(registers.effectiveAddressWidth()).isIn(2, 4, 8);
    }

    private enum Foreign implements PageTableLevel {
        LEVEL
    }

    private record ForeignRegisters() implements GeneralPurposeRegisters {}

    private record Expected(long down, long offset, int index, BigInteger up) {}

    private static Expected expected(long va, int shift, int indexBits) {
        BigInteger size = BigInteger.TWO.pow(shift);
        BigInteger[] parts = unsigned(va).divideAndRemainder(size);
        BigInteger down = parts[0].multiply(size);
        BigInteger up = parts[1].signum() == 0 ? down : down.add(size);
        int index = parts[0].mod(BigInteger.TWO.pow(indexBits)).intValue();
        return new Expected(down.longValue(), parts[1].longValue(), index, up);
    }

    private static void checkUp(Supplier<Va> up, Expected expected) {
        if (expected.up().equals(SPACE)) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(up::get);
        } else {
            assertThat(up.get()).isEqualTo(new Va(expected.up().longValue()));
        }
    }

    private List<Long> samples() {
        Random random = new Random(SEED);
        List<Long> samples = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            samples.add(random.nextLong());
        }
        for (int bit = 0; bit < 64; bit++) {
            samples.add(1L << bit);
            samples.add((1L << bit) - 1);
            samples.add(-1L << bit);
        }
        return samples;
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}

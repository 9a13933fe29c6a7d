package dev.vmi4j.arch.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.aarch64.registers.Aarch64GeneralPurpose;
import dev.vmi4j.arch.aarch64.registers.Aarch64Registers;
import dev.vmi4j.arch.aarch64.registers.Pstate;
import dev.vmi4j.arch.aarch64.registers.SystemRegister;
import dev.vmi4j.arch.aarch64.registers.SystemValues;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.paging.PageTableLevel;
import dev.vmi4j.testkit.contract.ArchitectureContract;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** AArch64 keeps the contract of every architecture, with each granule. */
class Aarch64ContractTest {
    /** EL1h in the kernel; TCR_EL1 with 48 bits for both halves and the granule in TG1 and TG0. */
    private static Registers registers(long tg1, long tg0) {
        return new Aarch64Registers(
                        Aarch64GeneralPurpose.ZERO,
                        0xffff_8000_0801_0000L,
                        new Pstate(0x6040_00c5L),
                        SystemValues.NONE,
                        Optional.empty())
                .withSystem(SystemRegister.TCR_EL1, tg1 << 30 | tg0 << 14 | 5L << 32 | 16 << 16 | 16)
                .withSystem(SystemRegister.TTBR0_EL1, 0x0042_0000_4100_0001L)
                .withSystem(SystemRegister.TTBR1_EL1, 0x0042_0000_4200_0001L);
    }

    @Nested
    class Granule4K extends ArchitectureContract {
        @Override
        protected Architecture architecture() {
            return Aarch64.GRANULE_4K;
        }

        @Override
        protected Registers registers() {
            return Aarch64ContractTest.registers(2, 0);
        }

        @Override
        protected Map<PageTableLevel, Integer> shifts() {
            return Map.of(
                    Aarch64PageTableLevel.LEVEL_MINUS_1, 48,
                    Aarch64PageTableLevel.LEVEL_0, 39,
                    Aarch64PageTableLevel.LEVEL_1, 30,
                    Aarch64PageTableLevel.LEVEL_2, 21,
                    Aarch64PageTableLevel.LEVEL_3, 12);
        }

        @Override
        protected int indexBits() {
            return 9;
        }

        @Override
        protected int indexBits(PageTableLevel level) {
            return level == Aarch64PageTableLevel.LEVEL_MINUS_1 ? 4 : 9;
        }
    }

    @Nested
    class Granule16K extends ArchitectureContract {
        @Override
        protected Architecture architecture() {
            return Aarch64.GRANULE_16K;
        }

        @Override
        protected Registers registers() {
            return Aarch64ContractTest.registers(1, 2);
        }

        @Override
        protected Map<PageTableLevel, Integer> shifts() {
            return Map.of(
                    Aarch64PageTableLevel.LEVEL_0, 47,
                    Aarch64PageTableLevel.LEVEL_1, 36,
                    Aarch64PageTableLevel.LEVEL_2, 25,
                    Aarch64PageTableLevel.LEVEL_3, 14);
        }

        @Override
        protected int indexBits() {
            return 11;
        }

        @Override
        protected int indexBits(PageTableLevel level) {
            return level == Aarch64PageTableLevel.LEVEL_0 ? 5 : 11;
        }
    }

    @Nested
    class Granule64K extends ArchitectureContract {
        @Override
        protected Architecture architecture() {
            return Aarch64.GRANULE_64K;
        }

        @Override
        protected Registers registers() {
            return Aarch64ContractTest.registers(3, 1);
        }

        @Override
        protected Map<PageTableLevel, Integer> shifts() {
            return Map.of(
                    Aarch64PageTableLevel.LEVEL_1, 42,
                    Aarch64PageTableLevel.LEVEL_2, 29,
                    Aarch64PageTableLevel.LEVEL_3, 16);
        }

        @Override
        protected int indexBits() {
            return 13;
        }

        @Override
        protected int indexBits(PageTableLevel level) {
            return level == Aarch64PageTableLevel.LEVEL_1 ? 10 : 13;
        }
    }

    @Test
    void theBreakpointIsBrk0() {
        assertThat(Aarch64.GRANULE_64K.breakpoint()).containsExactly(0x00, 0x00, 0x20, 0xd4);
    }

    @Test
    void theProviderHasAllGranules() {
        ArchitectureProvider provider = ArchitectureProvider.forElfMachine(183).orElseThrow();
        assertThat(provider.architecture()).isSameAs(Aarch64.GRANULE_4K).hasToString("aarch64 with the 4K granule");
        assertThat(provider.architectures().stream().map(Architecture::pageSize))
                .containsExactly(0x1000L, 0x4000L, 0x10000L);
        assertThat(provider.hasElfMachine(62)).isFalse();
        assertThat(Aarch64.GRANULE_16K.specialRegisters())
                .extracting(Object::toString)
                .contains("TTBR0_EL1", "TCR_EL1");
    }
}

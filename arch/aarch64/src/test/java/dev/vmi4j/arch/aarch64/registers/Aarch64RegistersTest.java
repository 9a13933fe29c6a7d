package dev.vmi4j.arch.aarch64.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.arch.aarch64.Aarch64;
import dev.vmi4j.arch.aarch64.paging.Aarch64Granule;
import dev.vmi4j.arch.aarch64.paging.Aarch64Paging;
import dev.vmi4j.arch.aarch64.paging.AddressHalf;
import dev.vmi4j.arch.aarch64.paging.DescriptorFormat;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.MalformedNoteException;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.arch.RegisterValue;
import dev.vmi4j.core.arch.UnknownRegisterException;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registers, their views and where they come from. */
class Aarch64RegistersTest {
    private static final Va KERNEL = new Va(0xffff_8000_1234_5678L);
    private static final Va USER = new Va(0xaaaa_1234_5678L);
    private static final PhysicalMemory NOTHING = PhysicalMemory.mapped(List.of());

    /** TG1 and TG0 for 4K, IPS for 48 bits, 48 bits of address in both halves, TBI0. */
    private static final long TCR = 2L << 30 | 5L << 32 | 1L << 37 | 16 << 16 | 16;

    private static Aarch64Registers registers(long pstate) {
        long[] general = new long[32];
        for (int i = 0; i < 32; i++) {
            general[i] = 0x1_0000_0000L * i + i;
        }
        return new Aarch64Registers(
                Aarch64GeneralPurpose.of(general),
                KERNEL.value(),
                new Pstate(pstate),
                SystemValues.NONE,
                Optional.empty());
    }

    private static Aarch64Registers kernel() {
        return registers(0x6040_00c5L)
                .withSystem(SystemRegister.TCR_EL1, TCR)
                .withSystem(SystemRegister.TTBR0_EL1, 0x0042_0000_4100_0001L)
                .withSystem(SystemRegister.TTBR1_EL1, 0x0043_0000_4200_0001L);
    }

    @Test
    void rootAndModeFollowTheHalf() {
        assertThat(kernel().pagingMode(KERNEL)).hasToString("4k-48-ttbr1");
        assertThat(kernel().pagingMode(USER)).hasToString("4k-48-ttbr0");
        assertThat(kernel().translationRoot(KERNEL)).isEqualTo(Pa.of(0x4200_0000));
        assertThat(kernel().translationRoot(USER)).isEqualTo(Pa.of(0x4100_0000));
        assertThat(kernel().pagingMode(new Va(0xff00_0000_0000_0000L))).hasToString("4k-48-ttbr0");
        assertThat(kernel().asid()).contains(0x42);
        assertThat(kernel().withSystem(SystemRegister.TCR_EL1, TCR | 1L << 22 | 1L << 36)
                        .asid())
                .contains(0x43);
        assertThat(kernel().withSystem(SystemRegister.SCTLR_EL1, 0).pagingMode(KERNEL))
                .isSameAs(Aarch64Paging.off());
        assertThat(kernel().withSystem(SystemRegister.SCTLR_EL1, 0).translationRoot(KERNEL))
                .isEqualTo(Pa.ZERO);
        assertThat(kernel().withSystem(SystemRegister.SCTLR_EL1, 1).pagingMode(KERNEL))
                .hasToString("4k-48-ttbr1");
    }

    @Test
    void whatIsUnknownIsSaid() {
        assertThatExceptionOfType(UnknownRegisterException.class)
                .isThrownBy(() -> registers(0xc5).pagingMode(KERNEL))
                .withMessageContaining("TCR_EL1")
                .satisfies(e -> assertThat(e.register()).isEqualTo("TCR_EL1"));
        Aarch64Registers rootless = registers(0xc5).withSystem(SystemRegister.TCR_EL1, TCR);
        assertThatExceptionOfType(UnknownRegisterException.class)
                .isThrownBy(() -> rootless.translationRoot(KERNEL))
                .withMessageContaining("TTBR1_EL1");
        assertThatExceptionOfType(UnknownRegisterException.class)
                .isThrownBy(() -> rootless.translationRoot(USER))
                .withMessageContaining("TTBR0_EL1");
        assertThat(registers(0xc5).architecture()).isSameAs(Aarch64.GRANULE_4K);
        assertThat(registers(0xc5).asid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // link register, T0SZ, T1SZ, address
        "0x3cc6c24f6f7a8f74, 16, 16, 0xffffc24f6f7a8f74",
        "0x3cc6c24f6f7a8f74, 16, 25, 0xffffffcf6f7a8f74",
        "0x3c46c24f6f7a8f74, 16, 16, 0x0000c24f6f7a8f74",
        "0x3c46c24f6f7a8f74, 25, 16, 0x0000004f6f7a8f74",
        "0xffffc24f6f7a8f74, 16, 16, 0xffffc24f6f7a8f74",
    })
    void theReturnAddressIsWithoutItsCode(String link, int t0sz, int t1sz, String address) {
        Aarch64Registers registers = registers(0xc5)
                .with(30, Long.parseUnsignedLong(link.substring(2), 16))
                .withSystem(SystemRegister.TCR_EL1, 2L << 30 | 5L << 32 | (long) t1sz << 16 | t0sz);
        assertThat(registers.returnAddress(NOTHING))
                .isEqualTo(new Va(Long.parseUnsignedLong(address.substring(2), 16)));
    }

    @Test
    void theReturnAddressWithoutTcr() {
        assertThat(registers(0xc5).with(30, 0x3cc6_c24f_6f7a_8f74L).returnAddress(NOTHING))
                .isEqualTo(new Va(0xffff_c24f_6f7a_8f74L));
    }

    @Test
    void aarch32State() {
        Aarch64Registers narrow = registers(0x10);
        assertThat(narrow.effectiveAddressWidth()).isEqualTo(4);
        assertThat(narrow.addressWidth()).isEqualTo(8);
        assertThat(narrow.instructionPointer()).isEqualTo(new Va(0x1234_5678));
        assertThat(narrow.stackPointer()).isEqualTo(new Va(13));
        assertThat(narrow.withStackPointer(new Va(0x40)).generalPurpose().x(13)).isEqualTo(0x40);
        assertThat(narrow.returnAddress(NOTHING)).isEqualTo(new Va(14));
        assertThat(narrow.argument(CallingConvention.SYSTEM_V, 3, NOTHING)).isEqualTo(3);
        assertThat(narrow.argument(CallingConvention.LINUX_SYSCALL, 6, NOTHING)).isEqualTo(6);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> narrow.argument(CallingConvention.LINUX_SYSCALL, 7, NOTHING));
    }

    @Test
    void argumentsLieInRegistersThenOnTheStack() {
        assertThat(kernel().argument(CallingConvention.LINUX_KERNEL, 7, NOTHING))
                .isEqualTo(0x7_0000_0007L);
        assertThat(kernel().argument(CallingConvention.LINUX_SYSCALL, 5, NOTHING))
                .isEqualTo(0x5_0000_0005L);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> kernel().argument(CallingConvention.LINUX_SYSCALL, 6, NOTHING));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> kernel().argument(CallingConvention.SYSTEM_V, -1, NOTHING));
        MemorySegment ram = MemorySegment.ofArray(new long[0x800]);
        ram.set(LittleEndian.LONG, 0x108, 77);
        PhysicalMemory memory = PhysicalMemory.mapped(List.of(new MemoryRun(0, ram)));
        Aarch64Registers untranslated =
                kernel().withSystem(SystemRegister.SCTLR_EL1, 0).withStackPointer(new Va(0x100));
        assertThat(untranslated.argument(CallingConvention.SYSTEM_V, 9, memory)).isEqualTo(77);
    }

    @Test
    void argumentsInRegistersCanBeChanged() {
        Aarch64Registers narrow = registers(0x10);
        assertThat(kernel().withArgument(CallingConvention.SYSTEM_V, 7, 5)).contains(kernel().with(7, 5));
        assertThat(kernel().withArgument(CallingConvention.SYSTEM_V, 8, 5)).isEmpty();
        assertThat(kernel().withArgument(CallingConvention.LINUX_SYSCALL, 6, 5)).isEmpty();
        assertThat(narrow.withArgument(CallingConvention.LINUX_SYSCALL, 6, 5)).contains(narrow.with(6, 5));
        assertThat(narrow.withArgument(CallingConvention.LINUX_KERNEL, 4, 5)).isEmpty();
        assertThat(kernel().withArgument(CallingConvention.SYSTEM_V, -1, 5)).isEmpty();
    }

    @Test
    void stackPointersOfTheLevels() {
        assertThat(registers(0xc5).system(SystemRegister.SP_EL1)).hasValue(0x1f_0000_001fL);
        assertThat(registers(0xc5).system(SystemRegister.SP_EL0)).isEmpty();
        assertThat(registers(0xc4).system(SystemRegister.SP_EL0)).hasValue(0x1f_0000_001fL);
        assertThat(registers(0).system(SystemRegister.SP_EL0)).hasValue(0x1f_0000_001fL);
        assertThat(registers(0xc5).withSystem(SystemRegister.SP_EL1, 5).stackPointer())
                .isEqualTo(new Va(5));
        assertThat(registers(0xc5).withSystem(SystemRegister.SP_EL0, 5).stackPointer())
                .isEqualTo(new Va(0x1f_0000_001fL));
    }

    @Test
    void kernelsKeepTheirDataByRegisters() {
        Aarch64Registers known =
                kernel().withSystem(SystemRegister.TPIDR_EL1, 0x1000).withSystem(SystemRegister.SP_EL0, 0x2000);
        assertThat(known.perCpuCandidates()).containsExactly(0x1000L);
        assertThat(known.threadCandidates()).containsExactly(0x2000L);
        assertThat(known.withPstate(new Pstate(0)).threadCandidates()).isEmpty();
    }

    @Test
    void systemRegistersWithTheirTypes() {
        Aarch64Registers none = kernel();
        assertThat(none.sctlr()).isEmpty();
        Aarch64Registers all = none;
        for (SystemRegister register : SystemRegister.values()) {
            if (register != SystemRegister.TCR_EL1) {
                all = all.withSystem(register, 0x10 + register.encoding());
            }
        }
        assertThat(all.sctlr()).contains(new Sctlr(0x10 + SystemRegister.SCTLR_EL1.encoding()));
        assertThat(all.tcr2()).contains(new Tcr2(0x10 + SystemRegister.TCR2_EL1.encoding()));
        assertThat(all.mair()).isPresent();
        assertThat(all.esr()).isPresent();
        assertThat(all.spsr()).isPresent();
        assertThat(all.par()).isPresent();
        assertThat(all.contextId()).isPresent();
        assertThat(all.mdscr()).isPresent();
        assertThat(all.vectors().orElseThrow().base()).isEqualTo(new Va(0x10 + SystemRegister.VBAR_EL1.encoding()));
        assertThat(all.values().stream().map(RegisterValue::name))
                .contains("x0", "x30", "sp", "pc", "pstate", "tcr_el1");
        assertThat(kernel().values())
                .contains(new RegisterValue("pstate", 0x6040_00c5L, "Z C PAN I F EL1"))
                .contains(new RegisterValue("ttbr0_el1", 0x0042_0000_4100_0001L, "CnP ASID=66"));
    }

    @Test
    void debugRegistersAreListed() {
        DebugRegisters debug = new DebugRegisters(
                List.of(new DebugRegisters.Breakpoint(KERNEL, new BreakpointControl(1))),
                List.of(new DebugRegisters.Watchpoint(USER, new WatchpointControl(0x19))));
        assertThat(kernel().withDebug(debug).values())
                .contains(new RegisterValue("dbgbvr0_el1", KERNEL.value(), ""))
                .contains(new RegisterValue("dbgwcr0_el1", 0x19, "E LSC=3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DebugRegisters(
                        java.util.Collections.nCopies(
                                17, new DebugRegisters.Breakpoint(KERNEL, new BreakpointControl(1))),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        // TG1, T1SZ, IPS, DS; granule, bits, format
        "2, 16, 5, 0, SIZE_4K, 48, BITS_48",
        "2, 12, 6, 1, SIZE_4K, 52, BITS_52_LPA2",
        "2, 12, 6, 0, SIZE_4K, 48, BITS_48",
        "1, 17, 5, 0, SIZE_16K, 47, BITS_48",
        "1, 12, 6, 1, SIZE_16K, 52, BITS_52_LPA2",
        "3, 22, 5, 0, SIZE_64K, 42, BITS_48",
        "3, 12, 6, 0, SIZE_64K, 52, BITS_52_LPA",
        "2, 63, 5, 0, SIZE_4K, 25, BITS_48",
    })
    void tcrTellsTheMode(
            int tg1, int t1sz, int ips, int ds, Aarch64Granule granule, int bits, DescriptorFormat format) {
        Tcr tcr = new Tcr((long) tg1 << 30 | (long) t1sz << 16 | (long) ips << 32 | (long) ds << 59);
        assertThat(tcr.granule(AddressHalf.UPPER)).isEqualTo(granule);
        assertThat(tcr.addressBits(AddressHalf.UPPER)).isEqualTo(bits);
        assertThat(tcr.format(AddressHalf.UPPER)).isEqualTo(format);
        assertThat(tcr.options(AddressHalf.UPPER).hierarchical()).isTrue();
        assertThat(new Tcr(tcr.value() | 1L << 42 | 1L << 38).options(AddressHalf.UPPER))
                .satisfies(options -> assertThat(options.hierarchical()).isFalse())
                .satisfies(options -> assertThat(options.ignoredBits()).isEqualTo(8));
    }

    @Test
    void tcrOfTheLowerHalf() {
        assertThat(new Tcr(1 << 14 | 16).granule(AddressHalf.LOWER)).isEqualTo(Aarch64Granule.SIZE_64K);
        assertThat(new Tcr(2 << 14 | 16).granule(AddressHalf.LOWER)).isEqualTo(Aarch64Granule.SIZE_16K);
        assertThat(new Tcr(1L << 41 | 16).options(AddressHalf.LOWER).hierarchical())
                .isFalse();
    }

    @Test
    void notes() {
        MemorySegment bytes = MemorySegment.ofArray(new long[49]);
        for (int i = 0; i < 31; i++) {
            bytes.set(LittleEndian.LONG, 112 + 8L * i, i);
        }
        bytes.set(LittleEndian.LONG, 112 + 8 * 31, 0x5000);
        bytes.set(LittleEndian.LONG, 112 + 8 * 32, KERNEL.value());
        bytes.set(LittleEndian.LONG, 112 + 8 * 33, 0x4040_00c5L);
        Aarch64Registers read = Aarch64Notes.registers(
                        List.of(new RegisterNote("CORE", 2, bytes), new RegisterNote("CORE", 1, bytes)))
                .orElseThrow();
        assertThat(read.stackPointer()).isEqualTo(new Va(0x5000));
        assertThat(read.instructionPointer()).isEqualTo(KERNEL);
        assertThat(read.pstate()).isEqualTo(new Pstate(0x4040_00c5L));
        assertThat(read.gpr().x(30)).isEqualTo(30);
        assertThat(Aarch64Notes.registers(List.of())).isEmpty();
        assertThatExceptionOfType(MalformedNoteException.class)
                .isThrownBy(() -> Aarch64Notes.registers(List.of(new RegisterNote("CORE", 1, bytes.asSlice(0, 300)))))
                .satisfies(e -> assertThat(e.owner()).isEqualTo("CORE"))
                .satisfies(e -> assertThat(e.type()).isEqualTo(1))
                .satisfies(e -> assertThat(e.size()).isEqualTo(300));
    }

    @Test
    void generalPurposeRegisters() {
        Aarch64GeneralPurpose set = Aarch64GeneralPurpose.ZERO.with(29, 5).withSp(7);
        assertThat(set.framePointer()).isEqualTo(5);
        assertThat(set.linkRegister()).isZero();
        assertThat(set).isEqualTo(Aarch64GeneralPurpose.ZERO.withSp(7).with(29, 5));
        assertThat(set).hasSameHashCodeAs(Aarch64GeneralPurpose.ZERO.withSp(7).with(29, 5));
        assertThat(set).isNotEqualTo(Aarch64GeneralPurpose.ZERO);
        assertThat(set.toString()).startsWith("x0=0x0 x1=0x0").endsWith("x29=0x5 x30=0x0 sp=0x7");
        assertThatIllegalArgumentException().isThrownBy(() -> Aarch64GeneralPurpose.of(1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.x(31));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.with(31, 0));
    }

    @Test
    void systemRegisterNumbers() {
        assertThat(SystemRegister.TTBR0_EL1.encoding()).isEqualTo(0xc100);
        assertThat(SystemRegister.of(0xc102)).contains(SystemRegister.TCR_EL1);
        assertThat(SystemRegister.describe(0xc102)).isEqualTo("TCR_EL1");
        assertThat(SystemRegister.describe(0xdf01)).isEqualTo("S3_3_C14_C0_1");
    }

    @Test
    void memoryAttributes() {
        Mair mair = new Mair(0x0000_f044_4ffb_0400L | 0x0cL << 56);
        assertThat(mair.attribute(0)).hasToString("Device-nGnRnE");
        assertThat(mair.attribute(1)).hasToString("Device-nGnRE");
        assertThat(mair.attribute(7)).hasToString("Device-GRE");
        assertThat(mair.attribute(2).toString()).startsWith("Normal, inner write-through");
        assertThat(mair.attribute(3)).hasToString("Normal, inner write-back, outer non-cacheable");
        assertThat(mair.attribute(4)).hasToString("Normal, inner non-cacheable, outer non-cacheable");
        assertThat(mair.attribute(5)).hasToString("Normal, tagged write-back");
        assertThat(mair.attribute(4).cacheable()).isFalse();
        assertThat(mair.attribute(3).cacheable()).isTrue();
        assertThat(mair.attribute(0).cacheable()).isFalse();
    }

    @Test
    void par() {
        assertThat(new Par(0xff00_0000_4123_4b80L).page()).contains(Pa.of(0x4123_4000));
        assertThat(new Par(0x80f).page()).isEmpty();
        assertThat(new Par(0x80f).fst()).isEqualTo(7);
    }
}

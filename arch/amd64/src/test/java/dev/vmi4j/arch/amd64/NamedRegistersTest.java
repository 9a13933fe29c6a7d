package dev.vmi4j.arch.amd64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.registers.Amd64GeneralPurpose;
import dev.vmi4j.arch.amd64.registers.Amd64Registers;
import dev.vmi4j.arch.amd64.registers.ControlRegisters;
import dev.vmi4j.arch.amd64.registers.Cr0;
import dev.vmi4j.arch.amd64.registers.Cr3;
import dev.vmi4j.arch.amd64.registers.Cr4;
import dev.vmi4j.arch.amd64.registers.Cr8;
import dev.vmi4j.arch.amd64.registers.DebugRegisters;
import dev.vmi4j.arch.amd64.registers.DescriptorTables;
import dev.vmi4j.arch.amd64.registers.Dr6;
import dev.vmi4j.arch.amd64.registers.Dr7;
import dev.vmi4j.arch.amd64.registers.Gpr;
import dev.vmi4j.arch.amd64.registers.Msr;
import dev.vmi4j.arch.amd64.registers.Rflags;
import dev.vmi4j.arch.amd64.registers.SegmentAttributes;
import dev.vmi4j.arch.amd64.registers.SegmentRegister;
import dev.vmi4j.arch.amd64.registers.SegmentRegisters;
import dev.vmi4j.arch.amd64.registers.Selector;
import dev.vmi4j.arch.amd64.registers.TableRegister;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.RegisterValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of two idle Linux guests, as QEMU's {@code info registers} and its GDB stub show them. */
class NamedRegistersTest {
    /** Lines of {@code name value...}, in hexadecimal. */
    private static final String LONG_MODE = """
            rax 1ad40
            rbx 0
            rcx 0
            rdx 4000000000000000
            rsi 87
            rdi 3b61c
            rbp ffffffffb141aa40
            rsp ffffffffb1403e90
            r8 0
            r9 7
            r10 fffffffb
            r11 1
            r12 0
            r13 0
            r14 ffffffffb141a118
            r15 14790
            rip ffffffffb040dfeb
            eflags 246
            cs 10
            cs.base 0
            cs.limit ffffffff
            cs.flags af9b00
            ss 18
            ss.base 0
            ss.limit ffffffff
            ss.flags cf9300
            ds 0
            es 0
            fs 0
            gs 0
            fs_base 0
            gs_base ffff8e90cf800000
            gs.limit 0
            gs.flags 0
            k_gs_base 7f12
            ldt 0
            ldt.base 0
            ldt.limit 0
            ldt.flags 8200
            tr 40
            tr.base fffffe0000003000
            tr.limit 4087
            tr.flags 8900
            gdt.base fffffe0000001000
            gdt.limit 7f
            idt.base fffffe0000000000
            idt.limit fff
            cr0 80050033
            cr2 5eaeb0
            cr3 a410000
            cr4 750eb0
            cr8 3
            dr0 1000
            dr1 2000
            dr2 3000
            dr3 4000
            dr6 ffff0ff0
            dr7 400
            efer d01
            st0 1
            """;

    private static final String PROTECTED_MODE = """
            eax ca917b70
            ebx cac444c0
            ecx cac444c1
            edx cfb9bdc0
            ebp cac3bf28
            esp cac3bf20
            esi 11
            edi 22
            eip ca917b83
            eflags 200202
            cs 60
            ss 68
            ds 7b
            es 7b
            fs d8
            gs 0
            fs_base 4d36000
            cs.flags cf9a00
            cr0 80050033
            cr2 9de5005
            cr3 1016000
            cr4 350ed0
            """;

    private static RegisterValues values(String lines) {
        Map<String, Long> all = new HashMap<>();
        lines.lines()
                .map(line -> line.split(" ", -1))
                .forEach(parts -> all.put(parts[0], Long.parseUnsignedLong(parts[1], 16)));
        return new RegisterValues(all);
    }

    private static Amd64Registers read(String lines) {
        return NamedRegisters.of(values(lines)).orElseThrow();
    }

    private static SegmentRegister segment(int selector, long base, long limit, int attributes) {
        return SegmentRegister.of(new Selector(selector), base, limit, new SegmentAttributes(attributes));
    }

    @Test
    void longModeGeneralPurposeAndControl() {
        Amd64Registers registers = read(LONG_MODE);
        assertThat(registers.gpr())
                .isEqualTo(Amd64GeneralPurpose.ZERO
                        .with(Gpr.RAX, 0x1ad40)
                        .with(Gpr.RDX, 0x4000_0000_0000_0000L)
                        .with(Gpr.RSI, 0x87)
                        .with(Gpr.RDI, 0x3b61c)
                        .with(Gpr.RBP, 0xffff_ffff_b141_aa40L)
                        .with(Gpr.RSP, 0xffff_ffff_b140_3e90L)
                        .with(Gpr.R9, 7)
                        .with(Gpr.R10, 0xffff_fffbL)
                        .with(Gpr.R11, 1)
                        .with(Gpr.R14, 0xffff_ffff_b141_a118L)
                        .with(Gpr.R15, 0x14790));
        assertThat(registers.rip()).isEqualTo(0xffff_ffff_b040_dfebL);
        assertThat(registers.rflags()).isEqualTo(new Rflags(0x246));
        assertThat(registers.control())
                .isEqualTo(new ControlRegisters(
                        new Cr0(0x8005_0033L),
                        0x5e_aeb0,
                        new Cr3(0xa41_0000),
                        new Cr4(0x75_0eb0),
                        Optional.of(new Cr8(3)),
                        Optional.empty()));
        assertThat(registers.msr(Msr.EFER)).hasValue(0xd01);
        assertThat(registers.msr(Msr.KERNEL_GS_BASE)).hasValue(0x7f12);
        assertThat(registers.longMode()).isTrue();
        assertThat(registers.effectiveAddressWidth()).isEqualTo(8);
        assertThat(registers.privilegeLevel()).isZero();
        assertThat(registers.pagingMode(Va.ZERO)).hasToString("4-level");
        assertThat(registers.translationRoot(Va.ZERO)).isEqualTo(new Pa(0xa41_0000));
    }

    @Test
    void longModeSegmentsTablesAndDebugRegisters() {
        Amd64Registers registers = read(LONG_MODE);
        SegmentRegisters segments = registers.segments();
        assertThat(segments.cs()).isEqualTo(segment(0x10, 0, 0xffff_ffffL, 0xa09b));
        assertThat(segments.ss()).isEqualTo(segment(0x18, 0, 0xffff_ffffL, 0xc093));
        assertThat(segments.ds()).isEqualTo(SegmentRegister.visible(new Selector(0)));
        assertThat(segments.es()).isEqualTo(SegmentRegister.visible(new Selector(0)));
        assertThat(segments.fs())
                .isEqualTo(SegmentRegister.visible(new Selector(0)).withBase(0));
        assertThat(segments.gs()).isEqualTo(segment(0, 0xffff_8e90_cf80_0000L, 0, 0));
        assertThat(segments.ldtr()).contains(segment(0, 0, 0, 0x82));
        assertThat(segments.tr()).contains(segment(0x40, 0xffff_fe00_0000_3000L, 0x4087, 0x89));
        assertThat(registers.tables())
                .contains(new DescriptorTables(
                        new TableRegister(new Va(0xffff_fe00_0000_1000L), 0x7f),
                        new TableRegister(new Va(0xffff_fe00_0000_0000L), 0xfff)));
        assertThat(registers.debug())
                .contains(new DebugRegisters(0x1000, 0x2000, 0x3000, 0x4000, new Dr6(0xffff_0ff0L), new Dr7(0x400)));
    }

    @Test
    void protectedModeGoesByTheShortNames() {
        Amd64Registers registers = read(PROTECTED_MODE);
        assertThat(registers.gpr())
                .isEqualTo(Amd64GeneralPurpose.ZERO
                        .with(Gpr.RAX, 0xca91_7b70L)
                        .with(Gpr.RBX, 0xcac4_44c0L)
                        .with(Gpr.RCX, 0xcac4_44c1L)
                        .with(Gpr.RDX, 0xcfb9_bdc0L)
                        .with(Gpr.RBP, 0xcac3_bf28L)
                        .with(Gpr.RSP, 0xcac3_bf20L)
                        .with(Gpr.RSI, 0x11)
                        .with(Gpr.RDI, 0x22));
        assertThat(registers.rip()).isEqualTo(0xca91_7b83L);
        assertThat(registers.rflags()).isEqualTo(new Rflags(0x20_0202));
        assertThat(registers.segments().cs().attributes()).contains(new SegmentAttributes(0xc09a));
        assertThat(registers.segments().fs())
                .isEqualTo(SegmentRegister.visible(new Selector(0xd8)).withBase(0x4d3_6000));
        assertThat(registers.longMode()).isFalse();
        assertThat(registers.effectiveAddressWidth()).isEqualTo(4);
        assertThat(registers.pagingMode(Va.ZERO)).hasToString("legacy");
    }

    @Test
    void whatTheDebuggerDoesNotShowIsAbsent() {
        Amd64Registers registers = read(PROTECTED_MODE);
        assertThat(registers.control().cr8()).isEmpty();
        assertThat(registers.control().xcr0()).isEmpty();
        assertThat(registers.segments().gs().base()).isEqualTo(OptionalLong.empty());
        assertThat(registers.segments().ss()).isEqualTo(SegmentRegister.visible(new Selector(0x68)));
        assertThat(registers.segments().tr()).isEmpty();
        assertThat(registers.segments().ldtr()).isEmpty();
        assertThat(registers.tables()).isEmpty();
        assertThat(registers.debug()).isEmpty();
        assertThat(registers.msrs().values()).isEmpty();
    }

    /** One descriptor table without the other is not shown as both. */
    @ParameterizedTest
    @ValueSource(strings = {"gdt.base", "idt.base"})
    void bothDescriptorTablesOrNone(String missing) {
        assertThat(NamedRegisters.of(without(missing)).orElseThrow().tables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rip", "cr0", "cr3", "cr4"})
    void withoutTheInstructionPointerAndTheControlRegistersOfPagingThereAreNone(String missing) {
        assertThat(NamedRegisters.of(without(missing))).isEmpty();
        assertThat(NamedRegisters.of(RegisterValues.NONE)).isEmpty();
    }

    private static RegisterValues without(String name) {
        Map<String, Long> all = new HashMap<>(values(LONG_MODE).values());
        all.remove(name);
        return new RegisterValues(all);
    }

    /** What is written is what was read, but for what no debugger writes: hidden parts, tables, debug registers. */
    @Test
    void longModeIsWrittenByTheNamesOfGdb() {
        Map<String, Long> expected = new HashMap<>(values(LONG_MODE).values());
        expected.keySet().removeIf(name -> name.contains(".") || name.matches("dr.|st0|tr|ldt"));
        assertThat(expected).hasSize(16 + 2 + 6 + 2 + 5 + 2);
        assertThat(NamedRegisters.values(read(LONG_MODE)).values()).isEqualTo(expected);
    }

    /** The stub shows a 32-bit guest by either kind of name; R8 and those after it have no short one. */
    @Test
    void protectedModeIsWrittenByBothNames() {
        Map<String, Long> expected = new HashMap<>(values(PROTECTED_MODE).values());
        expected.remove("cs.flags");
        for (String name : new String[] {"ax", "bx", "cx", "dx", "bp", "sp", "si", "di", "ip"}) {
            expected.put("r" + name, values(PROTECTED_MODE).get("e" + name).orElseThrow());
        }
        for (int number = 8; number < 16; number++) {
            expected.put("r" + number, 0L);
        }
        assertThat(NamedRegisters.values(read(PROTECTED_MODE)).values()).isEqualTo(expected);
    }
}

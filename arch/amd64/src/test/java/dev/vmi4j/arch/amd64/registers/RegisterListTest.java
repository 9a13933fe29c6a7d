package dev.vmi4j.arch.amd64.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.arch.RegisterValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The registers of a real virtual CPU; the names of the bits are those of the manuals. */
class RegisterListTest {
    private static final Amd64Registers IDLE = Amd64Notes.registers(List.of(Notes.qemu(Notes.bytes(Notes.QEMU_64))))
            .orElseThrow();

    private static RegisterValue value(String name, long value, String meaning) {
        return new RegisterValue(name, value, meaning);
    }

    private static RegisterValue value(String name, long value) {
        return value(name, value, "");
    }

    private static List<String> names(Amd64Registers registers) {
        return registers.values().stream().map(RegisterValue::name).toList();
    }

    @Test
    void generalPurposeRegistersInTheOrderOfTheirNumbersThenPointerAndFlags() {
        assertThat(IDLE.values())
                .startsWith(
                        value("rax", 0x1ad40),
                        value("rcx", 0),
                        value("rdx", 0x4000_0000_0000_0000L),
                        value("rbx", 0),
                        value("rsp", 0xffff_ffff_b140_3e90L),
                        value("rbp", 0xffff_ffff_b141_aa40L),
                        value("rsi", 0x87),
                        value("rdi", 0x3b61c),
                        value("r8", 0),
                        value("r9", 7),
                        value("r10", 0xffff_fffbL),
                        value("r11", 1),
                        value("r12", 0),
                        value("r13", 0),
                        value("r14", 0xffff_ffff_b141_a118L),
                        value("r15", 0x14790),
                        value("rip", 0xffff_ffff_b040_dfebL),
                        value("rflags", 0x246, "PF ZF IF"));
    }

    @Test
    void controlRegistersWithTheirBits() {
        assertThat(IDLE.values())
                .containsSubsequence(
                        value("cr0", 0x8005_0033L, "PE MP ET NE WP AM PG"),
                        value("cr2", 0x5e_aeb0),
                        value("cr3", 0xa41_0000),
                        value("cr4", 0x75_0eb0, "PSE PAE PGE OSFXSR OSXMMEXCPT UMIP FSGSBASE OSXSAVE SMEP SMAP PKE"));
        assertThat(names(IDLE)).doesNotContain("cr8", "xcr0");
    }

    @Test
    void controlRegistersThatFewSourcesKnow() {
        ControlRegisters control = IDLE.control().withCr8(new Cr8(2)).withXcr0(new Xcr0(7));
        assertThat(IDLE.withControl(control).values())
                .containsSubsequence(value("cr8", 2), value("xcr0", 7, "X87 SSE AVX"));
    }

    @Test
    void segmentsWithTheirHiddenPartsAndTables() {
        assertThat(IDLE.values())
                .containsSubsequence(
                        value("cs", 0x10, "base 0x0 limit 0xffffffff attributes 0xa09b S P L G"),
                        value("gs", 0, "base 0xffff8e90cf800000 limit 0x0 attributes 0x0"),
                        value("ss", 0x18, "base 0x0 limit 0xffffffff attributes 0xc093 S P DB G"),
                        value("tr", 0x40, "base 0xfffffe0000003000 limit 0x4087 attributes 0x89 P"),
                        value("ldtr", 0, "base 0x0 limit 0x0 attributes 0x82 P"),
                        value("gdtr", 0xffff_fe00_0000_1000L, "limit 0x7f"),
                        value("idtr", 0xffff_fe00_0000_0000L, "limit 0xfff"));
    }

    @Test
    void ofASegmentOnlyWhatIsKnown() {
        SegmentRegister visible = SegmentRegister.visible(new Selector(0x53));
        assertThat(IDLE.withSegments(IDLE.segments().withFs(visible)).values()).contains(value("fs", 0x53));
        assertThat(IDLE.withSegments(IDLE.segments().withFs(visible.withBase(0x7000)))
                        .values())
                .contains(value("fs", 0x53, "base 0x7000"));
    }

    /** After reset DR6 is FFFF0FF0H and DR7 400H (Intel SDM Vol. 3A, table 10-1); here B0 and BS, L0 and GE are set too. */
    @Test
    void debugRegisters() {
        assertThat(names(IDLE)).doesNotContain("dr0", "dr7");
        DebugRegisters debug = new DebugRegisters(1, 2, 3, 4, new Dr6(0xffff_4ff1L), new Dr7(0x601));
        assertThat(IDLE.withDebug(debug).values())
                .containsSubsequence(
                        value("dr0", 1),
                        value("dr1", 2),
                        value("dr2", 3),
                        value("dr3", 4),
                        value("dr6", 0xffff_4ff1L, "B0 BLD BS RTM"),
                        value("dr7", 0x601, "L0 GE"));
    }

    @Test
    void modelSpecificRegistersThatAreKnown() {
        assertThat(names(IDLE)).doesNotContain("efer", "lstar");
        assertThat(IDLE.withMsr(Msr.EFER, 0xd01)
                        .withMsr(Msr.LSTAR, 0xffff_ffff_b060_0000L)
                        .values())
                .contains(value("efer", 0xd01, "SCE LME LMA NXE"), value("lstar", 0xffff_ffff_b060_0000L));
    }

    @Test
    void whatTheSourceDoesNotKnowIsNotListed() {
        Amd64Registers bare = new Amd64Registers(
                IDLE.gpr(),
                IDLE.rip(),
                IDLE.rflags(),
                IDLE.control(),
                new SegmentRegisters(
                        IDLE.segments().cs(),
                        IDLE.segments().ds(),
                        IDLE.segments().es(),
                        IDLE.segments().fs(),
                        IDLE.segments().gs(),
                        IDLE.segments().ss(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                MsrValues.NONE,
                true);
        assertThat(names(bare)).hasSize(16 + 2 + 4 + 6).doesNotContain("tr", "ldtr", "gdtr", "idtr");
    }
}

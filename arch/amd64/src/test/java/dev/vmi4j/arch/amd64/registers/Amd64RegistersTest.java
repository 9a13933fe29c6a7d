package dev.vmi4j.arch.amd64.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.arch.amd64.Image;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.arch.amd64.paging.Amd64PagingOptions;
import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.AddressContext;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.GeneralPurposeRegisters;
import dev.vmi4j.core.arch.UnknownRegisterException;
import dev.vmi4j.core.paging.PageFaultException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Amd64RegistersTest {
    private static final Amd64Registers IDLE = Amd64Notes.registers(List.of(Notes.qemu(Notes.bytes(Notes.QEMU_64))))
            .orElseThrow();
    private static final Amd64Registers IDLE_32 = Amd64Notes.registers(List.of(Notes.qemu(Notes.bytes(Notes.QEMU_32))))
            .orElseThrow();

    private static Amd64Registers withCs(Amd64Registers registers, int attributes) {
        SegmentRegister cs = SegmentRegister.of(new Selector(0x10), 0, 0xffff_ffffL, new SegmentAttributes(attributes));
        return registers.withSegments(registers.segments().withCs(cs));
    }

    @Test
    void neutralAccessors() {
        assertThat(IDLE.architecture()).isSameAs(Amd64.INSTANCE);
        assertThat(IDLE.instructionPointer()).isEqualTo(new Va(0xffff_ffff_b040_dfebL));
        assertThat(IDLE.withInstructionPointer(new Va(1)).instructionPointer()).isEqualTo(new Va(1));
        assertThat(IDLE.stackPointer()).isEqualTo(new Va(0xffff_ffff_b140_3e90L));
        assertThat(IDLE.withStackPointer(new Va(2)).gpr().rsp()).isEqualTo(2);
        assertThat(IDLE.result()).isEqualTo(0x1ad40);
        assertThat(IDLE.withResult(-3).gpr().rax()).isEqualTo(-3);
        assertThat(IDLE.addressContext(new Va(5))).isEqualTo(new AddressContext(new Va(5), new Pa(0xa41_0000)));
        assertThat(IDLE.accessContext(new Va(5))).isEqualTo(AccessContext.paging(new Va(5), new Pa(0xa41_0000)));
        assertThat(IDLE.privilegeLevel()).isZero();
    }

    @Test
    void generalPurposeSet() {
        Amd64GeneralPurpose ascending = Amd64GeneralPurpose.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        Amd64Registers changed = IDLE.withGeneralPurpose(ascending);
        assertThat(changed.generalPurpose()).isEqualTo(ascending);
        assertThat(changed.rip()).isEqualTo(IDLE.rip());
        assertThat(changed.withGeneralPurpose(IDLE.gpr())).isEqualTo(IDLE);
        for (Gpr register : Gpr.values()) {
            assertThat(ascending.get(register)).isEqualTo(register.number());
            assertThat(ascending.with(register, 99).get(register)).isEqualTo(99);
        }
        assertThat(ascending.rsp()).isEqualTo(4);
        assertThat(ascending.r15()).isEqualTo(15);
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64GeneralPurpose.of(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IDLE.withGeneralPurpose(new GeneralPurposeRegisters() {}));
    }

    @ParameterizedTest
    @CsvSource({"a09b, 8", "c09b, 4", "9b, 2", "e09b, 8"})
    void codeSegmentDecidesTheWidthInLongMode(String attributes, int width) {
        assertThat(withCs(IDLE, Integer.parseInt(attributes, 16)).effectiveAddressWidth())
                .isEqualTo(width);
        assertThat(IDLE.addressWidth()).isEqualTo(8);
    }

    @Test
    void longBitMeansNothingOutsideLongMode() {
        assertThat(withCs(IDLE_32, 0xa09b).effectiveAddressWidth()).isEqualTo(2);
        assertThat(IDLE_32.addressWidth()).isEqualTo(4);
    }

    @Test
    void unknownCodeSegmentIsAnError() {
        Amd64Registers blind = IDLE.withSegments(IDLE.segments().withCs(SegmentRegister.visible(new Selector(0x33))));
        assertThatThrownBy(blind::effectiveAddressWidth)
                .isInstanceOfSatisfying(
                        UnknownRegisterException.class,
                        error -> assertThat(error.register()).isEqualTo("attributes of CS"));
        assertThat(blind.segments().cs().base()).isEmpty();
    }

    @Test
    void returnAddressOfLongMode() {
        Image image = new Image(0x10000)
                .put64(0x1000, 0x2003)
                .put64(0x2000, 0x3003)
                .put64(0x3000, 0x4003)
                .put64(0x4028, 0x6003)
                .put64(0x6ff8, 0xffff_ffff_8123_4567L);
        Amd64Registers registers =
                IDLE.withControl(IDLE.control().withCr3(new Cr3(0x1000))).withStackPointer(new Va(0x5ff8));
        assertThat(registers.returnAddress(image.memory())).isEqualTo(new Va(0xffff_ffff_8123_4567L));
        assertThat(withCs(registers, 0xc09b).returnAddress(image.memory())).isEqualTo(new Va(0x8123_4567L));
        assertThatThrownBy(() -> registers.withStackPointer(new Va(0x7000)).returnAddress(image.memory()))
                .isInstanceOf(PageFaultException.class);
    }

    @Test
    void returnAddressWithSegments() {
        Image image =
                new Image(0x10000).put32(0x1000, 0x2007).put32(0x2014, 0x6003).put32(0x6010, 0xc012_3456L);
        Amd64Registers flat =
                IDLE_32.withControl(IDLE_32.control().withCr3(new Cr3(0x1000))).with(Gpr.RSP, 0xffff_ffff_0000_5010L);
        assertThat(flat.returnAddress(image.memory())).isEqualTo(new Va(0xc012_3456L));
        SegmentRegister based = SegmentRegister.of(new Selector(8), 0x5000, 0xffff, new SegmentAttributes(0x93));
        Amd64Registers small =
                withCs(flat.withSegments(flat.segments().withSs(based)), 0x9b).with(Gpr.RSP, 0xabcd_0010L);
        assertThat(small.returnAddress(image.memory())).isEqualTo(new Va(0x3456));
        Amd64Registers blind = flat.withSegments(flat.segments().withSs(SegmentRegister.visible(new Selector(8))));
        assertThatThrownBy(() -> blind.returnAddress(image.memory()))
                .isInstanceOf(UnknownRegisterException.class)
                .hasMessageContaining("SS");
    }

    @Test
    void pagingModeFollowsTheRegisters() {
        assertThat(IDLE.pagingMode(Va.ZERO)).isSameAs(Amd64Paging.FOUR_LEVEL);
        assertThat(IDLE.withControl(IDLE.control().withCr4(new Cr4(0x75_1eb0))).pagingMode(Va.ZERO))
                .isSameAs(Amd64Paging.FIVE_LEVEL);
        assertThat(IDLE.withControl(IDLE.control().withCr0(new Cr0(0x11))).pagingMode(Va.ZERO))
                .isSameAs(Amd64Paging.NONE);
        Amd64PagingOptions options = Amd64PagingOptions.DEFAULT.withPhysicalWidth(40);
        assertThat(IDLE.withMsr(Msr.EFER, 0x501).pagingMode(options))
                .isSameAs(IDLE.pagingMode(options.withNoExecute(false)));
    }

    @Test
    void pcidIsNotPartOfTheRoot() {
        Amd64Registers registers = IDLE.withControl(IDLE.control().withCr3(new Cr3(0x8000_0000_0a41_0005L)));
        assertThat(registers.translationRoot(Va.ZERO)).isEqualTo(new Pa(0xa41_0000));
        assertThat(registers.control().cr3().pcid()).isEqualTo(5);
    }

    @Test
    void modelSpecificRegisters() {
        Amd64Registers changed = IDLE.withMsr(Msr.GS_BASE, 0x1000)
                .withMsr(Msr.FS_BASE, 0x2000)
                .withMsr(Msr.LSTAR, 0xffff_ffff_8200_0000L)
                .withMsr(Msr.STAR, 0x0023_0010_0000_0000L)
                .withMsr(Msr.EFER, 0xd01);
        assertThat(changed.segments().gs().base()).hasValue(0x1000);
        assertThat(changed.msr(Msr.FS_BASE)).hasValue(0x2000);
        assertThat(changed.msr(Msr.LSTAR)).hasValue(0xffff_ffff_8200_0000L);
        Star star = changed.msrs().star().orElseThrow();
        assertThat(star.syscall()).isEqualTo(new Selector(0x10));
        assertThat(star.sysret()).isEqualTo(new Selector(0x23));
        assertThat(star.legacyTarget()).isZero();
        assertThat(changed.msrs().pat()).isEmpty();
        assertThat(IDLE.msr(Msr.TSC_AUX)).isEqualTo(OptionalLong.empty());
        assertThatIllegalArgumentException().isThrownBy(() -> MsrValues.NONE.with(Msr.FS_BASE, 1));
    }

    @Test
    void eferDecidesOverLongMode() {
        assertThat(IDLE.withMsr(Msr.EFER, 0).longMode()).isFalse();
        assertThat(IDLE_32.withMsr(Msr.EFER, 0x500).longMode()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amd64Registers(
                        IDLE.gpr(),
                        0,
                        IDLE.rflags(),
                        IDLE.control(),
                        IDLE.segments(),
                        Optional.empty(),
                        Optional.empty(),
                        MsrValues.NONE.with(Msr.EFER, 0),
                        true));
    }

    @Test
    void groupsAreReplaced() {
        DebugRegisters debug = new DebugRegisters(1, 2, 3, 4, new Dr6(0xffff_0ff0L), new Dr7(0x400));
        DescriptorTables tables =
                new DescriptorTables(new TableRegister(new Va(1), 2), new TableRegister(new Va(3), 4));
        Amd64Registers changed = IDLE.withDebug(debug).withTables(tables).withRflags(new Rflags(2));
        assertThat(changed.debug()).contains(debug);
        assertThat(changed.tables()).contains(tables);
        assertThat(changed.rflags().value()).isEqualTo(2);
        assertThat(debug.withAddress(2, 9)).isEqualTo(new DebugRegisters(1, 2, 9, 4, debug.dr6(), debug.dr7()));
        for (int i = 0; i < 4; i++) {
            assertThat(debug.address(i)).isEqualTo(i + 1);
            assertThat(debug.withAddress(i, 77).address(i)).isEqualTo(77);
        }
        assertThat(debug.withDr6(new Dr6(1)).dr6().value()).isEqualTo(1);
        assertThat(debug.withDr7(new Dr7(1)).dr7().value()).isEqualTo(1);
        TableRegister other = new TableRegister(new Va(7), 8);
        assertThat(tables.withGdtr(other)).isEqualTo(new DescriptorTables(other, tables.idtr()));
        assertThat(tables.withIdtr(other)).isEqualTo(new DescriptorTables(tables.gdtr(), other));
        assertThatIllegalArgumentException().isThrownBy(() -> new TableRegister(Va.ZERO, 0x1_0000));
    }

    @Test
    void segmentAndControlGroups() {
        SegmentRegister other = SegmentRegister.visible(new Selector(0x2b));
        SegmentRegisters segments = IDLE.segments()
                .withCs(other)
                .withDs(other)
                .withEs(other)
                .withFs(other)
                .withGs(other)
                .withSs(other)
                .withTr(other)
                .withLdtr(other);
        assertThat(segments)
                .isEqualTo(new SegmentRegisters(
                        other, other, other, other, other, other, Optional.of(other), Optional.of(other)));
        assertThat(IDLE.withSegments(segments).privilegeLevel()).isEqualTo(3);
        ControlRegisters control =
                IDLE.control().withCr2(5).withCr8(new Cr8(0xf)).withXcr0(new Xcr0(7));
        assertThat(control.cr2()).isEqualTo(5);
        assertThat(control.cr8().map(Cr8::taskPriority)).contains(15);
        assertThat(control.xcr0().map(Xcr0::avx)).contains(true);
    }
}

package dev.vmi4j.arch.amd64.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTest {
    @ParameterizedTest
    @CsvSource({
        "0, #DE, FAULT, false", "1, #DB, TRAP, false", "2, NMI, NMI, false", "3, #BP, TRAP, false",
        "4, #OF, TRAP, false", "5, #BR, FAULT, false", "6, #UD, FAULT, false", "7, #NM, FAULT, false",
        "8, #DF, ABORT, true", "10, #TS, FAULT, true", "11, #NP, FAULT, true", "12, #SS, FAULT, true",
        "13, #GP, FAULT, true", "14, #PF, FAULT, true", "16, #MF, FAULT, false", "17, #AC, FAULT, true",
        "18, #MC, ABORT, false", "19, #XM, FAULT, false", "20, #VE, FAULT, false", "21, #CP, FAULT, true",
        "28, #HV, TRAP, false", "29, #VC, FAULT, true", "30, #SX, FAULT, true",
    })
    void vectors(int number, String mnemonic, InterruptType type, boolean errorCode) {
        Amd64Vector vector = Amd64Vector.of(number).orElseThrow();
        assertThat(vector.vector()).isEqualTo(number);
        assertThat(vector.mnemonic()).isEqualTo(mnemonic);
        assertThat(Amd64Vector.mnemonic(number)).isEqualTo(mnemonic);
        assertThat(vector.type()).isEqualTo(type);
        assertThat(vector.hasErrorCode()).isEqualTo(errorCode);
        assertThat(vector.title()).isNotBlank();
    }

    @Test
    void vectorsWithoutAName() {
        assertThat(Amd64Vector.of(15)).isEmpty();
        assertThat(Amd64Vector.mnemonic(15)).isEqualTo("reserved");
        assertThat(Amd64Vector.mnemonic(0x80)).isEqualTo("INT 0x80");
        assertThat(Amd64Vector.of(-1)).isEmpty();
    }

    @Test
    void pageFaultErrorCodes() {
        PageFaultErrorCode write = new PageFaultErrorCode(7);
        assertThat(write.present()).isTrue();
        assertThat(write.write()).isTrue();
        assertThat(write.user()).isTrue();
        assertThat(write.access()).isEqualTo(MemoryAccess.W);
        assertThat(write.reserved() || write.fetch() || write.protectionKey()).isFalse();
        assertThat(new PageFaultErrorCode(0).access()).isEqualTo(MemoryAccess.R);
        assertThat(new PageFaultErrorCode(0x15).access()).isEqualTo(MemoryAccess.X);
        assertThat(new PageFaultErrorCode(8).reserved()).isTrue();
        assertThat(new PageFaultErrorCode(0x20).protectionKey()).isTrue();
        assertThat(new PageFaultErrorCode(0x40).shadowStack()).isTrue();
        assertThat(new PageFaultErrorCode(0x80).hypervisorManaged()).isTrue();
        assertThat(new PageFaultErrorCode(0x8000).enclave()).isTrue();
        assertThat(new PageFaultErrorCode(0x8000_0000).reverseMap()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, GDT, 0, false", "10, GDT, 2, false", "15, LDT, 2, true", "402, IDT, 80, false", "403, IDT, 80, true"
    })
    void selectorErrorCodes(String value, SelectorErrorCode.Table table, String index, boolean external) {
        SelectorErrorCode code = new SelectorErrorCode(Integer.parseInt(value, 16));
        assertThat(code.table()).isEqualTo(table);
        assertThat(code.index()).isEqualTo(Integer.parseInt(index, 16));
        assertThat(code.external()).isEqualTo(external);
        assertThat(code.isNull()).isEqualTo(code.value() == 0);
    }

    @Test
    void interrupts() {
        Amd64Interrupt fault = Amd64Interrupt.pageFault(new PageFaultErrorCode(2), 0xdead_beefL);
        assertThat(fault.mnemonic()).isEqualTo("#PF");
        assertThat(fault.errorCode()).isEqualTo(OptionalInt.of(2));
        assertThat(fault.extra()).isEqualTo(OptionalLong.of(0xdead_beefL));
        assertThat(fault.pageFaultErrorCode()).contains(new PageFaultErrorCode(2));
        assertThat(fault.selectorErrorCode()).isEmpty();
        Amd64Interrupt protection = Amd64Interrupt.exception(Amd64Vector.GP, 0x10);
        assertThat(protection.selectorErrorCode()).contains(new SelectorErrorCode(0x10));
        assertThat(protection.pageFaultErrorCode()).isEmpty();
        assertThat(protection.type()).isEqualTo(InterruptType.FAULT);
        assertThat(Amd64Interrupt.exception(Amd64Vector.UD).mnemonic()).isEqualTo("#UD");
        assertThat(Amd64Interrupt.breakpoint().instructionLength()).isEqualTo(1);
    }

    /** Vector 14 from a device or by INT 14 is no page fault. */
    @Test
    void vectorAloneMakesNoException() {
        Amd64Interrupt device = Amd64Interrupt.external(14);
        assertThat(device.mnemonic()).isEqualTo("vector 0xe");
        assertThat(device.exceptionVector()).isEmpty();
        Amd64Interrupt software =
                new Amd64Interrupt(0x80, InterruptType.SOFTWARE, OptionalInt.empty(), 2, OptionalLong.empty());
        assertThat(software.mnemonic()).isEqualTo("INT 0x80");
    }

    @Test
    void interruptsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64Interrupt.external(256));
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64Interrupt.external(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64Interrupt.exception(Amd64Vector.GP));
        assertThatIllegalArgumentException().isThrownBy(() -> Amd64Interrupt.exception(Amd64Vector.UD, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Amd64Interrupt(3, InterruptType.TRAP, OptionalInt.empty(), 16, OptionalLong.empty()));
    }

    @Test
    void monitorsDescribeThemselves() {
        List<Amd64EventMonitor> monitors = List.of(
                new Amd64EventMonitor.RegisterWrites(Amd64SpecialRegister.CR3),
                new Amd64EventMonitor.MsrWrites(0xc000_0082),
                new Amd64EventMonitor.Interrupts(Amd64Vector.BP),
                new Amd64EventMonitor.SingleSteps(),
                new Amd64EventMonitor.Hypercalls(),
                new Amd64EventMonitor.Cpuids(),
                Amd64EventMonitor.PortAccesses.ALL);
        assertThat(monitors)
                .extracting(Amd64EventMonitor::description)
                .containsExactly(
                        "CR3 writes",
                        "LSTAR writes",
                        "#BP interrupts",
                        "single steps",
                        "hypercalls",
                        "CPUID instructions",
                        "accesses to ports 0x0 to 0xffff");
        assertThatIllegalArgumentException().isThrownBy(() -> new Amd64EventMonitor.Interrupts(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new Amd64EventMonitor.PortAccesses(5, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Amd64EventMonitor.PortAccesses(0, 0x1_0000));
    }

    @Test
    void neutralViews() {
        var access = new Amd64EventReason.MemoryAccessed(
                new Pa(0x1234), Optional.of(new Va(0xffff_8000_0000_1234L)), MemoryAccess.W);
        assertThat(access.asMemoryAccess()).contains(access);
        assertThat(access.asInterrupt()).isEmpty();
        assertThat(access.asSoftwareBreakpoint()).isEmpty();
        var breakpoint = new Amd64EventReason.InterruptTaken(new Gfn(5), Amd64Interrupt.breakpoint());
        assertThat(breakpoint.asInterrupt()).contains(breakpoint);
        assertThat(breakpoint.asSoftwareBreakpoint()).contains(breakpoint);
        assertThat(breakpoint.asMemoryAccess()).isEmpty();
        var fault =
                new Amd64EventReason.InterruptTaken(new Gfn(5), Amd64Interrupt.pageFault(new PageFaultErrorCode(0), 0));
        assertThat(fault.asInterrupt()).contains(fault);
        assertThat(fault.asSoftwareBreakpoint()).isEmpty();
    }

    @Test
    void otherReasonsHaveNoNeutralView() {
        List<Amd64EventReason> reasons = List.of(
                new Amd64EventReason.RegisterWritten(Amd64SpecialRegister.CR3, 1, OptionalLong.of(2)),
                new Amd64EventReason.MsrWritten(0xc000_0082, 1, OptionalLong.empty()),
                new Amd64EventReason.SingleStepped(new Gfn(1)),
                new Amd64EventReason.HypercallMade(3),
                new Amd64EventReason.CpuidExecuted(1, 0, 2),
                new Amd64EventReason.PortAccessed(Amd64EventReason.PortAccessed.Direction.OUT, 0x3f8, 1, false, false));
        assertThat(reasons).allSatisfy(reason -> {
            assertThat(reason.asMemoryAccess()).isEmpty();
            assertThat(reason.asInterrupt()).isEmpty();
            assertThat(reason.asSoftwareBreakpoint()).isEmpty();
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amd64EventReason.PortAccessed(
                        Amd64EventReason.PortAccessed.Direction.IN, 0x1_0000, 1, false, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amd64EventReason.PortAccessed(
                        Amd64EventReason.PortAccessed.Direction.IN, 0x60, 8, false, false));
        assertThat(Arrays.stream(Amd64SpecialRegister.values())).hasSize(4);
    }
}

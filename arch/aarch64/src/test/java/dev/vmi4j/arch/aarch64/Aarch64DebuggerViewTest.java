package dev.vmi4j.arch.aarch64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.arch.aarch64.event.Aarch64EventMonitor;
import dev.vmi4j.arch.aarch64.event.Aarch64EventReason;
import dev.vmi4j.arch.aarch64.exception.ExceptionClass;
import dev.vmi4j.arch.aarch64.registers.Aarch64Registers;
import dev.vmi4j.arch.aarch64.registers.SystemRegister;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.RegisterValues;
import dev.vmi4j.testkit.toy.ToyRegisters;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Aarch64DebuggerViewTest {
    private static final Gfn CODE = new Gfn(0x1234);
    private static final long EL1_WITH_ITS_OWN_STACK = 0x3c5;
    private static final long EL0 = 0x0;

    private final DebuggerView view = new Aarch64Provider().debuggerView().orElseThrow();

    private Aarch64Registers registers(long pstate) {
        return (Aarch64Registers) view.registers(new RegisterValues(Map.of(
                        "pc",
                        0x1000L,
                        "sp",
                        0x2000L,
                        "cpsr",
                        pstate,
                        "x0",
                        7L,
                        "x30",
                        0x3000L,
                        "SP_EL0",
                        0x4000L,
                        "SP_EL1",
                        0x5000L,
                        "SCTLR",
                        0x1L,
                        "TTBR1_EL1",
                        0x6000L)))
                .orElseThrow();
    }

    @Test
    void registersByTheNamesOfGdbAndOfQemu() {
        Aarch64Registers registers = registers(EL1_WITH_ITS_OWN_STACK);
        assertThat(registers.instructionPointer()).isEqualTo(new Va(0x1000));
        assertThat(registers.stackPointer()).isEqualTo(new Va(0x2000));
        assertThat(registers.result()).isEqualTo(7);
        assertThat(registers.system(SystemRegister.SCTLR_EL1)).hasValue(1);
        assertThat(registers.system(SystemRegister.TTBR1_EL1)).hasValue(0x6000);
        assertThat(registers.system(SystemRegister.TCR_EL1)).isEmpty();
        assertThat(view.toldApart()).contains("SCTLR", "SCTLR_EL1", "TTBR1_EL1", "TPIDR_EL1");
        assertThat(view.registers(RegisterValues.NONE)).isEmpty();
    }

    @Test
    void theStackPointerInUseIsTheOneAmongTheGeneralRegisters() {
        assertThat(registers(EL1_WITH_ITS_OWN_STACK).system(SystemRegister.SP_EL0))
                .hasValue(0x4000);
        assertThat(registers(EL1_WITH_ITS_OWN_STACK).system(SystemRegister.SP_EL1))
                .hasValue(0x2000);
        assertThat(registers(EL0).system(SystemRegister.SP_EL0)).hasValue(0x2000);
        assertThat(registers(EL0).system(SystemRegister.SP_EL1)).hasValue(0x5000);
    }

    @Test
    void whatCanBeWritten() {
        RegisterValues values = view.values(
                registers(EL0).withInstructionPointer(new Va(0x1004)).with(30, 9));
        assertThat(values.get("pc")).hasValue(0x1004);
        assertThat(values.get("x30")).hasValue(9);
        assertThat(values.get("sp")).hasValue(0x2000);
        assertThat(values.values()).hasSize(34).doesNotContainKey("SCTLR");
    }

    @Test
    void aBreakpointIsTheInstructionBrk() {
        assertThat(view.breakpoint(CODE).asSoftwareBreakpoint())
                .hasValueSatisfying(taken -> assertThat(taken.gfn()).isEqualTo(CODE));
        assertThat(view.isBreakpoint(new Aarch64EventMonitor.Exceptions(ExceptionClass.BRK64)))
                .isTrue();
        assertThat(view.isBreakpoint(view.singleSteps())).isFalse();
    }

    @Test
    void aSingleStepIsNoBreakpoint() {
        assertThat(view.singleStep(CODE)).isEqualTo(new Aarch64EventReason.SingleStepped(CODE));
        assertThat(view.isSingleStep(view.singleSteps())).isTrue();
    }

    @Test
    void anAccessToMemoryHasTheNeutralView() {
        assertThat(view.memoryAccess(new Pa(0x10), Optional.of(new Va(0x20)), MemoryAccess.W)
                        .asMemoryAccess())
                .hasValueSatisfying(access -> assertThat(access.pa()).isEqualTo(new Pa(0x10)));
    }

    /** Arm ARM, C6.2: {@code nop} is HINT #0; {@code bti c} and {@code paciasp} are hints that do something. */
    @Test
    void onlyNopDoesNothing() {
        assertThat(view.noOperationLength(new byte[] {0x1f, 0x20, 0x03, (byte) 0xd5}))
                .isEqualTo(4);
        assertThat(view.noOperationLength(new byte[] {0x5f, 0x24, 0x03, (byte) 0xd5}))
                .isZero();
        assertThat(view.noOperationLength(new byte[] {0x3f, 0x23, 0x03, (byte) 0xd5}))
                .isZero();
        assertThat(view.noOperationLength(new byte[] {0x1f, 0x20, 0x03})).isZero();
    }

    @Test
    void registersOfAnotherArchitecture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.values(ToyRegisters.of(0)))
                .withMessageEndingWith("not of aarch64");
    }
}

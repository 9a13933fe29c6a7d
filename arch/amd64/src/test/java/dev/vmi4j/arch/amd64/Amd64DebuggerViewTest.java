package dev.vmi4j.arch.amd64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.arch.amd64.event.Amd64EventMonitor;
import dev.vmi4j.arch.amd64.event.Amd64EventReason;
import dev.vmi4j.arch.amd64.event.Amd64Vector;
import dev.vmi4j.arch.amd64.registers.Amd64Registers;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.RegisterValues;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.event.EventReason;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Amd64DebuggerViewTest {
    private static final Gfn CODE = new Gfn(0x1234);

    private final Amd64Provider provider = new Amd64Provider();
    private final DebuggerView view = provider.debuggerView().orElseThrow();

    /** Registers of an architecture of another name. */
    private static Registers foreign() {
        Architecture other = proxy(Architecture.class, "other");
        return proxy(Registers.class, other);
    }

    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> answer));
    }

    @Test
    void registersByName() {
        RegisterValues values = new RegisterValues(
                Map.of("rip", 0x1000L, "rsp", 0x2000L, "cr0", 0x8000_0011L, "cr3", 0x3000L, "cr4", 0x20L));
        Registers registers = view.registers(values).orElseThrow();
        assertThat(registers.instructionPointer()).isEqualTo(new Va(0x1000));
        assertThat(registers.stackPointer()).isEqualTo(new Va(0x2000));
        assertThat(view.values(registers.withInstructionPointer(new Va(0x1001))).get("rip"))
                .hasValue(0x1001);
        assertThat(view.registers(RegisterValues.NONE)).isEmpty();
    }

    @Test
    void registersOfAnotherArchitecture() {
        assertThatThrownBy(() -> view.values(foreign()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("registers of other, not of amd64");
        assertThat(provider.coreRegisters(foreign())).isEmpty();
    }

    /** The int3 instruction is one byte long and raises vector 3. */
    @Test
    void aBreakpointIsVector3() {
        EventReason reason = view.breakpoint(CODE);
        assertThat(reason.asSoftwareBreakpoint().orElseThrow().gfn()).isEqualTo(CODE);
        assertThat(reason).isInstanceOfSatisfying(Amd64EventReason.InterruptTaken.class, taken -> {
            assertThat(taken.interrupt().vector()).isEqualTo(3);
            assertThat(taken.interrupt().instructionLength()).isEqualTo(1);
            assertThat(taken.interrupt().errorCode()).isEmpty();
        });
    }

    @Test
    void aSingleStepIsNoBreakpoint() {
        EventReason reason = view.singleStep(CODE);
        assertThat(reason).isEqualTo(new Amd64EventReason.SingleStepped(CODE));
        assertThat(reason.asSoftwareBreakpoint()).isEmpty();
    }

    @Test
    void anAccessToMemoryHasTheNeutralView() {
        EventReason reason = view.memoryAccess(new Pa(0x5008), Optional.of(new Va(0x7008)), MemoryAccess.W);
        assertThat(reason.asMemoryAccess()).hasValueSatisfying(access -> {
            assertThat(access.pa()).isEqualTo(new Pa(0x5008));
            assertThat(access.va()).contains(new Va(0x7008));
            assertThat(access.access()).isEqualTo(MemoryAccess.W);
        });
    }

    @Test
    void monitorsOfStepsAndOfBreakpoints() {
        assertThat(view.isSingleStep(view.singleSteps())).isTrue();
        assertThat(view.isBreakpoint(view.singleSteps())).isFalse();
        assertThat(view.isBreakpoint(new Amd64EventMonitor.Interrupts(3))).isTrue();
        assertThat(view.isSingleStep(new Amd64EventMonitor.Interrupts(3))).isFalse();
        assertThat(view.isBreakpoint(new Amd64EventMonitor.Interrupts(Amd64Vector.PF)))
                .isFalse();
        assertThat(view.isBreakpoint(new Amd64EventMonitor.Hypercalls())).isFalse();
    }

    @Test
    void theLengthOfANoOperation() {
        assertThat(view.noOperationLength(new byte[] {(byte) 0x90, (byte) 0xc3}))
                .isEqualTo(1);
        assertThat(view.noOperationLength(new byte[] {(byte) 0xc3})).isZero();
    }

    /** A process' registers of which the bases of FS and GS are known have a form in core files. */
    @Test
    void registersOfACoreFile() {
        RegisterValues values = new RegisterValues(Map.of("rip", 0x1000L, "cr0", 0L, "cr3", 0L, "cr4", 0L));
        Amd64Registers unknown = NamedRegisters.of(values).orElseThrow();
        assertThat(provider.coreRegisters(unknown)).isEmpty();
        Amd64Registers known = NamedRegisters.of(values.with(new RegisterValues(Map.of("fs_base", 1L, "gs_base", 2L))))
                .orElseThrow();
        assertThat(provider.coreRegisters(known))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(216));
    }
}

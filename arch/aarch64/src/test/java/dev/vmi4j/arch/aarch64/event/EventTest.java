package dev.vmi4j.arch.aarch64.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.arch.aarch64.exception.Esr;
import dev.vmi4j.arch.aarch64.exception.ExceptionClass;
import dev.vmi4j.arch.aarch64.exception.VectorTable;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Exceptions, what can be monitored, and the neutral views of why an event fired. */
class EventTest {
    @Test
    void exceptions() {
        Aarch64Interrupt brk = Aarch64Interrupt.breakpoint(0x1_0800);
        assertThat(brk.vector()).isEqualTo(0x3c);
        assertThat(brk.mnemonic()).isEqualTo("BRK64");
        assertThat(brk.errorCode()).hasValue(0x800);
        assertThat(brk.instructionLength()).isEqualTo(4);
        assertThat(brk.extra()).isEmpty();
        assertThat(brk.isBreakpoint()).isTrue();
        Aarch64Interrupt abort = Aarch64Interrupt.abort(new Esr(0x9600_0047L), 0x1234);
        assertThat(abort.extra()).hasValue(0x1234);
        assertThat(abort.isBreakpoint()).isFalse();
        Aarch64Interrupt bkpt = Aarch64Interrupt.synchronous(Esr.of(ExceptionClass.BKPT32, false, 1));
        assertThat(bkpt.instructionLength()).isEqualTo(2);
        assertThat(bkpt.isBreakpoint()).isTrue();
        assertThat(Aarch64Interrupt.irq().mnemonic()).isEqualTo("IRQ");
        assertThat(Aarch64Interrupt.irq().errorCode()).isEmpty();
        assertThat(Aarch64Interrupt.irq().vector()).isZero();
        assertThat(Aarch64Interrupt.abort(new Esr(0x9400_0047L), 1).instructionLength())
                .isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Aarch64Interrupt(VectorTable.Kind.IRQ, new Esr(0), 3, OptionalLong.empty()));
    }

    @Test
    void monitors() {
        assertThat(new Aarch64EventMonitor.RegisterWrites(Aarch64SpecialRegister.TTBR0_EL1).description())
                .isEqualTo("TTBR0_EL1 writes");
        assertThat(new Aarch64EventMonitor.SystemRegisterWrites(0xc600).description())
                .isEqualTo("VBAR_EL1 writes");
        assertThat(new Aarch64EventMonitor.Exceptions(ExceptionClass.SVC64).description())
                .isEqualTo("SVC64 exceptions");
        assertThat(new Aarch64EventMonitor.Interrupts().description()).isEqualTo("interrupts");
        assertThat(new Aarch64EventMonitor.SingleSteps().description()).isEqualTo("single steps");
        assertThat(new Aarch64EventMonitor.Hypercalls().description()).isEqualTo("hypercalls");
        assertThat(new Aarch64EventMonitor.SecureMonitorCalls().description()).isEqualTo("secure monitor calls");
        assertThat(new Aarch64EventMonitor.Watchpoints(new Va(0x1000), 4096, MemoryAccess.RW).description())
                .isEqualTo("rw- accesses to 4096 bytes at 0x1000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Aarch64EventMonitor.SystemRegisterWrites(0x1_0000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Aarch64EventMonitor.Watchpoints(Va.ZERO, 9, MemoryAccess.R));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Aarch64EventMonitor.Watchpoints(Va.ZERO, 0, MemoryAccess.R));
    }

    @Test
    void reasons() {
        var accessed = new Aarch64EventReason.MemoryAccessed(Pa.of(0x5000), Optional.empty(), MemoryAccess.W);
        assertThat(accessed.asMemoryAccess()).contains(accessed);
        assertThat(accessed.asInterrupt()).isEmpty();
        var watched = new Aarch64EventReason.WatchpointHit(new Va(0x1000), Pa.of(0x5000), MemoryAccess.W);
        assertThat(watched.asMemoryAccess().orElseThrow().va()).contains(new Va(0x1000));
        var taken = new Aarch64EventReason.ExceptionTaken(new Gfn(5), Aarch64Interrupt.breakpoint(0));
        assertThat(taken.asInterrupt()).contains(taken);
        assertThat(taken.asSoftwareBreakpoint()).contains(taken);
        var irq = new Aarch64EventReason.ExceptionTaken(new Gfn(5), Aarch64Interrupt.irq());
        assertThat(irq.asSoftwareBreakpoint()).isEmpty();
        assertThat(name(new Aarch64EventReason.SingleStepped(new Gfn(1)))).isEqualTo("step");
        assertThat(name(new Aarch64EventReason.HypercallMade(0))).isEqualTo("hvc");
        assertThat(name(new Aarch64EventReason.SecureMonitorCalled(0))).isEqualTo("smc");
        assertThat(name(new Aarch64EventReason.SystemRegisterWritten(1, 2, OptionalLong.empty())))
                .isEqualTo("msr");
        assertThat(name(new Aarch64EventReason.RegisterWritten(
                        Aarch64SpecialRegister.TCR_EL1, 1, OptionalLong.empty())))
                .isEqualTo("register");
        assertThat(name(accessed) + name(watched) + name(taken)).isEqualTo("memorywatchexception");
    }

    /** The family is sealed: this switch has no default. */
    private static String name(Aarch64EventReason reason) {
        return switch (reason) {
            case Aarch64EventReason.MemoryAccessed _ -> "memory";
            case Aarch64EventReason.WatchpointHit _ -> "watch";
            case Aarch64EventReason.RegisterWritten _ -> "register";
            case Aarch64EventReason.SystemRegisterWritten _ -> "msr";
            case Aarch64EventReason.ExceptionTaken _ -> "exception";
            case Aarch64EventReason.SingleStepped _ -> "step";
            case Aarch64EventReason.HypercallMade _ -> "hvc";
            case Aarch64EventReason.SecureMonitorCalled _ -> "smc";
        };
    }
}

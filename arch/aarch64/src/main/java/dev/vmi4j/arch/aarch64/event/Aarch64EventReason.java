package dev.vmi4j.arch.aarch64.event;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.InterruptEvent;
import dev.vmi4j.core.event.MemoryAccessEvent;
import java.util.Optional;
import java.util.OptionalLong;

/** Why an event fired on AArch64. */
public sealed interface Aarch64EventReason extends EventReason {
    /**
     * Memory was accessed in a way that its protection forbids.
     *
     * @param pa guest physical address
     * @param va virtual address; empty when the driver does not know it
     * @param access what was done
     */
    record MemoryAccessed(Pa pa, Optional<Va> va, MemoryAccess access)
            implements Aarch64EventReason, MemoryAccessEvent {
        @Override
        public Optional<MemoryAccessEvent> asMemoryAccess() {
            return Optional.of(this);
        }
    }

    /**
     * A watchpoint was hit.
     *
     * @param va virtual address
     * @param pa guest physical address
     * @param access what was done
     */
    record WatchpointHit(Va va, Pa pa, MemoryAccess access) implements Aarch64EventReason {
        @Override
        public Optional<MemoryAccessEvent> asMemoryAccess() {
            return Optional.of(new MemoryAccessed(pa, Optional.of(va), access));
        }
    }

    /**
     * A register that controls translation was written.
     *
     * @param register which
     * @param newValue what is written
     * @param oldValue what it held; empty when the driver does not know it
     */
    record RegisterWritten(Aarch64SpecialRegister register, long newValue, OptionalLong oldValue)
            implements Aarch64EventReason {}

    /**
     * A system register was written.
     *
     * @param encoding its number, see {@link dev.vmi4j.arch.aarch64.registers.SystemRegister#encoding()}
     * @param newValue what is written
     * @param oldValue what it held; empty when the driver does not know it
     */
    record SystemRegisterWritten(int encoding, long newValue, OptionalLong oldValue) implements Aarch64EventReason {}

    /**
     * An exception or an interrupt is taken.
     *
     * @param gfn the guest frame of the instruction pointer
     * @param interrupt what is taken
     */
    record ExceptionTaken(Gfn gfn, Aarch64Interrupt interrupt) implements Aarch64EventReason, InterruptEvent {
        @Override
        public Optional<InterruptEvent> asInterrupt() {
            return Optional.of(this);
        }

        @Override
        public Optional<InterruptEvent> asSoftwareBreakpoint() {
            return interrupt.isBreakpoint() ? Optional.of(this) : Optional.empty();
        }
    }

    /**
     * An instruction was executed by itself.
     *
     * @param gfn the guest frame of the instruction pointer
     */
    record SingleStepped(Gfn gfn) implements Aarch64EventReason {}

    /**
     * The guest calls its hypervisor; what it asks for is in the registers.
     *
     * @param immediate of HVC, 16 bits
     */
    record HypercallMade(int immediate) implements Aarch64EventReason {}

    /**
     * The guest calls the secure monitor; what it asks for is in the registers.
     *
     * @param immediate of SMC, 16 bits
     */
    record SecureMonitorCalled(int immediate) implements Aarch64EventReason {}
}

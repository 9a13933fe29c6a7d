package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.InterruptEvent;
import dev.vmi4j.core.event.MemoryAccessEvent;
import java.util.Optional;

/** Why an event of a toy guest fired. */
public sealed interface ToyEventReason extends EventReason {
    /**
     * Monitored memory was accessed.
     *
     * @param pa guest physical address
     * @param va virtual address, if it is known
     * @param access what was done
     */
    record Accessed(Pa pa, Optional<Va> va, MemoryAccess access) implements ToyEventReason, MemoryAccessEvent {
        @Override
        public Optional<MemoryAccessEvent> asMemoryAccess() {
            return Optional.of(this);
        }
    }

    /**
     * An interrupt was taken.
     *
     * @param gfn frame of the instruction
     * @param interrupt what was taken
     */
    record Interrupted(Gfn gfn, ToyInterrupt interrupt) implements ToyEventReason, InterruptEvent {
        @Override
        public Optional<InterruptEvent> asInterrupt() {
            return Optional.of(this);
        }

        @Override
        public Optional<InterruptEvent> asSoftwareBreakpoint() {
            return interrupt.vector() == ToyInterrupt.BREAKPOINT ? Optional.of(this) : Optional.empty();
        }
    }

    /**
     * A register was written.
     *
     * @param register the register
     * @param value its new value
     */
    record RegisterWritten(ToySpecialRegister register, long value) implements ToyEventReason {}

    /** One instruction was executed. */
    record Stepped() implements ToyEventReason {}
}

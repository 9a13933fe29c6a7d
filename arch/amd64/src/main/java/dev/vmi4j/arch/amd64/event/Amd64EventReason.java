package dev.vmi4j.arch.amd64.event;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.InterruptEvent;
import dev.vmi4j.core.event.MemoryAccessEvent;
import java.util.Optional;
import java.util.OptionalLong;

/** Why an event fired on AMD64. */
public sealed interface Amd64EventReason extends EventReason {
    /**
     * Memory was accessed in a way that its protection forbids.
     *
     * @param pa guest physical address
     * @param va virtual address; empty when the driver does not know it
     * @param access what was done
     */
    record MemoryAccessed(Pa pa, Optional<Va> va, MemoryAccess access) implements Amd64EventReason, MemoryAccessEvent {
        @Override
        public Optional<MemoryAccessEvent> asMemoryAccess() {
            return Optional.of(this);
        }
    }

    /**
     * A control register was written.
     *
     * @param register which
     * @param newValue what is written
     * @param oldValue what it held; empty when the driver does not know it
     */
    record RegisterWritten(Amd64SpecialRegister register, long newValue, OptionalLong oldValue)
            implements Amd64EventReason {}

    /**
     * A model specific register was written.
     *
     * @param msr its number, unsigned 32 bits
     * @param newValue what is written
     * @param oldValue what it held; empty when the driver does not know it
     */
    record MsrWritten(int msr, long newValue, OptionalLong oldValue) implements Amd64EventReason {}

    /**
     * An interrupt or exception is taken.
     *
     * @param gfn the guest frame of the instruction pointer
     * @param interrupt what is taken
     */
    record InterruptTaken(Gfn gfn, Amd64Interrupt interrupt) implements Amd64EventReason, InterruptEvent {
        @Override
        public Optional<InterruptEvent> asInterrupt() {
            return Optional.of(this);
        }

        @Override
        public Optional<InterruptEvent> asSoftwareBreakpoint() {
            boolean breakpoint = interrupt.exceptionVector().orElse(null) == Amd64Vector.BP;
            return breakpoint ? Optional.of(this) : Optional.empty();
        }
    }

    /**
     * An instruction was executed by itself.
     *
     * @param gfn the guest frame of the instruction pointer
     */
    record SingleStepped(Gfn gfn) implements Amd64EventReason {}

    /**
     * The guest calls its hypervisor; what it asks for is in the registers.
     *
     * @param instructionLength in bytes
     */
    record HypercallMade(int instructionLength) implements Amd64EventReason {}

    /**
     * CPUID is executed.
     *
     * @param leaf EAX
     * @param subleaf ECX
     * @param instructionLength in bytes
     */
    record CpuidExecuted(int leaf, int subleaf, int instructionLength) implements Amd64EventReason {}

    /**
     * An I/O port is accessed.
     *
     * @param direction into or out of the CPU
     * @param port 0 to 0xffff
     * @param width 1, 2 or 4 bytes
     * @param string whether the data is in memory (INS, OUTS) rather than in RAX
     * @param repeated whether the instruction has a REP prefix
     */
    record PortAccessed(Direction direction, int port, int width, boolean string, boolean repeated)
            implements Amd64EventReason {
        /** Which way the data goes. */
        public enum Direction {
            /** From the port. */
            IN,
            /** To the port. */
            OUT
        }

        /** Checks the ranges. */
        public PortAccessed {
            if (port < 0 || port > 0xffff) {
                throw new IllegalArgumentException("port " + port + " is not within 0..65535");
            }
            if (width != 1 && width != 2 && width != 4) {
                throw new IllegalArgumentException("an access of " + width + " bytes is not one of 1, 2 or 4");
            }
        }
    }
}

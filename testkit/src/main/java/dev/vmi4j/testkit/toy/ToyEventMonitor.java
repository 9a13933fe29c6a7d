package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.arch.EventMonitor;

/** What can be watched of a toy guest. */
public sealed interface ToyEventMonitor extends EventMonitor {
    /**
     * Writes to a register.
     *
     * @param register the register
     */
    record RegisterWrites(ToySpecialRegister register) implements ToyEventMonitor {
        @Override
        public String description() {
            return register + " writes";
        }
    }

    /**
     * An interrupt.
     *
     * @param vector its number
     */
    record Interrupts(int vector) implements ToyEventMonitor {
        @Override
        public String description() {
            return "interrupt " + vector;
        }
    }

    /** Single steps. */
    record SingleSteps() implements ToyEventMonitor {
        @Override
        public String description() {
            return "single steps";
        }
    }
}

package dev.vmi4j.core.event;

import dev.vmi4j.core.address.View;

/** What the virtual CPU shall do after an event. */
public sealed interface EventAction {
    /** Go on. */
    record Continue() implements EventAction {}

    /** Do not let the write or access that fired the event take effect. */
    record Deny() implements EventAction {}

    /** Deliver the interrupt that fired the event to the guest. */
    record ReinjectInterrupt() implements EventAction {}

    /** Execute one instruction and report it as an event. */
    record SingleStep() implements EventAction {}

    /**
     * Execute one instruction in a view and return to the current one, without an event.
     *
     * @param view the view for that instruction
     */
    record FastSingleStep(View view) implements EventAction {}

    /** Let the hypervisor emulate the instruction that fired the event. */
    record Emulate() implements EventAction {}
}

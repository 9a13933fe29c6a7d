package dev.vmi4j.arch.amd64.registers;

import java.util.Arrays;
import java.util.Optional;

/** The types of system segments and gates (Intel SDM Vol. 3A, table 3-2; AMD APM Vol. 2, tables 4-5 and 4-6). */
public enum SystemType {
    /** A 16-bit task state segment that can be switched to. */
    TSS16_AVAILABLE(1),
    /** A local descriptor table. */
    LDT(2),
    /** A 16-bit task state segment in use. */
    TSS16_BUSY(3),
    /** A 16-bit call gate. */
    CALL_GATE16(4),
    /** A task gate. */
    TASK_GATE(5),
    /** A 16-bit interrupt gate. */
    INTERRUPT_GATE16(6),
    /** A 16-bit trap gate. */
    TRAP_GATE16(7),
    /** A task state segment that can be switched to; of 64 bits in long mode. */
    TSS_AVAILABLE(9),
    /** A task state segment in use; of 64 bits in long mode. */
    TSS_BUSY(11),
    /** A call gate. */
    CALL_GATE(12),
    /** An interrupt gate: it disables interrupts. */
    INTERRUPT_GATE(14),
    /** A trap gate: it leaves interrupts as they are. */
    TRAP_GATE(15);

    private final int number;

    SystemType(int number) {
        this.number = number;
    }

    /**
     * The number in a descriptor.
     *
     * @return 1 to 15
     */
    public int number() {
        return number;
    }

    /**
     * Whether it is a gate rather than a segment.
     *
     * @return true for call, task, interrupt and trap gates
     */
    public boolean isGate() {
        return switch (this) {
            case CALL_GATE16, TASK_GATE, INTERRUPT_GATE16, TRAP_GATE16, CALL_GATE, INTERRUPT_GATE, TRAP_GATE -> true;
            case TSS16_AVAILABLE, LDT, TSS16_BUSY, TSS_AVAILABLE, TSS_BUSY -> false;
        };
    }

    /**
     * Whether it has 16-bit fields, as on the 80286.
     *
     * @return false for task gates and everything newer
     */
    public boolean is16Bit() {
        return switch (this) {
            case TSS16_AVAILABLE, TSS16_BUSY, CALL_GATE16, INTERRUPT_GATE16, TRAP_GATE16 -> true;
            case LDT, TASK_GATE, TSS_AVAILABLE, TSS_BUSY, CALL_GATE, INTERRUPT_GATE, TRAP_GATE -> false;
        };
    }

    /**
     * The type with a number.
     *
     * @param number 0 to 15
     * @return empty for reserved numbers
     */
    public static Optional<SystemType> of(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}

package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.address.Addresses;

/**
 * CR8: the task priority, which holds back interrupts (Intel SDM Vol. 3A, section 11.8.6.1).
 *
 * @param value the raw value
 */
public record Cr8(long value) {

    /**
     * The task-priority level.
     *
     * @return bits 0 to 3: interrupts whose vector lies below {@code (level + 1) * 16} wait
     */
    public int taskPriority() {
        return (int) value & 0xf;
    }

    /** The value in hexadecimal. */
    @Override
    public String toString() {
        return Addresses.hex(value);
    }
}

package dev.vmi4j.os.linux.kernel.log;

import dev.vmi4j.os.linux.kernel.GuestText;
import java.util.Optional;

/**
 * A record of the kernel's log.
 *
 * @param sequence its number, counted from boot
 * @param nanoseconds when it was logged, from boot, by the scheduler's clock
 * @param facility 0 for the kernel, else what the process said that wrote it ({@code LOG_USER} is 1, ...)
 * @param level 0 emergency to 7 debug
 * @param caller {@code T} and the task that logged it, or {@code C} and the CPU when no task did; empty when the kernel
 *     does not keep it
 * @param task name of the task that logged it; empty when the kernel does not keep it
 * @param text may have several lines
 * @param truncated whether the ring holds less of the text than the record says
 * @param subsystem of the device it is about
 * @param device such as {@code +pci:0000:00:1f.2}: a subsystem with a name, {@code c} or {@code b} with numbers, or
 *     {@code n} with the number of an interface
 */
public record LogRecord(
        long sequence,
        long nanoseconds,
        int facility,
        int level,
        Optional<String> caller,
        Optional<String> task,
        String text,
        boolean truncated,
        Optional<String> subsystem,
        Optional<String> device) {
    private static final int NO_TASK = 0x8000_0000;

    /** The word for a caller as {@code kernel/printk/printk.c:print_caller} makes it. */
    static String caller(long identifier) {
        return ((identifier & NO_TASK) != 0 ? "C" : "T") + (identifier & ~NO_TASK & 0xffff_ffffL);
    }

    /** The text of a fixed field; empty when it holds none. */
    static Optional<String> fixed(byte[] bytes) {
        return Optional.of(GuestText.terminated(bytes)).filter(text -> !text.isEmpty());
    }
}

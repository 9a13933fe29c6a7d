package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Va;
import java.util.List;
import java.util.Optional;

/**
 * A system call of a guest.
 *
 * @param thread the kernel's object of the thread that makes it
 * @param processId as user space sees it
 * @param threadId as user space sees it
 * @param processName as the kernel keeps it
 * @param number the system's number of the call; those of different {@linkplain #convention conventions} differ
 * @param convention by which of the system's conventions it was made, for example {@code amd64}
 * @param name the system's name of the call; {@code syscall_N} for a number without one
 * @param arguments as text, decoded as far as it was known at the time
 * @param result what came of it; empty before it returned, and for a call that never does
 */
public record SystemCall(
        Va thread,
        long processId,
        long threadId,
        String processName,
        long number,
        String convention,
        String name,
        List<String> arguments,
        Optional<Result> result) {
    /** Copies the list. */
    public SystemCall {
        arguments = List.copyOf(arguments);
    }

    /**
     * What came of a system call.
     *
     * @param value as the kernel gave it to user space
     * @param text decoded, with the name of an error
     */
    public record Result(long value, String text) {}

    /** The call as a line of a trace, for example {@code getpid() = 7}; with {@code ?} for a result that is not there. */
    @Override
    public String toString() {
        return name + "(" + String.join(", ", arguments) + ") = "
                + result.map(Result::text).orElse("?");
    }
}

package dev.vmi4j.tools.syscall;

import dev.vmi4j.core.os.SystemCall;

/** Hears of system calls. Implemented by users of the tracer. */
@FunctionalInterface
public interface SystemCallListener {
    /**
     * A system call ended, or will never return.
     *
     * @param call the call; without a result when there is none
     */
    void ended(SystemCall call);
}

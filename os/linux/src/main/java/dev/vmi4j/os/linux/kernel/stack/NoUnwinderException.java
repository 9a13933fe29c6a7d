package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.error.VmiException;

/** The kernel keeps its stacks in no way that is known here. */
public final class NoUnwinderException extends VmiException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public NoUnwinderException() {
        super("the kernel's stacks cannot be followed: it carries no ORC data (__start_orc_unwind, struct orc_entry)"
                + " and keeps no frame records (64-bit ARM: thread.cpu_context; 32-bit x86: inactive_task_frame)");
    }
}

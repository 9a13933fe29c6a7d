package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.os.linux.kernel.Task;
import java.util.List;
import java.util.Optional;

/**
 * The stack of a task in the kernel.
 *
 * @param task the task
 * @param frames where it sleeps or runs first, then who called that; empty when nothing is known of it
 * @param reason why there are no frames; empty when there are some
 */
public record KernelStack(Task task, List<StackFrame> frames, Optional<String> reason) {
    /** Copies the frames. */
    public KernelStack {
        frames = List.copyOf(frames);
    }
}

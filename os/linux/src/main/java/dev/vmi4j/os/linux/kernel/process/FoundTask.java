package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.os.linux.kernel.Task;
import java.util.Set;

/**
 * A task and how it was found.
 *
 * @param task the task
 * @param foundIn every way in which it was found
 */
public record FoundTask(Task task, Set<Evidence> foundIn) {
    /** Copies the set. */
    public FoundTask {
        foundIn = Set.copyOf(foundIn);
    }
}

package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Follows the calls of kernel stacks. Implemented once for each way in which kernels keep them; thread-safe. What stops
 * it early is a note at the last frame.
 */
public interface Unwinder {
    /**
     * The frames of a task that no CPU runs.
     *
     * @param task the task
     * @return the one where it gave up its CPU first; not empty
     * @throws dev.vmi4j.core.error.VmiException when not even the first can be read
     */
    List<StackFrame> asleep(Task task);

    /**
     * The frames of a task that a CPU runs.
     *
     * @param task the task
     * @param cpu number of the CPU
     * @param registers of the CPU
     * @return the one that the registers show first; not empty
     * @throws dev.vmi4j.core.error.VmiException when the stacks cannot be found
     */
    List<StackFrame> running(Task task, int cpu, Registers registers);

    /**
     * The unwinder of a kernel.
     *
     * @param kernel the kernel
     * @param code where its code lies
     * @return empty when it keeps its stacks in no way that is known here
     */
    static Optional<Unwinder> of(Kernel kernel, CodeNames code) {
        return Stream.<BiFunction<Kernel, CodeNames, Optional<? extends Unwinder>>>of(
                        OrcUnwinder::find, FrameRecordUnwinder::find)
                .flatMap(way -> way.apply(kernel, code).stream())
                .map(Unwinder.class::cast)
                .findFirst();
    }
}

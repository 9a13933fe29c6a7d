package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where kernel stacks end. Their size ({@code THREAD_SIZE}) is that of the first task's, which the linker puts between
 * two symbols.
 */
record KernelStack(Kernel kernel, Field stack, long size) {
    private static final long USUAL = 1 << 14;
    private static final List<String> BEGIN = List.of("__start_init_stack", "__start_init_task");
    private static final List<String> END = List.of("__end_init_stack", "__end_init_task");

    static KernelStack of(Kernel kernel) {
        return new KernelStack(
                kernel, StructLayout.of(kernel.requireTypes(), "task_struct").field("stack"), size(kernel));
    }

    /** The address after the last of a task's stack. */
    long top(Task task) {
        return stack.read(kernel.memory(), task.address().value()) + size;
    }

    private static long size(Kernel kernel) {
        for (int i = 0; i < BEGIN.size(); i++) {
            OptionalLong begin = kernel.symbols().address(BEGIN.get(i));
            OptionalLong end = kernel.symbols().address(END.get(i));
            if (begin.isPresent() && end.isPresent() && isSize(end.getAsLong() - begin.getAsLong())) {
                return end.getAsLong() - begin.getAsLong();
            }
        }
        return USUAL;
    }

    private static boolean isSize(long size) {
        return Long.bitCount(size) == 1 && size >= USUAL / 4 && size <= USUAL * 16;
    }
}

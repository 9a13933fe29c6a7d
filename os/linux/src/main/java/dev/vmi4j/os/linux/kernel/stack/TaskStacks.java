package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.StructType;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The stacks of tasks. All have the same size, {@code THREAD_SIZE}: that of {@code union thread_union}, of the first task's
 * stack in the kernel's image, or of the area in which the task's own or another's was made.
 */
final class TaskStacks {
    private final Kernel kernel;
    private final Field stack;
    private final OptionalLong size;
    private final Optional<Field> area;
    private final Optional<Field> areaPages;

    TaskStacks(Kernel kernel) {
        this.kernel = kernel;
        StructLayout task = StructLayout.of(kernel.requireTypes(), "task_struct");
        this.stack = task.field("stack");
        this.area = task.optional("stack_vm_area");
        this.areaPages = StructLayout.find(kernel.requireTypes(), "vm_struct").flatMap(vm -> vm.optional("nr_pages"));
        Optional<Long> union = kernel.requireTypes().union("thread_union").map(StructType::size);
        this.size = union.map(OptionalLong::of).orElseGet(this::ofFirstTask);
    }

    /** The stack of a task. */
    StackArea of(Task task) {
        long address = task.address().value();
        long low = stack.read(kernel.memory(), address);
        if (low == 0) {
            throw new VmiException("its kernel stack was freed (task_struct.stack is null)");
        }
        return new StackArea("task", low, low + size.orElseGet(() -> ofArea(address)));
    }

    private OptionalLong ofFirstTask() {
        OptionalLong start = kernel.symbols().address("init_stack");
        return start.isEmpty()
                ? start
                : Stream.of("__end_init_stack", "__end_init_task")
                        .flatMapToLong(end -> kernel.symbols().address(end).stream())
                        .map(end -> end - start.getAsLong())
                        .filter(length -> length > 0)
                        .findFirst();
    }

    /** The first task's stack is a part of the kernel's image and has no area; the first process's has. */
    private long ofArea(long task) {
        long found = area(task);
        if (found == 0) {
            found = new Tasks(kernel)
                    .process(1)
                    .map(process -> area(process.address().value()))
                    .orElse(0L);
        }
        if (found == 0 || areaPages.isEmpty()) {
            throw new VmiException(
                    "the size of its kernel stack is unknown: no union thread_union, no init_stack, and no"
                            + " task_struct.stack_vm_area");
        }
        return areaPages.get().read(kernel.memory(), found)
                << kernel.core().pagingMode().pageShift();
    }

    private long area(long task) {
        return area.map(field -> field.read(kernel.memory(), task)).orElse(0L);
    }
}

package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.process.ProcessView;
import dev.vmi4j.os.linux.kernel.process.ProcessViews;
import dev.vmi4j.os.linux.kernel.stack.CodePlace;
import dev.vmi4j.os.linux.kernel.stack.KernelStack;
import dev.vmi4j.os.linux.kernel.stack.KernelStacks;
import dev.vmi4j.os.linux.kernel.stack.NoUnwinderException;
import dev.vmi4j.os.linux.kernel.stack.StackFrame;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table {@code stacks}: the kernel stack of every task, what {@code /proc/PID/task/TID/stack} shows and more. */
final class StacksTable {
    private static final List<Column<Row>> COLUMNS = TaskColumns.before(
            Row::task,
            List.of(
                    new Column<>(
                            "frame",
                            ColumnType.NUMBER,
                            "number of the frame, 0 for the innermost; none when nothing is known of the stack, see note",
                            row -> row.frame.isEmpty() ? Cell.NONE : Cell.of(row.index)),
                    new Column<>(
                            "kind",
                            ColumnType.TEXT,
                            "asleep (where it gave up its CPU), running (where a CPU runs it), call (where a call returns to),"
                                    + " interrupted (where an interrupt or exception came), user (in user mode)",
                            row -> row.of(frame -> Cell.of(frame.kind().word()))),
                    new Column<>(
                            "address",
                            ColumnType.ADDRESS,
                            "where the code goes on",
                            row -> row.of(frame -> Cell.of(frame.address()))),
                    new Column<>(
                            "symbol",
                            ColumnType.TEXT,
                            "function and offset in it; none in user mode and for code that nothing is known of",
                            row -> Cells.text(row.place().map(CodePlace::function))),
                    new Column<>(
                            "module",
                            ColumnType.TEXT,
                            "module that has the function, bpf for the code of BPF programs; none for the kernel itself",
                            row -> Cells.text(row.place().flatMap(CodePlace::module))),
                    new Column<>(
                            "stack_pointer",
                            ColumnType.ADDRESS,
                            "stack pointer of the frame",
                            row -> row.of(frame -> Cell.of(frame.stackPointer()))),
                    new Column<>(
                            "reliable",
                            ColumnType.FLAG,
                            "whether no step that led to it was guessed",
                            row -> row.of(frame -> Cell.of(frame.reliable()))),
                    new Column<>(
                            "note",
                            ColumnType.TEXT,
                            "why there are no frames, or none follow although some should",
                            row -> Cells.text(row.note())),
                    new Column<Row>(
                                    "task",
                                    ColumnType.ADDRESS,
                                    "address of its task_struct",
                                    row -> Cell.of(row.task().address()))
                            .asDetail()));

    /** The definition. */
    static final LinuxTable<Row> DEFINITION = new LinuxTable<>(
            "stacks",
            "each frame of the kernel stack of every task, followed in the way in which the kernel itself does",
            COLUMNS,
            StacksTable::rows);

    private StacksTable() {}

    /**
     * A frame, or a task of whose stack nothing is known.
     *
     * @param stacks names its code
     * @param stack whose it is
     * @param index its number
     * @param frame empty when there is none
     */
    record Row(KernelStacks stacks, KernelStack stack, int index, Optional<StackFrame> frame) {
        Task task() {
            return stack.task();
        }

        Optional<CodePlace> place() {
            return frame.flatMap(stacks::place);
        }

        Optional<String> note() {
            return frame.map(StackFrame::note).orElse(stack.reason());
        }

        Cell of(Function<StackFrame, Cell> value) {
            return frame.map(value).orElse(Cell.NONE);
        }
    }

    private static Stream<Row> rows(Kernel kernel, TableNotes notes) {
        try {
            KernelStacks stacks = new KernelStacks(kernel, notes);
            return new ProcessViews(kernel)
                    .threads(notes)
                    .map(ProcessView::task)
                    .flatMap(task -> rows(stacks, stacks.of(task)));
        } catch (NoUnwinderException e) {
            notes.add(String.valueOf(e.getMessage()));
            return Stream.empty();
        }
    }

    private static Stream<Row> rows(KernelStacks stacks, KernelStack stack) {
        return stack.frames().isEmpty()
                ? Stream.of(new Row(stacks, stack, 0, Optional.empty()))
                : IntStream.range(0, stack.frames().size())
                        .mapToObj(i -> new Row(
                                stacks, stack, i, Optional.of(stack.frames().get(i))));
    }
}

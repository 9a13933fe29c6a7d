package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.process.ProcessView;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * {@code NT_PRSTATUS} and {@code NT_PRPSINFO} as 64-bit kernels write them ({@code struct elf_prstatus} and {@code struct
 * elf_prpsinfo} of {@code include/linux/elfcore.h}). What cannot be read is 0, with a note.
 */
final class StatusNotes {
    private static final int NT_PRSTATUS = 1;
    private static final int NT_PRPSINFO = 3;

    private static final int REGISTERS = 112;
    private static final int ARGUMENTS = 80;
    private static final int NAME = 16;
    private static final long MICROSECOND = 1000;
    private static final long SECOND = 1_000_000_000;

    private final Kernel kernel;
    private final TableNotes notes;
    private final Field pending;
    private final Field blocked;

    StatusNotes(Kernel kernel, TableNotes notes) {
        this.kernel = kernel;
        this.notes = notes;
        StructLayout task = StructLayout.of(kernel.requireTypes(), "task_struct");
        this.pending = task.field("pending.signal");
        this.blocked = task.field("blocked");
    }

    /** The status of a thread. */
    Note status(ProcessView thread, byte[] registers, boolean floatingPoint) {
        byte[] bytes = new byte[REGISTERS + registers.length + Long.BYTES];
        Task task = thread.task();
        putLong(bytes, 16, "pending signals", () -> signals(pending, task));
        putLong(bytes, 24, "blocked signals", () -> signals(blocked, task));
        identifiers(bytes, 32, thread);
        putTime(bytes, 48, "CPU times", () -> thread.threadTime().user());
        putTime(bytes, 64, "CPU times", () -> thread.threadTime().system());
        System.arraycopy(registers, 0, bytes, REGISTERS, registers.length);
        LittleEndian.putInt(bytes, REGISTERS + registers.length, floatingPoint ? 1 : 0);
        return new Note("CORE", NT_PRSTATUS, bytes);
    }

    /** What is known of the process as a whole. */
    Note process(ProcessView leader) {
        byte[] bytes = new byte[136];
        Task task = leader.task();
        char state = (char) orZero("state", () -> task.state().letter());
        bytes[0] = (byte) Math.max(0, "RSDTZW".indexOf(state));
        bytes[1] = (byte) state;
        bytes[2] = (byte) (state == 'Z' ? 1 : 0);
        bytes[3] = (byte) orZero("nice value", () -> leader.scheduling().nice());
        putLong(bytes, 8, "flags", task::flags);
        putInt(bytes, 16, "user", task::uid);
        putInt(bytes, 20, "group", task::gid);
        identifiers(bytes, 24, leader);
        text(bytes, 40, NAME, nameOf(task));
        text(bytes, 56, ARGUMENTS, argumentsOf(task));
        return new Note("CORE", NT_PRPSINFO, bytes);
    }

    private void identifiers(byte[] bytes, int at, ProcessView view) {
        putInt(bytes, at, "identifier", view.task()::pid);
        putInt(bytes, at + 4, "parent", view.task()::parentPid);
        putInt(bytes, at + 8, "process group", view::processGroup);
        putInt(bytes, at + 12, "session", view::session);
    }

    private long signals(Field set, Task task) {
        return kernel.memory().readLong(task.address().value() + set.offset());
    }

    private String nameOf(Task task) {
        try {
            return task.name();
        } catch (VmiException e) {
            notes.add("the name of the process is left out: " + e.getMessage());
            return "";
        }
    }

    private String argumentsOf(Task task) {
        try {
            return String.join(" ", task.commandLine().orElse(List.of()));
        } catch (VmiException e) {
            notes.add("the command line of the process is left out: " + e.getMessage());
            return "";
        }
    }

    /** One byte at least stays 0, since readers look for the end. */
    private static void text(byte[] bytes, int at, int size, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(Arrays.copyOf(utf8, size - 1), 0, bytes, at, size - 1);
    }

    /** A {@code struct timeval}. */
    private void putTime(byte[] bytes, int at, String what, LongSupplier nanoseconds) {
        long value = orZero(what, nanoseconds);
        LittleEndian.putLong(bytes, at, value / SECOND);
        LittleEndian.putLong(bytes, at + 8, value % SECOND / MICROSECOND);
    }

    private void putLong(byte[] bytes, int at, String what, LongSupplier value) {
        LittleEndian.putLong(bytes, at, orZero(what, value));
    }

    private void putInt(byte[] bytes, int at, String what, LongSupplier value) {
        LittleEndian.putInt(bytes, at, (int) orZero(what, value));
    }

    private long orZero(String what, LongSupplier value) {
        try {
            return value.getAsLong();
        } catch (VmiException e) {
            notes.add("the " + what + " in the core's status is 0 because it cannot be read: " + e.getMessage());
            return 0;
        }
    }
}

package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Goes through a task's table of descriptors: {@code task_struct.files->fdt}. */
final class Descriptors {
    /** Twice the default of {@code fs.nr_open}. */
    private static final long MAX_DESCRIPTORS = 2L << 20;

    private final Vfs vfs;
    private final Task task;
    private final TableNotes notes;
    private final GuestMemory memory;

    Descriptors(Vfs vfs, Task task, TableNotes notes) {
        this.vfs = vfs;
        this.task = task;
        this.notes = notes;
        this.memory = vfs.kernel.memory();
    }

    Stream<Descriptor> stream() {
        try {
            long files = files();
            return files == 0 ? Stream.empty() : table(vfs.layout.fdt.read(memory, files));
        } catch (VmiException e) {
            notes.add("the descriptors of the process at " + task.address() + " are left out: " + e.getMessage());
            return Stream.empty();
        }
    }

    /** One descriptor, without a look at the others. */
    Optional<Descriptor> find(long number) {
        long files = files();
        if (files == 0) {
            return Optional.empty();
        }
        long table = vfs.layout.fdt.read(memory, files);
        return number < 0 || number >= vfs.layout.maxFds.read(memory, table)
                ? Optional.empty()
                : descriptor(vfs.layout.fd.read(memory, table), vfs.layout.closeOnExec.read(memory, table), number)
                        .findFirst();
    }

    /** Those of another thread where this one, the first of its process, has ended. */
    private long files() {
        long own = vfs.layout.taskFiles.read(memory, task.address().value());
        return own != 0
                ? own
                : vfs.layout.taskFiles.read(
                        memory, new Tasks(vfs.kernel).living(task).address().value());
    }

    private Stream<Descriptor> table(long table) {
        long count = vfs.layout.maxFds.read(memory, table);
        long array = vfs.layout.fd.read(memory, table);
        long closeOnExec = vfs.layout.closeOnExec.read(memory, table);
        if (count > MAX_DESCRIPTORS) {
            notes.add("the process at " + task.address() + " has room for " + count
                    + " descriptors, of which only the first " + MAX_DESCRIPTORS + " were looked at");
        }
        return LongStream.range(0, Math.min(count, MAX_DESCRIPTORS))
                .mapToObj(number -> descriptor(array, closeOnExec, number))
                .flatMap(found -> found);
    }

    private Stream<Descriptor> descriptor(long array, long closeOnExec, long number) {
        int pointerSize = vfs.kernel.pointerSize();
        long slot = array + number * pointerSize;
        try {
            long file = memory.readUnsigned(slot, pointerSize);
            return file == 0
                    ? Stream.empty()
                    : Stream.of(new Descriptor(number, isSet(closeOnExec, number), vfs.file(file)));
        } catch (VmiException _) {
            notes.add("some descriptors of the process at " + task.address() + " are left out: their slots around "
                    + Addresses.hex(slot & -4096) + " cannot be read");
            return Stream.empty();
        }
    }

    private boolean isSet(long bitmap, long number) {
        return (memory.readByte(bitmap + (number >>> 3)) >> (number & 7) & 1) != 0;
    }
}

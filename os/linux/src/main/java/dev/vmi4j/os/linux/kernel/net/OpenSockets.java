package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.process.FoundTask;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The sockets that descriptors of processes lead to, found by walking every table of descriptors once. */
final class OpenSockets {
    /** The most descriptors of a process: the kernel's default for {@code fs.nr_open}. */
    private static final int DESCRIPTORS = 1 << 20;

    /** After so many files that cannot be read, a table is none. */
    private static final int FAILURES = 1000;

    private final Kernel kernel;
    private final GuestMemory memory;
    private final Tasks tasks;
    private final TableNotes notes;
    private final Fields fields;
    private final OptionalLong operations;
    private final Map<Long, List<SocketOwner>> owners = new LinkedHashMap<>();

    private OpenSockets(Kernel kernel, TableNotes notes) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.tasks = new Tasks(kernel);
        this.notes = notes;
        this.fields = new Fields(kernel.requireTypes());
        this.operations = kernel.symbols().address("socket_file_ops");
    }

    static OpenSockets of(Kernel kernel, TableNotes notes) {
        OpenSockets open = new OpenSockets(kernel, notes);
        try {
            TaskCensus.processes(kernel, open.tasks, notes).map(FoundTask::task).forEach(open::addProcess);
        } catch (VmiException e) {
            notes.add("the processes that have sockets open are not known: " + e.getMessage());
        }
        return open;
    }

    /** The descriptors that lead to a {@code struct sock}. */
    List<SocketOwner> owners(long sock) {
        return owners.getOrDefault(sock, List.of());
    }

    /** The addresses of all {@code struct sock} found, in the order of the processes. */
    LongStream sockets() {
        return owners.keySet().stream().mapToLong(Long::longValue);
    }

    private void addProcess(Task process) {
        try {
            threads(process)
                    .map(thread -> fields.files.read(memory, thread))
                    .filter(files -> files != 0)
                    .distinct()
                    .forEach(files -> addTable(process, fields.table.read(memory, files)));
        } catch (VmiException e) {
            notes.add("descriptors: those of a process cannot be read: " + e.getMessage());
        }
    }

    /** The threads of a process, which nearly always share one table. */
    private LongStream threads(Task process) {
        return Stream.concat(Stream.of(process), tasks.threads(process, notes))
                .map(Task::address)
                .mapToLong(Va::value);
    }

    private void addTable(Task process, long table) {
        long count = fields.count.read(memory, table);
        if (count > DESCRIPTORS) {
            notes.add("descriptors: a table of " + count + " is not believed; the first " + DESCRIPTORS + " were read");
        }
        long array = fields.descriptors.read(memory, table);
        int failures = 0;
        for (int i = 0; i < Math.min(count, DESCRIPTORS) && failures < FAILURES; i++) {
            long file = memory.readUnsigned(array + (long) i * kernel.pointerSize(), kernel.pointerSize());
            if (file != 0 && !addFile(process, i, file)) {
                failures++;
            }
        }
    }

    /** Adds the socket that a file is, if it is one; false when that cannot be read. */
    private boolean addFile(Task process, int descriptor, long file) {
        try {
            long socket = isSocket(file) ? fields.data.read(memory, file) : 0;
            long sock = socket != 0 && fields.file.read(memory, socket) == file ? fields.sock.read(memory, socket) : 0;
            if (sock != 0) {
                owners.computeIfAbsent(sock, _ -> new ArrayList<>()).add(new SocketOwner(process, descriptor));
            }
            return true;
        } catch (VmiException e) {
            notes.add("descriptors: one of a process cannot be read: " + e.getMessage());
            return false;
        }
    }

    /** Told by its operations where they are known; a socket also points back at its file. */
    private boolean isSocket(long file) {
        return operations.isEmpty() || fields.operations.read(memory, file) == operations.getAsLong();
    }

    private static final class Fields {
        final Field files;
        final Field table;
        final Field count;
        final Field descriptors;
        final Field data;
        final Field operations;
        final Field file;
        final Field sock;

        Fields(TypeCatalog types) {
            files = StructLayout.of(types, "task_struct").field("files");
            table = StructLayout.of(types, "files_struct").field("fdt");
            StructLayout layout = StructLayout.of(types, "fdtable");
            count = layout.field("max_fds");
            descriptors = layout.field("fd");
            StructLayout open = StructLayout.of(types, "file");
            data = open.field("private_data");
            operations = open.field("f_op");
            StructLayout socket = StructLayout.of(types, "socket");
            file = socket.field("file");
            sock = socket.field("sk");
        }
    }
}

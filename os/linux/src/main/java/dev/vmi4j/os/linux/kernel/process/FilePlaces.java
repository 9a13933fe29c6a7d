package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.file.Location;
import dev.vmi4j.os.linux.kernel.file.Vfs;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Optional;

/** Where processes are in the file system: the links {@code exe}, {@code cwd} and {@code root} of {@code /proc/PID}. */
final class FilePlaces {
    private final Kernel kernel;
    private final Vfs vfs;
    private final Field fs;
    private final Field workingMount;
    private final Field workingDentry;
    private final Field executable;

    FilePlaces(Kernel kernel) {
        this.kernel = kernel;
        vfs = Vfs.of(kernel);
        fs = StructLayout.of(kernel.requireTypes(), "task_struct").field("fs");
        StructLayout places = StructLayout.of(kernel.requireTypes(), "fs_struct");
        workingMount = places.field("pwd.mnt");
        workingDentry = places.field("pwd.dentry");
        executable = StructLayout.of(kernel.requireTypes(), "mm_struct").field("exe_file");
    }

    /** The program that a process runs. */
    Optional<String> executable(Task task) {
        return task.memoryDescriptor()
                .map(mm -> new Va(executable.read(kernel.memory(), mm.value())))
                .filter(file -> file.value() != 0)
                .map(file -> vfs.file(file.value()).path());
    }

    /** The directory from which a process's relative paths go. */
    Optional<String> working(Task task) {
        long places = fs.read(kernel.memory(), task.address().value());
        return places == 0
                ? Optional.empty()
                : Optional.of(vfs.path(new Location(
                        workingMount.read(kernel.memory(), places), workingDentry.read(kernel.memory(), places))));
    }

    /** The directory from which a process's absolute paths go. */
    Optional<String> root(Task task) {
        return vfs.root(task).map(vfs::path);
    }
}

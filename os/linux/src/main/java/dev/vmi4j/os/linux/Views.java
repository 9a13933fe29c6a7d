package dev.vmi4j.os.linux;

import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.image.ProcessImages;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegions;
import dev.vmi4j.os.linux.kernel.process.UserRoots;
import java.util.Optional;
import java.util.stream.Stream;

/** What the neutral views of processes share: layouts that are looked up once, those of memory only when asked for. */
final class Views {
    final Tasks tasks;
    final UserRoots userRoots;
    private final Kernel kernel;
    private Optional<MemoryRegions> regions = Optional.empty();

    Views(Kernel kernel) {
        this.kernel = kernel;
        this.tasks = new Tasks(kernel);
        this.userRoots = new UserRoots(kernel);
    }

    LinuxProcess process(Task leader) {
        return new LinuxProcess(this, leader);
    }

    LinuxThread thread(Task task) {
        return new LinuxThread(this, task);
    }

    Stream<ExecutableImage> images(Task leader, AddressSpace space, TableNotes notes) {
        return new ProcessImages(kernel, space, regions().of(leader, notes).toList(), notes).all();
    }

    synchronized MemoryRegions regions() {
        MemoryRegions known = regions.orElseGet(() -> new MemoryRegions(kernel));
        regions = Optional.of(known);
        return known;
    }
}

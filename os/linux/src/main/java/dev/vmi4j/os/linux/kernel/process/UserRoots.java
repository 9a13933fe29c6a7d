package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.os.linux.detect.LinuxPlatform;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import java.util.Optional;

/** The second root tables of processes, with which they run in user mode under page table isolation. */
public final class UserRoots {
    private final Optional<LinuxPlatform> platform;
    private final PhysicalMemory memory;

    /**
     * Looks up what the architecture has to say.
     *
     * @param kernel the kernel
     */
    public UserRoots(Kernel kernel) {
        this.platform = LinuxPlatform.of(kernel.core().architecture());
        this.memory = kernel.core().memory();
    }

    /**
     * The second root table of a process.
     *
     * @param task any of its threads
     * @return its physical address; empty without isolation, for a kernel thread and after its end
     * @throws dev.vmi4j.core.error.VmiException when it cannot be read
     */
    public Optional<Pa> of(Task task) {
        return task.root().flatMap(root -> platform.flatMap(known -> known.userRoot(memory, root)));
    }
}

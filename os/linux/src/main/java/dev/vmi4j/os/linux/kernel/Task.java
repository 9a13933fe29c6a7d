package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import java.util.List;
import java.util.Optional;

/**
 * A task: {@code struct task_struct}. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class Task {
    private static final int KERNEL_THREAD = 0x0020_0000;

    private final Kernel kernel;
    private final TaskLayout layout;
    private final long address;

    Task(Kernel kernel, TaskLayout layout, long address) {
        this.kernel = kernel;
        this.layout = layout;
        this.address = address;
    }

    /**
     * Where the task lies.
     *
     * @return address of its {@code task_struct}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * The identifier of the task itself, which is the thread identifier of user space.
     *
     * @return {@code task_struct.pid}
     */
    public long pid() {
        return layout.pid.read(kernel.memory(), address);
    }

    /**
     * The identifier of its thread group, which is the process identifier of user space.
     *
     * @return {@code task_struct.tgid}
     */
    public long tgid() {
        return layout.tgid.read(kernel.memory(), address);
    }

    /**
     * The process identifier of the parent.
     *
     * @return {@code task_struct.real_parent->tgid}
     */
    public long parentPid() {
        return layout.tgid.read(kernel.memory(), layout.realParent.read(kernel.memory(), address));
    }

    /**
     * The name of the task.
     *
     * @return as {@code /proc/PID/comm} shows it: {@code task_struct.comm}, up to 15 bytes, see {@link GuestText}; for a
     *     kernel thread its whole name, for a worker also its last work ({@code -}) or present one ({@code +})
     */
    public String name() {
        byte[] bytes = kernel.memory().readBytes(address + layout.comm.offset(), (int) layout.comm.size());
        String comm = GuestText.terminated(bytes);
        return isKernelThread() ? layout.kernelThreadNames.name(kernel.memory(), address, flags(), comm) : comm;
    }

    /**
     * The state of the task.
     *
     * @return from {@code task_struct.__state} and {@code exit_state}
     */
    public TaskState state() {
        long state = layout.state.read(kernel.memory(), address);
        return TaskState.of((int) state, (int) layout.exitState.read(kernel.memory(), address));
    }

    /**
     * The real user.
     *
     * @return {@code task_struct.real_cred->uid}, unsigned 32 bits
     */
    public long uid() {
        return layout.uid.read(kernel.memory(), credentials());
    }

    /**
     * The real group.
     *
     * @return {@code task_struct.real_cred->gid}, unsigned 32 bits
     */
    public long gid() {
        return layout.gid.read(kernel.memory(), credentials());
    }

    /**
     * The effective user.
     *
     * @return {@code task_struct.real_cred->euid}, unsigned 32 bits
     */
    public long effectiveUid() {
        return layout.euid.read(kernel.memory(), credentials());
    }

    /**
     * The effective group.
     *
     * @return {@code task_struct.real_cred->egid}, unsigned 32 bits
     */
    public long effectiveGid() {
        return layout.egid.read(kernel.memory(), credentials());
    }

    /**
     * The number of threads of the process.
     *
     * @return {@code task_struct.signal->nr_threads}
     */
    public long threads() {
        return layout.threads.read(kernel.memory(), layout.signal.read(kernel.memory(), address));
    }

    /**
     * When the task began.
     *
     * @return nanoseconds since boot, {@code task_struct.start_boottime}
     */
    public long startTime() {
        return layout.startTime.read(kernel.memory(), address);
    }

    /**
     * Whether the task is a thread of the kernel.
     *
     * @return {@code PF_KTHREAD} of {@code task_struct.flags}
     */
    public boolean isKernelThread() {
        return (flags() & KERNEL_THREAD) != 0;
    }

    /**
     * The root of the page tables of the process.
     *
     * @return the physical address of {@code task_struct.mm->pgd}; empty for a kernel thread and after its end
     */
    public Optional<Pa> root() {
        long mm = mm();
        return mm == 0
                ? Optional.empty()
                : Optional.of(kernel.memory().translate(new Va(layout.pgd.read(kernel.memory(), mm))));
    }

    /**
     * The address space of the process.
     *
     * @return empty for a kernel thread and after its end
     */
    public Optional<AddressSpace> addressSpace() {
        return root().map(kernel.core()::userSpace);
    }

    /**
     * The command line.
     *
     * @return the arguments as {@code /proc/PID/cmdline} shows them; empty for a kernel thread and after its end
     */
    public Optional<List<String>> commandLine() {
        return addressSpace().map(space -> {
            long mm = mm();
            return CommandLine.read(
                    space, layout.argStart.read(kernel.memory(), mm), layout.argEnd.read(kernel.memory(), mm));
        });
    }

    /**
     * The environment.
     *
     * @return {@code NAME=VALUE} as the process was given it and may have changed it in place; empty for a kernel thread
     *     and after its end
     */
    public Optional<List<String>> environment() {
        return addressSpace().map(space -> {
            long mm = mm();
            return CommandLine.environment(
                    space,
                    layout.environmentStart.read(kernel.memory(), mm),
                    layout.environmentEnd.read(kernel.memory(), mm));
        });
    }

    /**
     * The memory descriptor.
     *
     * @return address of its {@code struct mm_struct}; empty for a kernel thread and after its end
     */
    public Optional<Va> memoryDescriptor() {
        return Optional.of(new Va(mm())).filter(mm -> mm.value() != 0);
    }

    /**
     * The memory descriptor with which the task runs: its own, or the one that a kernel thread borrowed.
     *
     * @return {@code task_struct.active_mm}; empty for one that does not run and has none of its own
     */
    public Optional<Va> activeMemoryDescriptor() {
        return Optional.of(new Va(layout.activeMm.read(kernel.memory(), address)))
                .filter(mm -> mm.value() != 0);
    }

    /**
     * The credentials by which others judge the task.
     *
     * @return address of its {@code struct cred}
     */
    public Va credentialsAddress() {
        return new Va(credentials());
    }

    /**
     * What the process's threads share.
     *
     * @return address of its {@code struct signal_struct}
     */
    public Va signalAddress() {
        return new Va(layout.signal.read(kernel.memory(), address));
    }

    @Override
    public String toString() {
        return "task_struct at " + address();
    }

    /**
     * What the kernel notes of the task.
     *
     * @return the {@code PF_} bits of {@code task_struct.flags}
     */
    public long flags() {
        return layout.flags.read(kernel.memory(), address);
    }

    private long mm() {
        return layout.mm.read(kernel.memory(), address);
    }

    private long credentials() {
        return layout.realCred.read(kernel.memory(), address);
    }
}

package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.ProcessCore;
import dev.vmi4j.core.os.ProcessCore.Kind;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.os.ProcessCore.Region;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.memory.MemoryPlaces;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegion;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegions;
import dev.vmi4j.os.linux.kernel.process.ProcessView;
import dev.vmi4j.os.linux.kernel.process.ProcessViews;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes processes in the way of core files. */
public final class ProcessCores {
    private static final int NT_AUXV = 6;
    private static final long MAX_AUXV = 1 << 14;

    private static final long READ = 1;
    private static final long WRITE = 2;
    private static final long EXECUTE = 4;
    private static final long SHARED = 8;
    private static final long IO = 0x4000;
    private static final long HUGE = 0x40_0000;

    private final Kernel kernel;
    private final UserRegisters registers;
    private final Running running;
    private final Tasks tasks;

    /**
     * Looks up what is needed.
     *
     * @param kernel the kernel
     * @throws VmiException when core files are not written for its architecture
     */
    public ProcessCores(Kernel kernel) {
        this.kernel = kernel;
        this.registers = UserRegisters.of(kernel.core().architecture())
                .orElseThrow(() -> new VmiException("where Linux keeps the registers of a process on "
                        + kernel.core().architecture().name() + " is not known here, so no core file can be made"));
        this.running = new Running(kernel);
        this.tasks = new Tasks(kernel);
    }

    /**
     * Describes a process.
     *
     * @param pid process identifier
     * @param notes receives what is missing
     * @return empty when there is no such process
     * @throws VmiException when it has no memory of its own
     */
    public Optional<ProcessCore> of(long pid, TableNotes notes) {
        return TaskCensus.process(kernel, tasks, pid).map(leader -> describe(leader, notes));
    }

    private ProcessCore describe(Task leader, TableNotes notes) {
        AddressSpace space = tasks.living(leader)
                .addressSpace()
                .orElseThrow(() -> new VmiException("process " + leader.pid() + " (" + leader.name()
                        + ") has no memory of its own: it is a thread of the kernel or has ended"));
        Map<Region, MemoryRegion> regions = new LinkedHashMap<>();
        new MemoryRegions(kernel).of(leader, notes).forEach(region -> add(regions, region, notes));
        if (regions.isEmpty()) {
            notes.add("no memory region of process " + leader.pid() + " was found");
        }
        MemoryPlaces places = new MemoryPlaces(kernel, notes);
        List<Note> all = new ArrayList<>();
        int threads = threads(leader, List.copyOf(regions.values()), all, notes);
        return new ProcessCore(
                registers.machine(),
                threads,
                all,
                List.copyOf(regions.keySet()),
                (region, visitor) -> {
                    MemoryRegion found = regions.get(region);
                    if (found != null) {
                        places.visit(found, space, visitor);
                    }
                },
                kernel.core().memory());
    }

    /** The kernel's order: the status of the first thread, what is of the process, the first's other registers. */
    private int threads(Task leader, List<MemoryRegion> regions, List<Note> all, TableNotes notes) {
        StatusNotes status = new StatusNotes(kernel, notes);
        List<ProcessView> views = new ProcessViews(kernel)
                .threads(notes)
                .filter(view -> belongsTo(view.task(), leader))
                .sorted((a, b) -> Boolean.compare(isLeader(b, leader), isLeader(a, leader)))
                .toList();
        int written = 0;
        for (ProcessView view : views) {
            List<Note> ofThread = thread(view, status, notes);
            if (!ofThread.isEmpty()) {
                all.add(ofThread.getFirst());
                written++;
            }
            if (isLeader(view, leader)) {
                all.add(status.process(view));
                auxiliary(leader, notes).ifPresent(all::add);
                all.add(RegionNotes.files(regions, kernel.core().architecture().pageShift(), notes));
            }
            ofThread.stream().skip(1).forEach(all::add);
        }
        return written;
    }

    private List<Note> thread(ProcessView view, StatusNotes status, TableNotes notes) {
        Task task = view.task();
        try {
            Optional<byte[]> live = running.registers(task, notes);
            List<Note> others = running.has(task) ? List.of() : others(task, notes);
            byte[] general = live.isPresent() ? live.get() : registers.general(kernel, task);
            List<Note> all = new ArrayList<>();
            all.add(status.status(view, general, !others.isEmpty()));
            all.addAll(others);
            return all;
        } catch (VmiException e) {
            notes.add("thread " + task.pid() + " is left out: " + e.getMessage());
            return List.of();
        }
    }

    private List<Note> others(Task task, TableNotes notes) {
        try {
            return registers.others(kernel, task, notes);
        } catch (VmiException e) {
            notes.add("the floating point registers of thread " + task.pid() + " are left out: " + e.getMessage());
            return List.of();
        }
    }

    private Optional<Note> auxiliary(Task leader, TableNotes notes) {
        Field vector = StructLayout.of(kernel.requireTypes(), "mm_struct").field("saved_auxv");
        try {
            long mm = tasks.living(leader).memoryDescriptor().orElseThrow().value();
            int size = (int) Math.min(vector.size(), MAX_AUXV);
            return Optional.of(new Note("CORE", NT_AUXV, kernel.memory().readBytes(mm + vector.offset(), size)));
        } catch (VmiException e) {
            notes.add("the auxiliary vector is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void add(Map<Region, MemoryRegion> regions, MemoryRegion region, TableNotes notes) {
        try {
            long flags = region.flags();
            regions.put(new Region(region.start(), region.end(), access(flags), kind(region, flags)), region);
        } catch (VmiException e) {
            notes.add("the region at " + region.start() + " is left out: " + e.getMessage());
        }
    }

    private static MemoryAccess access(long flags) {
        return MemoryAccess.of(((flags & READ) != 0 ? MemoryAccess.READ_BIT : 0)
                | ((flags & WRITE) != 0 ? MemoryAccess.WRITE_BIT : 0)
                | ((flags & EXECUTE) != 0 ? MemoryAccess.EXECUTE_BIT : 0));
    }

    /** In the order of {@code vma_dump_size} of {@code fs/coredump.c}. */
    private static Kind kind(MemoryRegion region, long flags) {
        boolean shared = (flags & SHARED) != 0;
        if (region.isSpecial()) {
            return Kind.SYSTEM;
        }
        if ((flags & HUGE) != 0) {
            return shared ? Kind.SHARED_HUGE : Kind.PRIVATE_HUGE;
        }
        if ((flags & IO) != 0) {
            return Kind.DEVICE;
        }
        if (shared) {
            boolean named = region.file().map(file -> file.inode().links() != 0).orElse(false);
            return named ? Kind.SHARED_FILE : Kind.SHARED_ANONYMOUS;
        }
        return region.hasAnonymousPages() || region.file().isEmpty() ? Kind.PRIVATE_ANONYMOUS : Kind.PRIVATE_FILE;
    }

    private static boolean belongsTo(Task task, Task leader) {
        try {
            return task.tgid() == leader.tgid();
        } catch (VmiException _) {
            return false;
        }
    }

    private static boolean isLeader(ProcessView view, Task leader) {
        return view.task().address().equals(leader.address());
    }
}

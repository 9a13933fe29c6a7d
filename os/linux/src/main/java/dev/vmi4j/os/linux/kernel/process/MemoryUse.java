package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Lazy;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Optional;

/**
 * How much memory processes use: the counters of {@code struct mm_struct}. In older kernels they are plain numbers, beside
 * which each thread counts for itself what it has not yet added; later each has a part per CPU ({@code struct
 * percpu_counter}). What is not yet added, which {@code /proc/PID/stat} leaves out, is added here.
 */
final class MemoryUse {
    /** {@code MM_FILEPAGES}, {@code MM_ANONPAGES}, {@code MM_SWAPENTS}, {@code MM_SHMEMPAGES}. */
    private static final int FILE = 0;

    private static final int ANONYMOUS = 1;
    private static final int SWAPPED = 2;
    private static final int SHARED = 3;
    private static final int COUNTERS = 4;

    private final Kernel kernel;
    private final Tasks tasks;
    private final Lazy<PerCpu> perCpu;
    private final Field totalPages;
    private final Optional<Field> ofThread;
    private final Optional<Field> plain;
    private final Field counters;
    private final Optional<Field> base;
    private final Optional<Field> parts;
    private final long counterSize;

    MemoryUse(Kernel kernel, Tasks tasks, Lazy<PerCpu> perCpu) {
        this.kernel = kernel;
        this.tasks = tasks;
        this.perCpu = perCpu;
        StructLayout mm = StructLayout.of(kernel.requireTypes(), "mm_struct");
        ofThread = StructLayout.of(kernel.requireTypes(), "task_struct").optional("rss_stat.count");
        totalPages = mm.field("total_vm");
        plain = mm.optional("rss_stat.count");
        counters = mm.field("rss_stat");
        Optional<StructLayout> counter = StructLayout.find(kernel.requireTypes(), "percpu_counter");
        base = counter.flatMap(layout -> layout.optional("count"));
        parts = counter.flatMap(layout -> layout.optional("counters"));
        counterSize = counter.map(StructLayout::size).orElse(0L);
    }

    /** Bytes in memory of a process: pages of files, private and shared ones. */
    long resident(Task task, Va mm) {
        return bytes(counter(task, mm, FILE) + counter(task, mm, ANONYMOUS) + counter(task, mm, SHARED));
    }

    /** Bytes of a process that were swapped out. */
    long swapped(Task task, Va mm) {
        return bytes(counter(task, mm, SWAPPED));
    }

    /** Bytes of address space. */
    long virtual(Va mm) {
        return bytes(totalPages.read(kernel.memory(), mm.value()));
    }

    /** Parts that have not been added up can make a counter negative; the kernel shows 0 then. */
    private long counter(Task task, Va mm, int index) {
        long whole = plain.isPresent() ? element(plain.get(), mm.value(), index) : sum(mm.value(), index);
        return Math.max(whole + unadded(task, index), 0);
    }

    private long unadded(Task task, int index) {
        return ofThread.isEmpty()
                ? 0
                : tasks.threads(task, new TableNotes())
                        .mapToLong(thread ->
                                element(ofThread.get(), thread.address().value(), index))
                        .sum();
    }

    private long element(Field array, long structure, int index) {
        int size = (int) (array.size() / COUNTERS);
        return signed(kernel.memory().readUnsigned(structure + array.offset() + (long) index * size, size), size);
    }

    private long sum(long mm, int index) {
        long counter = mm + counters.offset() + index * counterSize;
        long each = parts.orElseThrow(this::unknown).read(kernel.memory(), counter);
        PerCpu cpus = perCpu.get();
        return base.orElseThrow(this::unknown).read(kernel.memory(), counter)
                + cpus.cpus()
                        .mapToLong(cpu -> kernel.memory().readInt(cpus.address(cpu, each)))
                        .sum();
    }

    private VmiException unknown() {
        return new VmiException("the kernel keeps the counters of a process's memory in a form that is not known");
    }

    private static long signed(long value, int size) {
        int unused = Long.SIZE - size * Byte.SIZE;
        return value << unused >> unused;
    }

    private long bytes(long pages) {
        return pages * kernel.core().architecture().pageSize();
    }
}

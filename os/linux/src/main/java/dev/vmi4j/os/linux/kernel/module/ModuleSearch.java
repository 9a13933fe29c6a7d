package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.StructLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Modules found by their shape, whatever lists they left: the kobject of a {@code struct module} points back to it
 * ({@code module.mkobj.mod}, set by {@code mod_sysfs_init} in {@code kernel/module/sysfs.c}). Looked through is what is
 * mapped within 2 GiB of the kernel's code, for the calls between a module and the kernel reach no farther.
 */
final class ModuleSearch {
    private static final long REACH = 1L << 31;
    private static final int STEP = 4096;
    private static final int LIMIT = 1 << 16;

    private final Kernel kernel;
    private final ModuleLayout layout;
    private final PhysicalMemory memory;
    private final byte[] page = new byte[STEP];
    private final long backLink;

    ModuleSearch(Kernel kernel, ModuleLayout layout) {
        this.kernel = kernel;
        this.layout = layout;
        this.memory = kernel.memory().physicalMemory();
        this.backLink = StructLayout.of(kernel.requireTypes(), "module").offset("mkobj.mod");
    }

    /** The addresses of the modules, ascending. */
    LongStream modules(TableNotes notes) {
        OptionalLong code = Stream.of("_stext", "_text")
                .flatMapToLong(name -> kernel.symbols().address(name).stream())
                .findFirst();
        if (code.isEmpty()) {
            notes.add("memory was not searched for modules: the kernel lists neither _stext nor _text");
            return LongStream.empty();
        }
        List<Long> found = new ArrayList<>();
        long first = (code.getAsLong() & -STEP) - REACH;
        for (long distance = 0; distance < 2 * REACH && found.size() < LIMIT; ) {
            long pa = kernel.memory().lookup(first + distance);
            if (pa >= 0) {
                addModules(first + distance, pa, found);
            }
            distance += pa >= 0 ? STEP : toGapEnd(first + distance);
        }
        if (found.size() >= LIMIT) {
            notes.add("memory was searched for modules until there were " + LIMIT + ", more than a kernel has");
        }
        return found.stream().mapToLong(Long::longValue);
    }

    /**
     * What is not mapped is left out as a whole, which the entry that says so covers. An address that leads to no entry is
     * none of the mode, and there is none behind it.
     */
    private long toGapEnd(long va) {
        int depth = kernel.memory().walk(new Va(va)).steps().size();
        if (depth == 0) {
            return 2 * REACH;
        }
        long size = kernel.memory().mode().levels().get(depth - 1).size();
        return size - (va & size - 1);
    }

    private void addModules(long va, long pa, List<Long> found) {
        if (memory.readable(pa, STEP) < STEP) {
            return;
        }
        memory.read(pa, MemorySegment.ofArray(page), 0, STEP);
        int size = kernel.pointerSize();
        for (int at = 0; at < STEP; at += size) {
            long module = va + at - backLink;
            long word = size == Long.BYTES
                    ? LittleEndian.getLong(page, at)
                    : Integer.toUnsignedLong(LittleEndian.getInt(page, at));
            if (word == module && isModule(module)) {
                found.add(module);
            }
        }
    }

    /** Any structure may hold its own address; that of a module has a name, a state and text as well. */
    private boolean isModule(long address) {
        LoadedModule module = new LoadedModule(kernel, layout, address, Set.of(ModuleEvidence.MEMORY));
        try {
            module.state();
            return !module.name().isEmpty()
                    && module.name().chars().allMatch(letter -> letter > ' ' && letter <= '~')
                    && module.text().size() > 0
                    && kernel.memory().lookup(module.base().value()) >= 0;
        } catch (VmiException _) {
            return false;
        }
    }
}

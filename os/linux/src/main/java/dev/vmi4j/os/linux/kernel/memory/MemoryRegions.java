package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.file.Vfs;
import dev.vmi4j.os.linux.kernel.tree.MapleTree;
import dev.vmi4j.os.linux.kernel.tree.RbTree;
import dev.vmi4j.symbols.type.Field;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Finds the regions of a process's memory: the entries of {@code mm_struct.mm_mt}, a maple tree, or of {@code
 * mm_struct.mm_rb}, a red-black tree, whichever this kernel has. Immutable and thread-safe.
 */
public final class MemoryRegions {
    /** The most regions of a process; the default of {@code vm.max_map_count} is 65530. */
    private static final int LIMIT = 1 << 21;

    final Kernel kernel;
    final RegionLayout layout;
    final Tasks tasks;
    final Vfs vfs;
    final OptionalLong specialOperations;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws VmiException when its types lack a field that is needed
     */
    public MemoryRegions(Kernel kernel) {
        this.kernel = kernel;
        this.layout = new RegionLayout(kernel.requireTypes());
        this.tasks = new Tasks(kernel);
        this.vfs = Vfs.of(kernel);
        this.specialOperations = kernel.symbols().address("special_mapping_vmops");
    }

    /**
     * The regions of a process.
     *
     * @param task one of its threads
     * @param notes receives why some were left out
     * @return ascending; none for a kernel thread and after the end of the process
     */
    public Stream<MemoryRegion> of(Task task, TableNotes notes) {
        try {
            long mm = layout.taskMemory.read(
                    kernel.memory(), tasks.living(task).address().value());
            return mm == 0 ? Stream.empty() : walk(task, mm, notes);
        } catch (VmiException e) {
            notes.add("the memory of the process at " + task.address() + " is left out: " + e.getMessage());
            return Stream.empty();
        }
    }

    private Stream<MemoryRegion> walk(Task task, long mm, TableNotes notes) {
        String name = "the memory regions of process " + task.pid();
        if (layout.mapleTree.isPresent()) {
            return MapleTree.walk(kernel, mm + layout.mapleTree.get().offset(), LIMIT, name, notes).stream()
                    .map(entry -> new MemoryRegion(this, task, mm, entry.value(), entry.first(), entry.last() + 1));
        }
        Field root = layout.rbTree.orElseThrow();
        long node = layout.rbNode.orElseThrow().offset();
        return RbTree.walk(kernel, mm + root.offset(), LIMIT, name, notes).mapToObj(at -> region(task, mm, at - node));
    }

    private MemoryRegion region(Task task, long mm, long address) {
        return new MemoryRegion(
                this,
                task,
                mm,
                address,
                layout.start.read(kernel.memory(), address),
                layout.end.read(kernel.memory(), address));
    }
}

package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.file.OpenFile;
import dev.vmi4j.symbols.type.Field;
import java.util.Optional;

/**
 * A region of a process's memory: {@code struct vm_area_struct}. Its range is what the tree of regions says; every other
 * accessor reads the guest when asked and fails with a {@link VmiException} when it cannot, or when the region does not
 * point back to the process's {@code mm_struct}.
 */
public final class MemoryRegion {
    private static final long READ = 1;
    private static final long WRITE = 2;
    private static final long EXECUTE = 4;
    private static final long MAY_SHARE = 0x80;
    private static final long HUGE_TLB = 0x40_0000;
    private static final int MAX_NAME = 256;

    private final MemoryRegions regions;
    private final RegionLayout layout;
    private final Task task;
    private final long mm;
    private final long address;
    private final long start;
    private final long end;

    MemoryRegion(MemoryRegions regions, Task task, long mm, long address, long start, long end) {
        this.regions = regions;
        this.layout = regions.layout;
        this.task = task;
        this.mm = mm;
        this.address = address;
        this.start = start;
        this.end = end;
    }

    /**
     * The process.
     *
     * @return the task that the region was found through
     */
    public Task task() {
        return task;
    }

    /**
     * Where the region's description lies.
     *
     * @return address of its {@code vm_area_struct}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * Where the region begins.
     *
     * @return its first address
     */
    public Va start() {
        return new Va(start);
    }

    /**
     * Where the region ends.
     *
     * @return the address after its last
     */
    public Va end() {
        return new Va(end);
    }

    /**
     * The flags of the region.
     *
     * @return {@code VM_} flags, {@code vm_area_struct.vm_flags}
     */
    public long flags() {
        return read(layout.flags);
    }

    /**
     * What the process may do with it.
     *
     * @return as {@code /proc/PID/maps} shows it: {@code rwx} with {@code -} for what it may not, then {@code s} for
     *     shared or {@code p} for private
     */
    public String permissions() {
        long flags = flags();
        return ((flags & READ) != 0 ? "r" : "-")
                + ((flags & WRITE) != 0 ? "w" : "-")
                + ((flags & EXECUTE) != 0 ? "x" : "-")
                + ((flags & MAY_SHARE) != 0 ? "s" : "p");
    }

    /**
     * The file that is mapped.
     *
     * @return {@code vm_area_struct.vm_file}; empty for anonymous memory
     */
    public Optional<OpenFile> file() {
        long file = read(layout.file);
        return file == 0 ? Optional.empty() : Optional.of(regions.vfs.file(file));
    }

    /**
     * Where in the file the region begins.
     *
     * @return in bytes; 0 for anonymous memory
     */
    public long offset() {
        return read(layout.file) == 0
                ? 0
                : read(layout.pageOffset)
                        << regions.kernel.core().architecture().pageShift();
    }

    /**
     * The name of the region.
     *
     * @return as {@code /proc/PID/maps} shows it: the path of the file, the name of what the kernel mapped such as {@code
     *     [vdso]}, {@code [heap]}, {@code [stack]}, {@code [anon:NAME]} or {@code [anon_shmem:NAME]} as the process named
     *     it; empty for other anonymous memory
     */
    public Optional<String> name() {
        Optional<OpenFile> file = file();
        Optional<String> given = givenName(file.isPresent());
        if (file.isPresent()) {
            return Optional.of(given.map(name -> "[anon_shmem:" + name + "]")
                    .orElseGet(() -> regions.vfs.path(file.get().userPlace())));
        }
        return specialName().or(this::usualName).or(() -> given.map(name -> "[anon:" + name + "]"));
    }

    /**
     * Whether the kernel itself mapped it for the process.
     *
     * @return true for {@code [vdso]} and the like
     */
    public boolean isSpecial() {
        long operations = read(layout.operations);
        return operations != 0
                && regions.specialOperations.isPresent()
                && operations == regions.specialOperations.getAsLong();
    }

    /**
     * Whether the region has had private pages of its own: always for private memory of no file that was written to, and
     * for a private mapping of a file that was.
     *
     * @return true when {@code vm_area_struct.anon_vma} is set
     */
    public boolean hasAnonymousPages() {
        return read(layout.anonymousPages) != 0;
    }

    /**
     * What the process's page tables hold of the region.
     *
     * @return the pages in memory and those swapped out; of memory from the pool of huge pages, nothing, as {@code smaps}
     *     counts
     */
    public ResidentPages pages() {
        return (flags() & HUGE_TLB) != 0
                ? ResidentPages.NONE
                : regions.tasks
                        .living(task)
                        .addressSpace()
                        .map(space -> new PageCount(regions.kernel, space).count(start, end))
                        .orElse(ResidentPages.NONE);
    }

    private Optional<String> specialName() {
        return isSpecial()
                ? Optional.of(text(layout.specialName.read(memory(), read(layout.privateData))))
                : Optional.empty();
    }

    private Optional<String> usualName() {
        long startBrk = layout.startBrk.read(memory(), mm);
        long brk = layout.brk.read(memory(), mm);
        if (isBelow(start, brk) && isBelow(startBrk, end)) {
            return Optional.of("[heap]");
        }
        long stack = layout.startStack.read(memory(), mm);
        return !isBelow(stack, start) && !isBelow(end, stack) ? Optional.of("[stack]") : Optional.empty();
    }

    /** Where the name shares its place with what only regions of files have, such a region has no name. */
    private Optional<String> givenName(boolean ofFile) {
        if (layout.anonymousName.isEmpty() || layout.anonymousNameText.isEmpty() || ofFile && !layout.fileMayHaveName) {
            return Optional.empty();
        }
        long name = read(layout.anonymousName.get());
        return name == 0
                ? Optional.empty()
                : Optional.of(text(name + layout.anonymousNameText.get().offset()));
    }

    private String text(long at) {
        return GuestText.terminated(memory().readBytes(at, (int) memory().readable(at, MAX_NAME)));
    }

    private long read(Field field) {
        if (layout.memory.read(memory(), address) != mm) {
            throw new VmiException("the vm_area_struct at " + Addresses.hex(address)
                    + " is damaged: it does not point back to the mm_struct at " + Addresses.hex(mm));
        }
        return field.read(memory(), address);
    }

    private GuestMemory memory() {
        return regions.kernel.memory();
    }

    private static boolean isBelow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }
}

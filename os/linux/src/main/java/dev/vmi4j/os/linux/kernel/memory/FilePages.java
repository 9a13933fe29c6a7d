package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.XArray;
import dev.vmi4j.os.linux.kernel.file.OpenFile;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The page cache: which pages of a file are in memory, by {@code address_space.i_pages}. Immutable and thread-safe.
 *
 * <p>Of a folio of several pages that the array holds as one entry, only the first page is told.
 */
public final class FilePages {
    /** A file of 16 GiB in pages of 4 KiB. */
    private static final int LIMIT = 4 << 20;

    /** What is no pointer: a place in swap space, or what the kernel remembers of a page that it gave up. */
    public static final long NO_PAGE = -1;

    private final Kernel kernel;
    private final PageFrames frames;
    private final XArray.Layout nodes;
    private final Field mapping;
    private final Field pages;
    private final Field operations;
    private final OptionalLong sharedMemory;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when its types lack a field that is needed
     */
    public FilePages(Kernel kernel) {
        this.kernel = kernel;
        this.frames = new PageFrames(kernel);
        this.nodes = XArray.Layout.of(kernel.requireTypes());
        this.mapping = StructLayout.of(kernel.requireTypes(), "file").field("f_mapping");
        StructLayout space = StructLayout.of(kernel.requireTypes(), "address_space");
        this.pages = space.field("i_pages.xa_head");
        this.operations = space.field("a_ops");
        this.sharedMemory = kernel.symbols().address("shmem_aops");
    }

    /**
     * The pages of a file.
     *
     * @param file the file
     * @param notes receives why some were left out
     * @return from the number of the page in the file to the guest physical address, or {@link #NO_PAGE}
     * @throws dev.vmi4j.core.error.VmiException when the file's {@code address_space} cannot be read
     */
    public NavigableMap<Long, Long> of(OpenFile file, TableNotes notes) {
        NavigableMap<Long, Long> found = new TreeMap<>();
        long head = pages.read(kernel.memory(), space(file));
        XArray.walk(kernel.memory(), nodes, head, LIMIT, "the cached pages of the file at " + file.address(), notes)
                .forEach(entry -> found.put(entry.index(), address(entry.value())));
        return found;
    }

    /**
     * Whether a file lives in memory and swap space alone, so that what is in neither was never written.
     *
     * @param file the file
     * @return true for files of tmpfs, memfds and shared memory
     * @throws dev.vmi4j.core.error.VmiException when the file's {@code address_space} cannot be read
     */
    public boolean isSharedMemory(OpenFile file) {
        return sharedMemory.isPresent() && operations.read(kernel.memory(), space(file)) == sharedMemory.getAsLong();
    }

    private long address(long entry) {
        return (entry & 1) != 0 ? NO_PAGE : frames.physical(entry).orElse(NO_PAGE);
    }

    private long space(OpenFile file) {
        return mapping.read(kernel.memory(), file.address().value());
    }
}

package dev.vmi4j.os.linux.frame;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.file.Inode;
import dev.vmi4j.os.linux.kernel.file.Vfs;
import dev.vmi4j.os.linux.kernel.memory.PageFrames;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the {@code struct page} of a frame says that it is used for ({@code include/linux/mm_types.h}, {@code
 * page-flags.h}). Immutable and thread-safe.
 */
final class PageUse {
    /** What a frame is that the kernel never gives away: its image, or firmware's. */
    static final String RESERVED = "reserved";

    private static final int MAX_NAME = 128;
    private static final int HIGHEST_ORDER = 10;

    /** Types in the upper byte, as newer kernels name them in {@code enum pagetype}. */
    private static final int TYPE_SHIFT = 24;

    /** Types as cleared bits below a base, as older kernels have them. */
    private static final long OLD_BASE = 0xf000_0000L;

    private static final long OLD_BUDDY = 0x80;
    private static final long OLD_TABLE = 0x200;

    private final Kernel kernel;
    private final GuestMemory memory;
    private final PageFrames frames;
    private final Vfs vfs;
    private final int shift;
    private final Field flags;
    private final Field mapping;
    private final Field head;
    private final Field type;
    private final Field references;
    private final Field order;
    private final Field cache;
    private final Field cacheName;
    private final Field host;
    private final Optional<EnumType> types;
    private final OptionalLong slabFlag;
    private final OptionalLong reservedFlag;

    PageUse(Kernel kernel) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.frames = new PageFrames(kernel);
        this.vfs = Vfs.of(kernel);
        this.shift = kernel.core().architecture().pageShift();
        TypeCatalog catalog = kernel.requireTypes();
        StructLayout page = StructLayout.of(catalog, "page");
        flags = page.field("flags");
        mapping = page.field("mapping");
        head = page.anyOf("compound_head", "compound_info");
        type = page.field("page_type");
        references = page.field("_refcount");
        order = page.field("private");
        cache = StructLayout.find(catalog, "slab")
                .flatMap(slab -> slab.optional("slab_cache"))
                .orElseGet(() -> page.field("slab_cache"));
        cacheName = StructLayout.of(catalog, "kmem_cache").field("name");
        host = StructLayout.of(catalog, "address_space").field("host");
        types = catalog.enumeration("pagetype")
                .filter(found -> found.constant("PGTY_buddy").isPresent());
        Optional<EnumType> bits = catalog.enumeration("pageflags");
        slabFlag = flag(bits, "PG_slab");
        reservedFlag = flag(bits, "PG_reserved");
    }

    /** What a frame is used for; where the kernel sees it is left to the caller. */
    String of(long pa) {
        long page = frames.page(pa);
        long first = headOf(page);
        if (isSlab(first)) {
            return "slab " + cacheOf(first);
        }
        if (isFree(pa)) {
            return "free";
        }
        if (isType(page, "PGTY_table", OLD_TABLE)) {
            return "page table";
        }
        long bits = word(flags, page);
        if (reservedFlag.isPresent() && (bits >> reservedFlag.getAsLong() & 1) != 0) {
            return RESERVED;
        }
        long mapped = mapping.read(memory, first);
        if (mapped != 0 && mapped < 0 && (mapped & 3) == 0) {
            return fileOf(mapped);
        }
        if ((mapped & 1) != 0 && mapped < 0) {
            return "anonymous memory";
        }
        return references.read(memory, first) == 0 ? "free" : "kernel memory";
    }

    private String cacheOf(long slab) {
        long name = cacheName.read(memory, cache.read(memory, slab));
        return GuestText.terminated(memory.readBytes(name, (int) memory.readable(name, MAX_NAME)));
    }

    private String fileOf(long space) {
        long inode = host.read(memory, space);
        if (inode == 0) {
            return "swap cache";
        }
        Inode file = vfs.inode(new Va(inode));
        String name = pathOf(inode).orElse("a file without a name");
        return "file " + name + " (" + file.fileSystemType() + " inode " + file.number() + ")";
    }

    private Optional<String> pathOf(long inode) {
        try {
            return vfs.path(new Va(inode));
        } catch (VmiException _) {
            return Optional.empty();
        }
    }

    private boolean isSlab(long page) {
        return slabFlag.isPresent()
                ? (word(flags, page) >> slabFlag.getAsLong() & 1) != 0
                : isType(page, "PGTY_slab", 0);
    }

    /** A free block is known by its first frame, which holds its order. */
    private boolean isFree(long pa) {
        long frame = pa >>> shift;
        for (int size = 0; size <= HIGHEST_ORDER; size++) {
            long page = frames.page(frame >>> size << size << shift);
            if (memory.readable(page, Long.BYTES) == Long.BYTES
                    && isType(page, "PGTY_buddy", OLD_BUDDY)
                    && order.read(memory, page) >= size) {
                return order.read(memory, page) <= HIGHEST_ORDER;
            }
        }
        return false;
    }

    private boolean isType(long page, String name, long old) {
        long value = type.read(memory, page) & 0xffff_ffffL;
        return types.isPresent()
                ? types.get()
                        .constant(name)
                        .filter(constant -> constant.value() == value >>> TYPE_SHIFT)
                        .isPresent()
                : old != 0 && (value & (OLD_BASE | old)) == OLD_BASE;
    }

    /** The first page of a folio: its address with the lowest bit set, or a mask where all bits above are set. */
    private long headOf(long page) {
        long info = word(head, page);
        if ((info & 1) == 0) {
            return page;
        }
        boolean isMask = ~info >= 0 && ~info < 1L << Integer.SIZE;
        return isMask ? page & info & -2 : info - 1;
    }

    private long word(Field field, long page) {
        return memory.readLong(page + field.offset());
    }

    private static OptionalLong flag(Optional<EnumType> bits, String name) {
        return bits.flatMap(found -> found.constant(name)).stream()
                .mapToLong(constant -> constant.value())
                .findFirst();
    }

    @Override
    public String toString() {
        return "uses of the frames of " + kernel.core() + " by struct page from " + Addresses.hex(frames.page(0));
    }
}

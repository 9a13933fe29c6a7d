package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The kernel's resizable hash table, {@code struct rhashtable}: an array of buckets, or a tree of pages of them, and
 * while it grows a second table. An entry links to the next only, so every entry is remembered to find a cycle.
 */
public final class ResizableTable {
    private static final int LIMIT = 1 << 20;
    private static final int PAGE_SHIFT = 12;

    /** A table grows into one other; more than a few in a row is damage. */
    private static final int GENERATIONS = 4;

    private final Field table;
    private final Field size;
    private final Field nest;
    private final Field future;
    private final Field buckets;

    /**
     * Looks up what the walk needs.
     *
     * @param types the kernel's types
     */
    public ResizableTable(TypeCatalog types) {
        this(StructLayout.of(types, "rhashtable").field("tbl"), StructLayout.of(types, "bucket_table"));
    }

    private ResizableTable(Field table, StructLayout layout) {
        this(table, layout.field("size"), layout.field("nest"), layout.field("future_tbl"), layout.field("buckets"));
    }

    ResizableTable(Field table, Field size, Field nest, Field future, Field buckets) {
        this.table = table;
        this.size = size;
        this.nest = nest;
        this.future = future;
        this.buckets = buckets;
    }

    /**
     * Walks a table.
     *
     * @param kernel whose memory holds it
     * @param address of its {@code struct rhashtable}
     * @param name of the table, for notes
     * @param notes receives why the walk stopped early
     * @return the addresses of the {@code struct rhash_head} of each entry
     */
    public LongStream walk(Kernel kernel, long address, String name, TableNotes notes) {
        return walk(kernel.memory(), kernel.pointerSize(), address, name, notes);
    }

    LongStream walk(GuestMemory memory, int pointerSize, long address, String name, TableNotes notes) {
        return new Walk(memory, pointerSize, name, notes).entries(address);
    }

    private final class Walk {
        private final GuestMemory memory;
        private final int pointerSize;
        private final String name;
        private final TableNotes notes;
        private final Set<Long> seen = new HashSet<>();
        /** Pages of buckets that cannot be read: each fails once. */
        private final Set<Long> unreadable = new HashSet<>();

        private long[] found = new long[16];
        private int count;

        Walk(GuestMemory memory, int pointerSize, String name, TableNotes notes) {
            this.memory = memory;
            this.pointerSize = pointerSize;
            this.name = name;
            this.notes = notes;
        }

        LongStream entries(long address) {
            try {
                long current = table.read(memory, address);
                for (int i = 0; i < GENERATIONS && current != 0; i++) {
                    buckets(current);
                    current = future.read(memory, current);
                }
            } catch (VmiException e) {
                notes.add(name + ": stopped after " + count + " entries: " + e.getMessage());
            }
            return Arrays.stream(found, 0, count);
        }

        private void buckets(long current) {
            long number = size.read(memory, current);
            long nested = nest.read(memory, current);
            if (number > LIMIT || Long.bitCount(number) != 1 || nested > Integer.SIZE) {
                notes.add(name + ": its size, " + number + " buckets, is not believed, so it was not walked");
                return;
            }
            for (long hash = 0; hash < number && count < LIMIT; hash++) {
                chain(
                        nested == 0
                                ? current + buckets.offset() + hash * pointerSize
                                : leaf(current, number, nested, hash));
            }
        }

        /** The address of a bucket's head in a table of tables; 0 when its page was never made. */
        private long leaf(long current, long number, long nested, long hash) {
            int shift = PAGE_SHIFT - Integer.numberOfTrailingZeros(pointerSize);
            long top = memory.readUnsigned(current + buckets.offset(), pointerSize);
            long page = memory.readUnsigned(top + (hash & (1L << nested) - 1) * pointerSize, pointerSize);
            long rest = hash >>> nested;
            for (long left = number >>> nested; page != 0 && left > 1L << shift; left >>>= shift) {
                page = memory.readUnsigned(page + (rest & (1L << shift) - 1) * pointerSize, pointerSize);
                rest >>>= shift;
            }
            return page == 0 ? 0 : page + rest * pointerSize;
        }

        /** Bit 0 of a head is its lock; of a link it marks the end. */
        private void chain(long bucket) {
            if (bucket == 0 || unreadable.contains(bucket >>> PAGE_SHIFT)) {
                return;
            }
            long node;
            try {
                node = memory.readUnsigned(bucket, pointerSize) & ~1L;
            } catch (VmiException e) {
                unreadable.add(bucket >>> PAGE_SHIFT);
                notes.add(name + ": buckets cannot be read: " + e.getMessage());
                return;
            }
            follow(node);
        }

        private void follow(long first) {
            long node = first;
            try {
                while (node != 0 && (node & 1) == 0 && add(node)) {
                    node = memory.readUnsigned(node, pointerSize);
                }
            } catch (VmiException e) {
                notes.add(name + ": a chain breaks off at " + Addresses.hex(node) + ": " + e.getMessage());
            }
        }

        private boolean add(long node) {
            if (!seen.add(node)) {
                notes.add(name + ": the chain at " + Addresses.hex(node) + " runs in a circle");
                return false;
            }
            if (count == LIMIT) {
                notes.add(name + ": stopped after " + LIMIT + " entries");
                return false;
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = node;
            return true;
        }
    }
}

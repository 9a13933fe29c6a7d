package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Hash tables whose buckets are heads of {@code struct hlist_node} or {@code struct hlist_nulls_node} chains. An entry is
 * trusted only when its {@code pprev} points back at the link that led to it; so no entry is met twice and no cycle can
 * hold the walk. For one thread.
 */
public final class HashChains {
    /** The most entries of one table. */
    static final int LIMIT = 1 << 22;

    private static final long PAGE = 4096;

    private final GuestMemory memory;
    private final int pointerSize;
    private final String name;
    private final TableNotes notes;
    private OptionalLong unreadable = OptionalLong.empty();
    private int entries;

    private HashChains(GuestMemory memory, int pointerSize, String name, TableNotes notes) {
        this.memory = memory;
        this.pointerSize = pointerSize;
        this.name = name;
        this.notes = notes;
    }

    /**
     * Walks a table.
     *
     * @param kernel whose memory holds it
     * @param first address of the first bucket's head, a pointer
     * @param buckets the number of buckets
     * @param stride the distance from one head to the next
     * @param name of the table, for notes
     * @param notes receives why a chain was left early
     * @return the addresses of the nodes, bucket by bucket, lazily
     */
    public static LongStream walk(Kernel kernel, long first, long buckets, long stride, String name, TableNotes notes) {
        return walk(kernel.memory(), kernel.pointerSize(), first, buckets, stride, name, notes);
    }

    static LongStream walk(
            GuestMemory memory, int pointerSize, long first, long buckets, long stride, String name, TableNotes notes) {
        HashChains chains = new HashChains(memory, pointerSize, name, notes);
        return LongStream.range(0, chains.bounded(buckets)).flatMap(i -> chains.chain(first + i * stride));
    }

    private long bounded(long buckets) {
        if (buckets < 0 || buckets > LIMIT) {
            notes.add(name + ": its size, " + Long.toUnsignedString(buckets) + " buckets, is not believed; the first "
                    + LIMIT + " were walked");
            return LIMIT;
        }
        return buckets;
    }

    /** A page that cannot be read fails once, not for each of its buckets. */
    private LongStream chain(long bucket) {
        if (unreadable.isPresent() && unreadable.getAsLong() == (bucket & -PAGE)) {
            return LongStream.empty();
        }
        long node;
        try {
            node = memory.readUnsigned(bucket, pointerSize);
        } catch (VmiException _) {
            unreadable = OptionalLong.of(bucket & -PAGE);
            notes.add(name + ": the buckets in the page at " + Addresses.hex(bucket & -PAGE) + " cannot be read");
            return LongStream.empty();
        }
        return isEnd(node) ? LongStream.empty() : follow(bucket, node);
    }

    private LongStream follow(long bucket, long first) {
        LongStream.Builder chain = LongStream.builder();
        long link = bucket;
        try {
            for (long node = first; !isEnd(node); node = memory.readUnsigned(link, pointerSize)) {
                if (!mayTake(link, node)) {
                    break;
                }
                chain.add(node);
                link = node;
            }
        } catch (VmiException _) {
            notes.add(name + ": a chain breaks off after a link in the page at " + Addresses.hex(link & -PAGE)
                    + ", which leads to no readable entry");
        }
        return chain.build();
    }

    private boolean mayTake(long link, long node) {
        if (memory.readUnsigned(node + pointerSize, pointerSize) != link) {
            notes.add(name + ": a chain breaks off at an entry in the page at " + Addresses.hex(node & -PAGE)
                    + ", which does not point back at the link that led to it");
            return false;
        }
        if (++entries > LIMIT) {
            notes.add(name + ": stopped after " + LIMIT + " entries");
            return false;
        }
        return true;
    }

    /** Null ends a {@code hlist}, an odd value a {@code hlist_nulls}. */
    private static boolean isEnd(long node) {
        return node == 0 || (node & 1) != 0;
    }
}

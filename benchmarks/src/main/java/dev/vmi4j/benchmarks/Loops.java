package dev.vmi4j.benchmarks;

import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The loops that are measured, each over a part of a set of addresses. A sum of all answers comes back, so that nothing
 * is optimised away and C can be seen to do the same work.
 */
final class Loops {
    static final int PAGE = 4096;

    private Loops() {}

    static long lookup(AddressSpace space, long[] addresses, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += space.lookup(addresses[i]);
        }
        return sum;
    }

    /** Reads where an address translates, and counts 1 where it does not. */
    static long readLong(AddressSpace space, long[] addresses, int from, int count) {
        PhysicalMemory memory = space.physicalMemory();
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            long pa = space.lookup(addresses[i]);
            sum += pa < 0 ? 1 : memory.readLong(pa);
        }
        return sum;
    }

    /** Reads through the address space's own reading method; every address must translate. */
    static long readMapped(AddressSpace space, long[] addresses, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += space.readLong(addresses[i]);
        }
        return sum;
    }

    /** The yardstick of a cached translation: frames by page number, with nothing to check. */
    static long array(long[] frames, long[] addresses, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            long va = addresses[i];
            sum += frames[(int) (va >>> 12) & frames.length - 1] | va & PAGE - 1;
        }
        return sum;
    }

    /** The same with a tag that is compared: what a cache does that knows one address space and one thread. */
    static long taggedArray(long[] slots, long[] addresses, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            long va = addresses[i];
            int at = ((int) (va >>> 12) << 1) & slots.length - 1;
            sum += slots[at] == va >>> 12 ? slots[at + 1] | va & PAGE - 1 : -1;
        }
        return sum;
    }

    /**
     * Look-ups of which each waits for the answer of the one before, as along a list of the guest's.
     *
     * @param zero 0, which the compiler does not know
     */
    static long lookupChain(AddressSpace space, long[] addresses, int from, int count, int zero) {
        long sum = 0;
        long pa = 0;
        for (int i = from; i < from + count; i++) {
            pa = space.lookup(addresses[i + ((int) pa & zero)]);
            sum += pa;
        }
        return sum;
    }

    /** The same through the yardstick. */
    static long arrayChain(long[] frames, long[] addresses, int from, int count, int zero) {
        long sum = 0;
        long pa = 0;
        for (int i = from; i < from + count; i++) {
            long va = addresses[i + ((int) pa & zero)];
            pa = frames[(int) (va >>> 12) & frames.length - 1] | va & PAGE - 1;
            sum += pa;
        }
        return sum;
    }

    /** Copies pages one after the other into a buffer of one page. */
    static long copy(PhysicalMemory memory, long base, MemorySegment page, long from, int count) {
        long sum = 0;
        for (long i = from; i < from + count; i++) {
            memory.read(base + i * PAGE, page, 0, PAGE);
            sum += page.get(ValueLayout.JAVA_BYTE, i & PAGE - 1) & 0xff;
        }
        return sum;
    }
}

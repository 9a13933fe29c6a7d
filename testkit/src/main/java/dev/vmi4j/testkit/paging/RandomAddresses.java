package dev.vmi4j.testkit.paging;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Random virtual addresses inside, at the edges of and around mapped pages, canonical or not, with where each lies
 * according to the builder's map. Allocates little, so that millions can be compared.
 */
public final class RandomAddresses {
    private final EntryEncoder encoder;
    private final BuiltPage[] pages;
    private final Random random;
    private final int bits;

    /**
     * Begins a sequence.
     *
     * @param encoder says which addresses are canonical
     * @param pages what is mapped, ascending by unsigned virtual address, not empty
     * @param seed of the random numbers
     */
    public RandomAddresses(EntryEncoder encoder, List<BuiltPage> pages, long seed) {
        this.encoder = encoder;
        this.pages = pages.toArray(BuiltPage[]::new);
        this.random = new Random(seed);
        EntryEncoder.Level top = encoder.levels().getFirst();
        this.bits = top.shift() + top.indexBits();
    }

    /**
     * The next address.
     *
     * @return any virtual address
     */
    public long next() {
        BuiltPage page = pages[random.nextInt(pages.length)];
        long inside = page.va() + (random.nextLong() & page.size() - 1);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> inside;
            case 5 -> page.va();
            case 6 -> page.last();
            case 7 -> page.va() - 1;
            case 8 -> page.last() + 1;
            case 9 -> inside + page.size() * (random.nextInt(9) - 4);
            case 10 -> bits == 64 ? inside : inside ^ 1L << bits + random.nextInt(64 - bits);
            default -> random.nextBoolean() ? random.nextLong() : random.nextLong() >> random.nextInt(40);
        };
    }

    /**
     * Where an address lies, from the builder's map alone.
     *
     * @param va any virtual address
     * @return guest physical address, or -1 when it is not mapped
     */
    public long translate(long va) {
        OptionalLong canonical = encoder.canonical(va);
        if (canonical.isEmpty()) {
            return -1;
        }
        long address = canonical.getAsLong();
        int low = 0;
        int high = pages.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (pages[middle].contains(address)) {
                return pages[middle].translate(address);
            }
            if (Long.compareUnsigned(pages[middle].va(), address) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}

package dev.vmi4j.benchmarks;

import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.MappingCursor;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/** Draws virtual addresses of an address space at random, the same ones for the same seed. */
final class AddressSets {
    private static final int PAGE_SHIFT = 12;
    private static final int PAGES_LIMIT = 1 << 24;

    private final AddressSpace space;
    private final SplittableRandom random;

    AddressSets(AddressSpace space, long seed) {
        this.space = space;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Addresses at random over all mapped pages of 4 KiB (larger ones count as many), about half of them changed in one
     * random bit so that they do not translate: at any level, some of them not even canonical.
     */
    long[] mixed(int count, LongPredicate wanted) {
        long[] pages = pages(wanted);
        long[] addresses = new long[count];
        for (int i = 0; i < count; i++) {
            long mapped = pages[random.nextInt(pages.length)] | random.nextInt(512) * 8L;
            addresses[i] = random.nextBoolean() ? mapped : spoiled(mapped);
        }
        return addresses;
    }

    /** Addresses at random over a few neighbouring mapped pages, as reads of one structure after the other touch them. */
    long[] hot(int count, int pageCount) {
        long[] pages = pages(va -> va < 0);
        int neighbours = Math.min(pages.length, pageCount);
        int first = random.nextInt(pages.length - neighbours + 1);
        long[] addresses = new long[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = pages[first + random.nextInt(neighbours)] | random.nextInt(512) * 8L;
        }
        return addresses;
    }

    private long spoiled(long mapped) {
        while (true) {
            long other = mapped ^ 1L << random.nextInt(PAGE_SHIFT, 64);
            if (space.lookup(other) < 0) {
                return other;
            }
        }
    }

    /** Every mapped page; neighbours that map the same page frame (aliases, as of Linux' espfix area) count once. */
    private long[] pages(LongPredicate wanted) {
        long[] pages = new long[1024];
        int count = 0;
        long before = -1;
        for (MappingCursor cursor = space.mappings(); cursor.hasNext(); ) {
            Mapping mapping = cursor.next();
            if (!wanted.test(mapping.va().value()) || mapping.pa().value() == before || !inMemory(mapping)) {
                continue;
            }
            before = mapping.pa().value();
            for (long at = 0; at < mapping.size() && count < PAGES_LIMIT; at += 1L << PAGE_SHIFT) {
                pages = count == pages.length ? Arrays.copyOf(pages, count * 2) : pages;
                pages[count++] = mapping.va().value() + at;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException(
                    "the page tables at " + space.root() + " map nothing of the wanted kind");
        }
        return Arrays.copyOf(pages, count);
    }

    /** Whether the image holds the page: mapped device registers can be translated but not read. */
    private boolean inMemory(Mapping mapping) {
        return space.physicalMemory().readable(mapping.pa().value(), mapping.size()) == mapping.size();
    }
}

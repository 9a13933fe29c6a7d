package dev.vmi4j.testkit.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up what to map, from a seed: clusters of neighbouring pages of every size with gaps between, at both ends of the
 * address space and at the borders of upper-level entries, with random rights on every level.
 */
public final class RandomLayout {
    private final EntryEncoder encoder;
    private final PageTableBuilder builder;
    private final Random random;
    private final List<EntryEncoder.Level> leafLevels;

    private RandomLayout(EntryEncoder encoder, PageTableBuilder builder, long seed) {
        this.encoder = encoder;
        this.builder = builder;
        this.random = new Random(seed);
        this.leafLevels =
                encoder.levels().stream().filter(EntryEncoder.Level::leaves).toList();
    }

    /**
     * Maps random pages.
     *
     * @param encoder the encoder of the builder
     * @param builder an empty builder
     * @param seed of the random numbers
     * @param clusters how many groups of neighbouring pages to try to map
     */
    public static void fill(EntryEncoder encoder, PageTableBuilder builder, long seed, int clusters) {
        new RandomLayout(encoder, builder, seed).fill(clusters);
    }

    private void fill(int clusters) {
        builder.tableRights(this::mostlyAll);
        for (long corner : corners()) {
            leafLevels.forEach(level -> cluster(corner & -(1L << level.shift()), level, 1));
        }
        for (int i = 0; i < clusters; i++) {
            EntryEncoder.Level level = leafLevels.get(random.nextInt(leafLevels.size()));
            cluster(start(level), level, 1 + random.nextInt(24));
        }
    }

    /** First and last addresses of the space and of its halves. */
    private List<Long> corners() {
        EntryEncoder.Level top = encoder.levels().getFirst();
        int bits = top.shift() + top.indexBits();
        List<Long> corners = new ArrayList<>();
        for (long va : new long[] {0, (1L << bits - 1) - 1, 1L << bits - 1, (1L << bits) - 1}) {
            corners.add(extend(va, bits));
        }
        return corners;
    }

    /** Anywhere, near another page, or just before the border of an upper entry. */
    private long start(EntryEncoder.Level level) {
        EntryEncoder.Level top = encoder.levels().getFirst();
        int bits = top.shift() + top.indexBits();
        long size = 1L << level.shift();
        long va = random.nextLong() & (1L << bits) - 1 & -size;
        List<BuiltPage> pages = builder.pages();
        switch (random.nextInt(4)) {
            case 0 -> {
                BuiltPage near = pages.get(random.nextInt(pages.size()));
                va = near.last() + 1 & -size;
            }
            case 1 -> {
                EntryEncoder.Level upper =
                        encoder.levels().get(random.nextInt(encoder.levels().size()));
                va = (va | (1L << upper.shift()) - 1) - size * random.nextInt(8) & -size;
            }
            default -> {}
        }
        return extend(va & (1L << bits) - 1, bits);
    }

    private void cluster(long first, EntryEncoder.Level level, int length) {
        long size = 1L << level.shift();
        long va = first;
        for (int i = 0; i < length; i++, va += size) {
            boolean gap = length > 1 && random.nextInt(5) == 0;
            if (!gap && isCanonical(va) && builder.isFree(va, size)) {
                builder.map(va, frame(level), size, rights(), marks());
            }
        }
    }

    private boolean isCanonical(long va) {
        return encoder.canonical(va).isPresent() && encoder.canonical(va).getAsLong() == va;
    }

    private long frame(EntryEncoder.Level level) {
        long mask = (1L << level.leafBits()) - 1 & -(1L << level.shift());
        return switch (random.nextInt(10)) {
            case 0 -> mask;
            case 1 -> 0;
            default -> random.nextLong() & mask;
        };
    }

    /** The canonical form of the translated bits, found by trying what the encoder accepts. */
    private long extend(long low, int bits) {
        if (bits == 64 || encoder.canonical(low).isPresent()) {
            return low;
        }
        return low | -1L << bits;
    }

    private PageRights mostlyAll() {
        return random.nextInt(3) == 0 ? rights() : PageRights.ALL;
    }

    private PageRights rights() {
        return new PageRights(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    }

    private PageMarks marks() {
        return new PageMarks(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    }
}

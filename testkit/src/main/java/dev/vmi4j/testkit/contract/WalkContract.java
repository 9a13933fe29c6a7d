package dev.vmi4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.FaultReason;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.paging.PageAttributes;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.core.paging.WalkLimitException;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.BuiltPage;
import dev.vmi4j.testkit.paging.EntryEncoder;
import dev.vmi4j.testkit.paging.PageMarks;
import dev.vmi4j.testkit.paging.PageRights;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import dev.vmi4j.testkit.paging.RandomAddresses;
import dev.vmi4j.testkit.paging.RandomLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PagingMode} does: walks compared with a {@link PageTableBuilder}'s own map, and hostile tables.
 * Extended by a test of each mode.
 */
public abstract class WalkContract {
    private static final long[] SEEDS = {1, 2, 3};
    private static final int ADDRESSES = 350_000;
    private static final int CLUSTERS = 120;
    private static final int TABLE_LIMIT = 300;

    /** For the tests that extend it. */
    protected WalkContract() {}

    /**
     * The mode under test.
     *
     * @return the mode
     */
    protected abstract PagingMode mode();

    /**
     * Writes the mode's entries without knowing the mode.
     *
     * @return the encoder
     */
    protected abstract EntryEncoder encoder();

    @Test
    void lookupsAgreeWithTheBuilderMapped() {
        for (long seed : SEEDS) {
            Built built = build(seed);
            checkLookups(built, built.memory().mapped(), seed);
        }
    }

    @Test
    void lookupsAgreeWithTheBuilderPaged() {
        Built built = build(4);
        checkLookups(built, built.memory().paged(built.memory().source(14), 256), 4);
    }

    @Test
    void walksSayWhatIsMappedAndWhyNot() {
        for (long seed : SEEDS) {
            Built built = build(seed);
            AddressSpace space = space(built, built.memory().mapped());
            RandomAddresses addresses =
                    new RandomAddresses(encoder(), built.builder().pages(), seed + 100);
            for (int i = 0; i < 10_000; i++) {
                checkWalk(built, space, addresses.next(), seed);
            }
        }
    }

    @Test
    void mappingsAreThoseOfTheBuilder() {
        for (long seed : SEEDS) {
            Built built = build(seed);
            MappingCursor cursor = space(built, built.memory().mapped()).mappings();
            List<String> found = cursor.stream().map(WalkContract::describe).toList();
            assertThat(found)
                    .as("seed %d", seed)
                    .isEqualTo(built.builder().pages().stream()
                            .map(WalkContract::describe)
                            .toList());
            assertThat(cursor.unreadable()).isEmpty();
            assertThat(cursor.malformed()).isEmpty();
            assertThat(cursor.hasNext()).isFalse();
        }
    }

    @Test
    void aTableThatTheSourceLacksIsAGap() {
        for (int depth = 0; depth < encoder().levels().size() - 1; depth++) {
            Built built = build(5);
            BuiltPage page = deepest(built);
            long absent = absentTable(depth + 1);
            built.builder().forge(page.va(), depth, encoder().table(depth, absent, PageRights.ALL));
            AddressSpace space = space(built, built.memory().mapped());
            checkGap(built, space, page, depth, absent);
        }
    }

    @Test
    void aMissingRootIsAGap() {
        long absent = absentTable(0);
        SyntheticMemory memory = memory();
        AddressSpace space = AddressSpace.of(memory.mapped(), mode(), new Pa(absent));
        long va = canonical(0);
        assertThat(space.lookup(va)).isNegative();
        assertThat(space.walk(new Va(va)).outcome()).isEqualTo(new PageWalk.Faulted(FaultReason.MISSING_TABLE));
        MappingCursor cursor = space.mappings();
        assertThat(cursor.hasNext()).isFalse();
        assertThat(cursor.unreadable()).extracting(MappingCursor.Gap::address).containsExactly(new Pa(absent));
    }

    @Test
    void tablesThatLeadBackToTheRootEnd() {
        for (int depth = 0; depth < encoder().levels().size(); depth++) {
            Built built = build(6);
            long root = built.builder().root().value();
            built.builder().forge(deepest(built).va(), depth, encoder().table(depth, root, PageRights.ALL));
            checkEnds(built, built.memory(), 6);
        }
    }

    @Test
    void aRootFullOfItselfEnds() {
        Built built = build(7);
        EntryEncoder.Level top = encoder().levels().getFirst();
        for (long index = 0; index < 1L << top.indexBits(); index++) {
            long entry = encoder().table(0, built.builder().root().value(), PageRights.ALL);
            built.builder().forge(index << top.shift(), 0, entry);
        }
        checkEnds(built, built.memory(), 7);
    }

    @Test
    void randomTablesEnd() {
        for (long seed : SEEDS) {
            Built built = build(seed);
            Random random = new Random(seed);
            built.memory().runs().forEach(run -> {
                byte[] noise = new byte[(int) run.bytes().byteSize()];
                random.nextBytes(noise);
                built.memory().put(run.start(), noise);
            });
            checkEnds(built, built.memory(), seed);
        }
    }

    private record Built(SyntheticMemory memory, PageTableBuilder builder) {}

    private Built build(long seed) {
        SyntheticMemory memory = memory();
        PageTableBuilder builder = new PageTableBuilder(encoder(), memory);
        RandomLayout.fill(encoder(), builder, seed, CLUSTERS);
        return new Built(memory, builder);
    }

    private static SyntheticMemory memory() {
        return SyntheticMemory.heap(
                new MemoryRange(0x10000, 0x30000),
                new MemoryRange(0x100_0000, 0x80_0000),
                new MemoryRange(0x1_4000_0000L, 0x40_0000));
    }

    private AddressSpace space(Built built, PhysicalMemory memory) {
        return AddressSpace.of(memory, mode(), built.builder().root());
    }

    private void checkLookups(Built built, PhysicalMemory memory, long seed) {
        AddressSpace plain = space(built, memory);
        AddressSpace cached = plain.cached(Tlb.counting(mode(), 512));
        RandomAddresses addresses =
                new RandomAddresses(encoder(), built.builder().pages(), seed);
        long hits = 0;
        for (int i = 0; i < ADDRESSES; i++) {
            long va = addresses.next();
            long expected = addresses.translate(va);
            long first = plain.lookup(va);
            long second = cached.lookup(va);
            if (first != expected || second != expected) {
                throw new AssertionError("seed " + seed + ": " + Addresses.hex(va) + " is at " + Addresses.hex(expected)
                        + ", the walk says " + Addresses.hex(first) + ", the TLB " + Addresses.hex(second));
            }
            hits += expected >= 0 ? 1 : 0;
        }
        assertThat(hits).isBetween(ADDRESSES / 4L, ADDRESSES - ADDRESSES / 8L);
    }

    private void checkWalk(Built built, AddressSpace space, long va, long seed) {
        Optional<BuiltPage> truth = built.builder().page(va);
        PageWalk walk = space.walk(new Va(va));
        String where = "seed " + seed + ", " + Addresses.hex(va);
        assertThat(walk.mapping().map(WalkContract::describe)).as(where).isEqualTo(truth.map(WalkContract::describe));
        if (truth.isEmpty()) {
            FaultReason reason =
                    encoder().canonical(va).isEmpty() ? FaultReason.NOT_CANONICAL : FaultReason.NOT_PRESENT;
            assertThat(walk.outcome()).as(where).isEqualTo(new PageWalk.Faulted(reason));
        }
        assertThat(walk.steps().size())
                .as(where)
                .isEqualTo(
                        truth.map(page -> page.depth() + 1).orElse(walk.steps().size()));
    }

    private void checkGap(Built built, AddressSpace space, BuiltPage page, int depth, long absent) {
        long size = 1L << encoder().levels().get(depth).shift();
        assertThat(space.lookup(page.va())).isNegative();
        assertThat(space.walk(new Va(page.va())).outcome()).isEqualTo(new PageWalk.Faulted(FaultReason.MISSING_TABLE));
        MappingCursor cursor = space.mappings();
        List<String> left = cursor.stream().map(WalkContract::describe).toList();
        List<String> expected = built.builder().pages().stream()
                .filter(other -> (other.va() & -size) != (page.va() & -size))
                .map(WalkContract::describe)
                .toList();
        assertThat(left).isEqualTo(expected);
        assertThat(cursor.unreadable())
                .containsExactly(new MappingCursor.Gap(new Va(page.va() & -size), size, new Pa(absent)));
    }

    /** Everything that reads tables ends, with an answer or with an error of our own. */
    private void checkEnds(Built built, SyntheticMemory memory, long seed) {
        AddressSpace space = space(built, memory.mapped());
        AddressSpace cached = space.cached(Tlb.uncounted(mode(), 64));
        RandomAddresses addresses =
                new RandomAddresses(encoder(), built.builder().pages(), seed);
        for (int i = 0; i < 2_000; i++) {
            Va va = new Va(addresses.next());
            PageWalk walk = space.walk(va);
            long pa = space.lookup(va.value());
            assertThat(cached.lookup(va.value())).isEqualTo(pa);
            assertThat(walk.mapping().map(found -> found.translate(va).value()).orElse(-1L))
                    .isEqualTo(pa);
            assertThat(walk.steps()).hasSizeLessThanOrEqualTo(mode().levels().size());
            readOrFail(space, va.value());
        }
        enumerate(space);
    }

    private static void readOrFail(AddressSpace space, long va) {
        try {
            space.readLong(va);
            space.readUtf8(va, 300);
        } catch (VmiException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void enumerate(AddressSpace space) {
        MappingCursor cursor = space.mappings(TABLE_LIMIT);
        List<Mapping> found = new ArrayList<>();
        try {
            while (cursor.hasNext()) {
                found.add(cursor.next());
            }
        } catch (WalkLimitException e) {
            assertThat(e.tables()).isEqualTo(TABLE_LIMIT);
            assertThat(e.root()).isEqualTo(space.root());
        }
        assertThat(found.size()).isLessThanOrEqualTo(TABLE_LIMIT << 13);
    }

    /** A page with the most tables above it. */
    private BuiltPage deepest(Built built) {
        int last = encoder().levels().size() - 1;
        return built.builder().pages().stream()
                .filter(page -> page.depth() == last)
                .findFirst()
                .orElseThrow();
    }

    private long absentTable(int depth) {
        long size =
                (long) encoder().entrySize() << encoder().levels().get(depth).indexBits();
        long end = 1L << Math.min(encoder().tableBits(), 40);
        return end - Math.max(size, mode().rootAlignment());
    }

    private long canonical(long low) {
        EntryEncoder.Level top = encoder().levels().getFirst();
        return encoder().canonical(low).isPresent() ? low : low | -1L << top.shift() + top.indexBits();
    }

    private static String describe(Mapping mapping) {
        PageAttributes attributes = mapping.attributes();
        return describe(
                mapping.va().value(),
                mapping.pa().value(),
                mapping.size(),
                attributes.supervisor(),
                attributes.user(),
                new PageMarks(attributes.global(), attributes.accessed(), attributes.dirty()));
    }

    private static String describe(BuiltPage page) {
        MemoryAccess access = MemoryAccess.of(
                1 + (page.rights().write() ? 2 : 0) + (page.rights().execute() ? 4 : 0));
        MemoryAccess user = page.rights().user() ? access : MemoryAccess.NONE;
        return describe(page.va(), page.pa(), page.size(), access, user, page.marks());
    }

    private static String describe(
            long va, long pa, long size, MemoryAccess supervisor, MemoryAccess user, PageMarks marks) {
        return Addresses.hex(va) + " -> " + Addresses.hex(pa) + " size " + Addresses.hex(size) + " supervisor "
                + supervisor + " user " + user + " " + marks;
    }
}

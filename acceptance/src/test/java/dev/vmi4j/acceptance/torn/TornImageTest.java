package dev.vmi4j.acceptance.torn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.vmi4j.acceptance.torn.TornMemory.Damage;
import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.GuestSystemProvider.Found;
import dev.vmi4j.core.os.GuestSystemProvider.NotFound;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.os.linux.LinuxProvider;
import dev.vmi4j.os.linux.LinuxSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of the bundled image, or of the one that the property {@code vmi4j.torn.image} names, with a hundredth of its
 * pages zeroed or replaced at random. The kernel was found, and its types are known, from before.
 */
final class TornImageTest {
    private static final String IMAGE = System.getProperty("vmi4j.torn.image", "../samples/linux-6.1-amd64.raw.zst");
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("vmi4j.torn.seconds", 60));
    private static final int MOST_PAGES_OF_TYPES = 4096;

    private static TornMemory memory;
    private static GuestSystem system;

    /** The types and what the kernel was found by: they could as well come from a file. */
    private static BitSet spared;

    private static final long SEED = Long.getLong("vmi4j.torn.seed", System.nanoTime());

    @BeforeAll
    static void read() {
        try (MemoryImage image = MemoryImage.open(Path.of(IMAGE), ImageOptions.DEFAULT)) {
            memory = new TornMemory(image.memory());
        }
        system = detect().orElseThrow();
        spared = typePages();
    }

    @AfterAll
    static void close() {
        memory.close();
    }

    static Stream<Arguments> tables() {
        return Stream.of(Damage.values())
                .flatMap(damage -> system.tables().stream().map(table -> Arguments.of(table.name(), damage)));
    }

    /** What no torn page bears on is as in the intact image: pages that the walk itself needs are spared here. */
    @ParameterizedTest
    @MethodSource("tables")
    void rowsThatNoTornPageBearsOnStayRight(String name, Damage damage) {
        compare(system.table(name).orElseThrow(), damage);
    }

    private static <R> void compare(Table<R> table, Damage damage) {
        memory.mend();
        List<List<Cell>> expected = new ArrayList<>();
        List<BitSet> reads = new ArrayList<>();
        system.core().newEpoch();
        memory.takeRead();
        List<R> rows = rows(table, new TableNotes());
        BitSet walk = memory.takeRead();
        for (R row : rows) {
            system.core().newEpoch();
            expected.add(cells(table, row));
            reads.add(memory.takeRead());
        }
        walk.or(spared);
        if (!reads.isEmpty()) {
            walk.or(reads.getFirst());
        }
        memory.tear(SEED, damage, walk);
        system.core().newEpoch();
        List<R> torn = rows(table, new TableNotes());
        assertThat(torn).as("rows of %s, seed %d", table.name(), SEED).hasSameSizeAs(rows);
        for (int i = 0; i < torn.size(); i++) {
            system.core().newEpoch();
            List<Cell> found = cells(table, torn.get(i));
            if (!memory.isTorn(reads.get(i))) {
                assertThat(found)
                        .as("row %d of %s, seed %d", i, table.name(), SEED)
                        .isEqualTo(expected.get(i));
            }
        }
    }

    /** Any page may be torn: it ends, with our own errors alone, and says so when there is nothing. */
    @ParameterizedTest
    @MethodSource("tables")
    void everyTableEnds(String name, Damage damage) {
        memory.mend();
        system.core().newEpoch();
        Table<?> table = system.table(name).orElseThrow();
        int intact = count(table, new TableNotes());
        for (int round = 0; round < 3; round++) {
            long seed = SEED + round;
            memory.tear(seed, damage, spared);
            system.core().newEpoch();
            TableNotes notes = new TableNotes();
            int found = assertTimeoutPreemptively(
                    PATIENCE, () -> countOrNote(table, notes), () -> name + " does not end, seed " + seed);
            assertThat(found).as("rows of %s, seed %d", name, seed).isLessThan(10 * intact + 1000);
            if (found == 0) {
                assertThat(notes.all()).as("notes of %s, seed %d", name, seed).isNotEmpty();
            }
        }
    }

    /** A kernel that is looked for in a torn image is found or not, and if it is, its tables end. */
    @ParameterizedTest
    @MethodSource("damages")
    void detectionEnds(Damage damage) {
        for (int round = 0; round < 2; round++) {
            long seed = SEED + round;
            memory.tear(seed, damage, new BitSet());
            Optional<GuestSystem> found = assertTimeoutPreemptively(
                    PATIENCE, TornImageTest::detect, () -> "detection does not end, seed " + seed);
            found.ifPresent(kernel -> kernel.tables()
                    .forEach(table -> assertTimeoutPreemptively(
                            PATIENCE,
                            () -> countOrNote(table, new TableNotes()),
                            () -> table.name() + " does not end, seed " + seed)));
        }
    }

    static Stream<Damage> damages() {
        return Stream.of(Damage.values());
    }

    private static int countOrNote(Table<?> table, TableNotes notes) {
        try {
            return count(table, notes);
        } catch (VmiException e) {
            notes.add(String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private static <R> int count(Table<R> table, TableNotes notes) {
        List<R> rows = rows(table, notes);
        rows.forEach(row -> cells(table, row));
        return rows.size();
    }

    private static <R> List<R> rows(Table<R> table, TableNotes notes) {
        try (Stream<R> rows = table.rows(notes)) {
            return rows.toList();
        }
    }

    private static <R> List<Cell> cells(Table<R> table, R row) {
        List<Cell> cells = new ArrayList<>();
        for (Column<R> column : table.columns()) {
            cells.add(column.cell(row));
        }
        return cells;
    }

    private static Optional<GuestSystem> detect() {
        var source = new GuestSystemProvider.Source(memory, List.of(Amd64.INSTANCE), List.of(), SessionStore.NONE);
        return switch (new LinuxProvider().detect(source)) {
            case Found(GuestSystem kernel) -> Optional.of(kernel);
            case NotFound _ -> Optional.empty();
        };
    }

    private static BitSet typePages() {
        BitSet pages = new BitSet();
        var symbols = ((LinuxSystem) system).symbols();
        long start = symbols.address("__start_BTF").orElseThrow();
        long end = symbols.address("__stop_BTF").orElseThrow();
        for (int i = 0; i < MOST_PAGES_OF_TYPES && start + i * 4096L < end + 4096; i++) {
            pages.set((int)
                    (system.kernelSpace().translate(new Va(start + i * 4096L)).value() >>> 12));
        }
        return pages;
    }
}

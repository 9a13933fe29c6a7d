package dev.vmi4j.acceptance.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.GuestSystemProvider.Found;
import dev.vmi4j.core.os.KernelModule;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.Truth;
import dev.vmi4j.lab.archive.TarGz;
import dev.vmi4j.os.linux.LinuxProvider;
import dev.vmi4j.os.linux.LinuxSystem;
import dev.vmi4j.symbols.type.StructLayout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A module of the bundled guest that was taken out of some of the places where the kernel keeps its modules, as code that
 * hides does it; the image itself stays as it is. Which modules there are is what the guest's {@code /proc/modules} says.
 */
final class HiddenModuleTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final List<String> EVERYWHERE = List.of("list", "kset", "areas", "memory");
    private static final int POINTER = Long.BYTES;

    /** {@code latch_tree_root} holds two trees of the same nodes. */
    private static final int TREES = 2;

    private static CopiedMemory memory;
    private static LinuxSystem system;
    private static List<String> told;

    @BeforeAll
    static void copy(@TempDir Path folder) throws IOException {
        try (InputStream truth =
                new BufferedInputStream(Files.newInputStream(SAMPLES.resolve("linux-6.1-amd64.truth.tar.gz")))) {
            TarGz.unpack(truth, folder);
        }
        told = new Truth(folder.resolve("truth"))
                .text("proc/modules")
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(told).hasSizeGreaterThan(2);
        try (MemoryImage image = MemoryImage.open(SAMPLES.resolve("linux-6.1-amd64.raw.zst"), ImageOptions.DEFAULT)) {
            memory = new CopiedMemory(image.memory());
        }
        var source = new GuestSystemProvider.Source(memory, List.of(Amd64.INSTANCE), List.of(), SessionStore.NONE);
        system = (LinuxSystem) ((Found) new LinuxProvider().detect(source)).system();
    }

    @AfterEach
    void restore() {
        memory.restore();
    }

    @AfterAll
    static void close() {
        memory.close();
    }

    @Test
    void nothingHidesInTheBundledGuest() {
        assertThat(modules()).containsExactlyEntriesOf(expected(List.of(), EVERYWHERE));
    }

    @Test
    void aModuleThatLeftTheListShows() {
        for (String name : told) {
            unlink(module(name) + moduleLayout().offset("list"));
            assertThat(modules().get(name)).as(name).containsExactly("kset", "areas", "memory");
        }
        assertThat(modules()).containsExactlyInAnyOrderEntriesOf(expected(told, List.of("kset", "areas", "memory")));
    }

    @Test
    void aModuleThatLeftTheListAndTheKsetShows() {
        String name = told.get(1);
        hideFromKset(name);
        unlink(module(name) + moduleLayout().offset("list"));
        assertThat(modules()).containsExactlyInAnyOrderEntriesOf(expected(List.of(name), List.of("areas", "memory")));
    }

    @Test
    void aModuleThatLeftTheKsetShows() {
        String name = told.getFirst();
        hideFromKset(name);
        assertThat(modules()).containsExactlyEntriesOf(expected(List.of(name), List.of("list", "areas", "memory")));
    }

    @Test
    void aModuleThatLeftTheTreeShows() {
        String name = hideLeafFromTree();
        assertThat(modules()).containsExactlyEntriesOf(expected(List.of(name), List.of("list", "kset", "memory")));
    }

    @Test
    void aModuleThatLeftTheListAndTheTreeShows() {
        String name = hideLeafFromTree();
        unlink(module(name) + moduleLayout().offset("list"));
        assertThat(modules()).containsExactlyInAnyOrderEntriesOf(expected(List.of(name), List.of("kset", "memory")));
    }

    @Test
    void aModuleThatLeftEverythingShows() {
        String name = hideLeafFromTree();
        hideFromKset(name);
        unlink(module(name) + moduleLayout().offset("list"));
        assertThat(modules()).containsExactlyInAnyOrderEntriesOf(expected(List.of(name), List.of("memory")));
    }

    /** The modules in the guest's order, each with where it is found. */
    private static Map<String, List<String>> expected(List<String> hidden, List<String> evidence) {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        told.forEach(name -> expected.put(name, hidden.contains(name) ? evidence : EVERYWHERE));
        return expected;
    }

    private static Map<String, List<String>> modules() {
        system.core().newEpoch();
        return modules(system.table("modules").orElseThrow());
    }

    private static <R> Map<String, List<String>> modules(Table<R> table) {
        TableNotes notes = new TableNotes();
        Map<String, List<String>> found = new LinkedHashMap<>();
        table.rows(notes)
                .forEach(row -> found.put(
                        ((Cell.Text) cell(table, row, "name")).value(),
                        ((Cell.Texts) cell(table, row, "found_in")).values()));
        assertThat(notes.all()).isEmpty();
        return found;
    }

    private static <R> Cell cell(Table<R> table, R row, String name) {
        Column<R> wanted = table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
        return wanted.cell(row);
    }

    private static long module(String name) {
        return system.modules(new TableNotes())
                .filter(KernelModule.hasName(name))
                .findFirst()
                .orElseThrow()
                .object()
                .value();
    }

    private static StructLayout moduleLayout() {
        return StructLayout.of(system.types(), "module");
    }

    /** {@code kobject_del}. */
    private static void hideFromKset(String name) {
        unlink(module(name) + moduleLayout().offset("mkobj.kobj.entry"));
    }

    /** {@code list_del}. */
    private static void unlink(long entry) {
        long next = read(entry);
        long previous = read(entry + POINTER);
        write(previous, next);
        write(next + POINTER, previous);
        write(entry, entry);
        write(entry + POINTER, entry);
    }

    /** {@code rb_erase} of a node without children, from both trees; the name of its module. */
    private static String hideLeafFromTree() {
        StructLayout node = StructLayout.of(system.types(), "mod_tree_node");
        StructLayout link = StructLayout.of(system.types(), "rb_node");
        for (String name : told) {
            long first = module(name) + moduleLayout().offset("core_layout.mtn") + node.offset("node.node");
            List<Long> places = new ArrayList<>();
            for (int tree = 0; tree < TREES; tree++) {
                leafPlace(first + tree * link.size(), link).ifPresent(places::add);
            }
            if (places.size() == TREES) {
                places.forEach(place -> write(place, 0));
                return name;
            }
        }
        throw new AssertionError("no module is a leaf of both trees");
    }

    /** Where the parent points to a node that has no children. */
    private static Optional<Long> leafPlace(long node, StructLayout link) {
        long parent = read(node + link.offset("__rb_parent_color")) & -4L;
        if (read(node + link.offset("rb_left")) != 0 || read(node + link.offset("rb_right")) != 0 || parent == 0) {
            return Optional.empty();
        }
        long left = parent + link.offset("rb_left");
        return Optional.of(read(left) == node ? left : parent + link.offset("rb_right"));
    }

    private static AddressSpace space() {
        return system.kernelSpace();
    }

    private static long read(long va) {
        return space().readLong(va);
    }

    private static void write(long va, long value) {
        memory.writeLong(space().translate(va), value);
    }
}

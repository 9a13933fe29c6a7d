package dev.vmi4j.acceptance.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.acceptance.live.Row;
import dev.vmi4j.core.os.KernelModule;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.symbols.type.StructLayout;
import java.io.IOException;
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
    private static final List<String> EVERYWHERE = List.of("list", "kset", "areas", "memory");

    /** {@code kthreadd}. */
    private static final long SLEEPING = 2;

    /** {@code latch_tree_root} holds two trees of the same nodes. */
    private static final int TREES = 2;

    private static CopiedGuest guest;
    private static List<String> told;

    @BeforeAll
    static void copy(@TempDir Path folder) throws IOException {
        guest = CopiedGuest.of(folder);
        told = guest.truth()
                .text("proc/modules")
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(told).hasSizeGreaterThan(2);
    }

    @AfterEach
    void restore() {
        guest.restore();
    }

    @AfterAll
    static void close() {
        guest.close();
    }

    @Test
    void nothingHidesInTheBundledGuest() {
        assertThat(modules()).containsExactlyEntriesOf(expected(List.of(), EVERYWHERE));
    }

    @Test
    void aModuleThatLeftTheListShows() {
        for (String name : told) {
            guest.unlink(module(name) + moduleLayout().offset("list"));
            assertThat(modules().get(name)).as(name).containsExactly("kset", "areas", "memory");
        }
        assertThat(modules()).containsExactlyInAnyOrderEntriesOf(expected(told, List.of("kset", "areas", "memory")));
    }

    @Test
    void aModuleThatLeftTheListAndTheKsetShows() {
        String name = told.get(1);
        hideFromKset(name);
        guest.unlink(module(name) + moduleLayout().offset("list"));
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
        guest.unlink(module(name) + moduleLayout().offset("list"));
        assertThat(modules()).containsExactlyInAnyOrderEntriesOf(expected(List.of(name), List.of("kset", "memory")));
    }

    @Test
    void aModuleThatLeftEverythingShows() {
        String name = hideLeafFromTree();
        hideFromKset(name);
        guest.unlink(module(name) + moduleLayout().offset("list"));
        assertThat(modules()).containsExactlyInAnyOrderEntriesOf(expected(List.of(name), List.of("memory")));
    }

    /** Of a task that sleeps in code of the module: {@code inactive_task_frame.ret_addr} leads into it. */
    @Test
    void theCodeOfAModuleThatLeftEverythingHasItsName() {
        String name = hideLeafFromTree();
        hideFromKset(name);
        guest.unlink(module(name) + moduleLayout().offset("list"));
        long code = guest.rows("modules", new TableNotes()).stream()
                .filter(row -> row.text("name").equals(name))
                .mapToLong(row -> ((Cell.Address) row.cell("base")).value() + 1)
                .findFirst()
                .orElseThrow();
        Row sleeping = stack(SLEEPING).getFirst();
        long frame = guest.read(((Cell.Address) sleeping.cell("task")).value()
                + guest.layout("task_struct").offset("thread.sp"));
        guest.write(frame + guest.layout("inactive_task_frame").offset("ret_addr"), code);
        assertThat(stack(SLEEPING).getFirst().cell("address")).isEqualTo(new Cell.Address(code));
        assertThat(stack(SLEEPING).getFirst().cell("module")).isEqualTo(Cell.of(name));
    }

    private static List<Row> stack(long pid) {
        return guest.rows("stacks", new TableNotes()).stream()
                .filter(row -> row.number("pid") == pid)
                .toList();
    }

    /** The modules in the guest's order, each with where it is found. */
    private static Map<String, List<String>> expected(List<String> hidden, List<String> evidence) {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        told.forEach(name -> expected.put(name, hidden.contains(name) ? evidence : EVERYWHERE));
        return expected;
    }

    private static Map<String, List<String>> modules() {
        TableNotes notes = new TableNotes();
        Map<String, List<String>> found = new LinkedHashMap<>();
        guest.rows("modules", notes)
                .forEach(row -> found.put(row.text("name"), ((Cell.Texts) row.cell("found_in")).values()));
        assertThat(notes.all()).isEmpty();
        return found;
    }

    private static long module(String name) {
        return guest.system()
                .modules(new TableNotes())
                .filter(KernelModule.hasName(name))
                .findFirst()
                .orElseThrow()
                .object()
                .value();
    }

    private static StructLayout moduleLayout() {
        return guest.layout("module");
    }

    /** {@code kobject_del}. */
    private static void hideFromKset(String name) {
        guest.unlink(module(name) + moduleLayout().offset("mkobj.kobj.entry"));
    }

    /** {@code rb_erase} of a node without children, from both trees; the name of its module. */
    private static String hideLeafFromTree() {
        StructLayout node = guest.layout("mod_tree_node");
        StructLayout link = guest.layout("rb_node");
        for (String name : told) {
            long first = module(name) + moduleLayout().offset("core_layout.mtn") + node.offset("node.node");
            List<Long> places = new ArrayList<>();
            for (int tree = 0; tree < TREES; tree++) {
                leafPlace(first + tree * link.size(), link).ifPresent(places::add);
            }
            if (places.size() == TREES) {
                places.forEach(place -> guest.write(place, 0));
                return name;
            }
        }
        throw new AssertionError("no module is a leaf of both trees");
    }

    /** Where the parent points to a node that has no children. */
    private static Optional<Long> leafPlace(long node, StructLayout link) {
        long parent = guest.read(node + link.offset("__rb_parent_color")) & -4L;
        if (guest.read(node + link.offset("rb_left")) != 0
                || guest.read(node + link.offset("rb_right")) != 0
                || parent == 0) {
            return Optional.empty();
        }
        long left = parent + link.offset("rb_left");
        return Optional.of(guest.read(left) == node ? left : parent + link.offset("rb_right"));
    }
}

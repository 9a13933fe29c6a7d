package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.os.linux.kernel.tree.RbTree;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The loaded modules, found in three places that the kernel keeps in step: the list {@code modules}, the kobjects of
 * {@code module_kset}, and the tree of their memory areas, {@code mod_tree}; and in memory, for those that left all three.
 */
public final class Modules {
    private static final int LIMIT = 1 << 16;

    /** A latched tree is kept twice, so that one of the two can always be read. */
    private static final int TREES = 2;

    private final Kernel kernel;
    private final TypeCatalog types;
    private final ModuleLayout layout;

    /**
     * Looks up what the walks need.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when its types lack a field that is needed
     */
    public Modules(Kernel kernel) {
        this.kernel = kernel;
        this.types = kernel.requireTypes();
        this.layout = new ModuleLayout(types);
    }

    /**
     * The modules.
     *
     * @param notes receives why a walk stopped early or could not be made
     * @return those of the list in its order, newest first, then those that are missing from it
     */
    public Stream<LoadedModule> all(TableNotes notes) {
        Map<Long, Set<ModuleEvidence>> found = linked(notes);
        note(found, ModuleEvidence.MEMORY, new ModuleSearch(kernel, layout).modules(notes));
        if (found.isEmpty()) {
            notes.explain("no module is loaded: the list modules is empty");
        }
        return modules(found);
    }

    /**
     * The modules that something in the kernel leads to, without a search of memory.
     *
     * @param notes receives why a walk stopped early or could not be made
     * @return those of the list in its order, newest first, then those that are missing from it
     */
    public Stream<LoadedModule> known(TableNotes notes) {
        return modules(linked(notes));
    }

    /**
     * The modules that nothing in the kernel leads to: a search of memory finds them.
     *
     * @param notes receives why the search stopped early
     * @return ascending by address
     */
    public Stream<LoadedModule> hidden(TableNotes notes) {
        return all(notes).filter(module -> module.evidence().equals(EnumSet.of(ModuleEvidence.MEMORY)));
    }

    private Map<Long, Set<ModuleEvidence>> linked(TableNotes notes) {
        Map<Long, Set<ModuleEvidence>> found = new LinkedHashMap<>();
        note(found, ModuleEvidence.LIST, listed(notes));
        note(found, ModuleEvidence.KSET, registered(notes));
        note(found, ModuleEvidence.AREAS, mapped(notes));
        return found;
    }

    private Stream<LoadedModule> modules(Map<Long, Set<ModuleEvidence>> found) {
        return found.entrySet().stream()
                .map(entry -> new LoadedModule(kernel, layout, entry.getKey(), entry.getValue()));
    }

    private static void note(Map<Long, Set<ModuleEvidence>> found, ModuleEvidence evidence, LongStream modules) {
        modules.forEach(module -> found.computeIfAbsent(module, _ -> EnumSet.noneOf(ModuleEvidence.class))
                .add(evidence));
    }

    private LongStream listed(TableNotes notes) {
        long head = kernel.symbol("modules").value();
        return KernelList.walk(kernel, head, LIMIT, "the list of modules", notes)
                .map(entry -> entry - layout.list);
    }

    /** Modules by their kobjects; those of code that is built in have none. */
    private LongStream registered(TableNotes notes) {
        OptionalLong symbol = kernel.symbols().address("module_kset");
        if (symbol.isEmpty()) {
            notes.add("the kobjects of modules were not looked at: the kernel does not list module_kset");
            return LongStream.empty();
        }
        StructLayout wrapper = StructLayout.of(types, "module_kobject");
        long entry = wrapper.offset("kobj.entry");
        Field module = wrapper.field("mod");
        long kset = kernel.memory().readUnsigned(symbol.getAsLong(), kernel.pointerSize());
        long head = kset + StructLayout.of(types, "kset").offset("list");
        return KernelList.walk(kernel, head, LIMIT, "the kobjects of module_kset", notes)
                .map(link -> module.read(kernel.memory(), link - entry))
                .filter(address -> address != 0);
    }

    private LongStream mapped(TableNotes notes) {
        OptionalLong tree = kernel.symbols().address("mod_tree");
        Optional<StructLayout> root = StructLayout.find(types, "mod_tree_root");
        if (tree.isEmpty() || root.isEmpty()) {
            notes.add("the areas of modules were not looked at: the kernel has no mod_tree");
            return LongStream.empty();
        }
        long roots = tree.getAsLong() + root.get().offset("root.tree");
        StructLayout node = StructLayout.of(types, "mod_tree_node");
        Field module = node.field("mod");
        return IntStream.range(0, TREES)
                .boxed()
                .flatMapToLong(i ->
                        areas(roots, i, notes).map(link -> module.read(kernel.memory(), link - linkOffset(node, i))))
                .distinct();
    }

    private LongStream areas(long roots, int tree, TableNotes notes) {
        long size = StructLayout.of(types, "rb_root").size();
        return RbTree.walk(kernel, roots + tree * size, LIMIT, "the tree of the modules' areas", notes);
    }

    private long linkOffset(StructLayout node, int tree) {
        return node.offset("node.node")
                + tree * StructLayout.of(types, "rb_node").size();
    }
}

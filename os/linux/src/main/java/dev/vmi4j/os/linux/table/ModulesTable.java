package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.module.LoadedModule;
import dev.vmi4j.os.linux.kernel.module.ModuleEvidence;
import dev.vmi4j.os.linux.kernel.module.Modules;
import java.util.List;

/** The table {@code modules}: what {@code /proc/modules} and {@code /sys/module} say of each, and whether it hides. */
final class ModulesTable {
    private static final List<Column<LoadedModule>> COLUMNS = List.of(
            new Column<>("name", ColumnType.TEXT, "name (module.name)", module -> Cell.of(module.name())),
            new Column<>(
                    "base",
                    ColumnType.ADDRESS,
                    "start of its text (module.mem[MOD_TEXT].base or core_layout.base)",
                    module -> Cell.of(module.base())),
            new Column<>(
                    "size",
                    ColumnType.NUMBER,
                    "bytes of all its areas (module.mem[].size or core_layout.size and init_layout.size)",
                    module -> Cell.of(module.size())),
            new Column<>(
                    "references",
                    ColumnType.NUMBER,
                    "how many use it (module.refcnt without the kernel's own)",
                    module -> module.references().isPresent()
                            ? Cell.of(module.references().getAsLong())
                            : Cell.NONE),
            new Column<>(
                    "used_by",
                    ColumnType.LIST,
                    "the modules that use it (module.source_list); [permanent] when it cannot be removed",
                    module -> Cell.of(module.users())),
            new Column<>(
                    "state",
                    ColumnType.TEXT,
                    "Live, Loading, Unloading or Unformed (module.state)",
                    module -> Cell.of(module.state().word())),
            new Column<>(
                    "taints",
                    ColumnType.TEXT,
                    "P proprietary, O out of tree, E unsigned, C staging, F forced, K live patch, ... (module.taints)",
                    module -> Cell.of(module.taints())),
            new Column<>(
                    "version",
                    ColumnType.TEXT,
                    "version its author gave it (module.version)",
                    module -> module.version().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "source_version",
                    ColumnType.TEXT,
                    "checksum of its source (module.srcversion)",
                    module -> module.sourceVersion().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "build_id",
                    ColumnType.TEXT,
                    "id that the linker gave its file (section .note.gnu.build-id)",
                    module -> module.buildId().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "parameters",
                    ColumnType.LIST,
                    "name=value (module.kp); the name alone for a kind of the module's own",
                    module -> Cell.of(module.parameters())),
            new Column<>(
                    "sections",
                    ColumnType.LIST,
                    "name=address, also of those whose memory was freed after init (module.sect_attrs)",
                    module -> Cell.of(module.sections().stream()
                            .map(section -> section.name() + "=" + section.address())
                            .toList())),
            new Column<>(
                    "found_in",
                    ColumnType.LIST,
                    "where it was found: list (modules, /proc/modules), kset (module_kset, /sys/module), areas (mod_tree),"
                            + " memory (by its shape); one that lacks list, kset or areas hides",
                    module -> Cell.of(module.evidence().stream()
                            .sorted()
                            .map(ModuleEvidence::word)
                            .toList())),
            new Column<>(
                    "module", ColumnType.ADDRESS, "address of its struct module", module -> Cell.of(module.address())));

    /** The definition. */
    static final LinuxTable<LoadedModule> DEFINITION = new LinuxTable<>(
            "modules",
            "the modules loaded into the kernel, also those that are missing from its list",
            COLUMNS,
            (kernel, notes) -> new Modules(kernel).all(notes));

    private ModulesTable() {}
}

package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.bpf.Bpf;
import dev.vmi4j.os.linux.kernel.bpf.BpfMap;
import dev.vmi4j.os.linux.kernel.bpf.BpfObject;
import dev.vmi4j.os.linux.kernel.bpf.BpfProgram;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table {@code bpf}: what {@code bpftool prog} and {@code bpftool map} list. */
final class BpfTable {
    private static final List<Column<BpfObject>> COLUMNS = List.of(
            new Column<>("kind", ColumnType.TEXT, "program or map", BpfTable::kind),
            new Column<>(
                    "id",
                    ColumnType.NUMBER,
                    "identifier among its kind (prog_idr, map_idr)",
                    object -> Cell.of(object.id())),
            new Column<>(
                    "type",
                    ColumnType.TEXT,
                    "what it is for (bpf_prog.type, bpf_map.map_type)",
                    object -> Cell.of(object.type())),
            new Column<>(
                    "name",
                    ColumnType.TEXT,
                    "name that user space gave it (bpf_prog_aux.name, bpf_map.name)",
                    object -> Cell.of(object.name())),
            program(
                    "tag",
                    ColumnType.TEXT,
                    "checksum of the instructions (bpf_prog.tag)",
                    program -> Cell.of(program.tag())),
            program(
                    "size",
                    ColumnType.NUMBER,
                    "bytes of instructions (bpf_prog.len)",
                    program -> Cell.of(program.size())),
            program(
                    "jited_size",
                    ColumnType.NUMBER,
                    "bytes of machine code, 0 when interpreted (bpf_prog.jited_len)",
                    program -> Cell.of(program.jitedSize())),
            program(
                    "code",
                    ColumnType.ADDRESS,
                    "what is called to run it (bpf_prog.bpf_func)",
                    program -> Cell.of(program.code())),
            program(
                    "load_time",
                    ColumnType.SECONDS,
                    "seconds from boot to its loading (bpf_prog_aux.load_time)",
                    program -> new Cell.Seconds(program.loadTime())),
            program(
                    "uid",
                    ColumnType.NUMBER,
                    "user who loaded it (bpf_prog_aux.user->uid)",
                    program -> Cell.of(program.uid())),
            program(
                    "maps",
                    ColumnType.LIST,
                    "identifiers of the maps it uses (bpf_prog_aux.used_maps)",
                    program ->
                            Cell.of(program.maps().stream().map(String::valueOf).toList())),
            map("key_size", "bytes of a key (bpf_map.key_size)", BpfMap::keySize),
            map("value_size", "bytes of a value (bpf_map.value_size)", BpfMap::valueSize),
            map("max_entries", "how many entries it may have (bpf_map.max_entries)", BpfMap::maxEntries),
            map("flags", "BPF_F_ bits (bpf_map.map_flags)", BpfMap::flags),
            new Column<>(
                    "object",
                    ColumnType.ADDRESS,
                    "address of its struct bpf_prog or bpf_map",
                    object -> Cell.of(object.address())));

    /** The definition. */
    static final LinuxTable<BpfObject> DEFINITION = new LinuxTable<>(
            "bpf",
            "the BPF programs that user space loaded into the kernel, then the maps",
            COLUMNS,
            (kernel, notes) -> {
                Bpf bpf = new Bpf(kernel);
                return Stream.<BpfObject>concat(bpf.programs(notes), bpf.maps(notes));
            });

    private BpfTable() {}

    private static Cell kind(BpfObject object) {
        return switch (object) {
            case BpfProgram _ -> Cell.of("program");
            case BpfMap _ -> Cell.of("map");
        };
    }

    private static Column<BpfObject> program(
            String name, ColumnType type, String description, Function<BpfProgram, Cell> value) {
        return new Column<>(
                name,
                type,
                description,
                object -> object instanceof BpfProgram program ? value.apply(program) : Cell.NONE);
    }

    private static Column<BpfObject> map(String name, String description, Function<BpfMap, Long> value) {
        return new Column<>(
                name,
                ColumnType.NUMBER,
                description,
                object -> object instanceof BpfMap map ? Cell.of(value.apply(map)) : Cell.NONE);
    }
}

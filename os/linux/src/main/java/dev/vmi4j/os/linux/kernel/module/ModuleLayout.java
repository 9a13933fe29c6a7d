package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the fields of {@code struct module} and of what hangs on it lie in this kernel. */
final class ModuleLayout {
    final Field state;
    final long list;
    final Field name;
    final Field version;
    final Field sourceVersion;
    final Field taints;
    final Field init;
    final Optional<Field> exit;
    final Optional<Field> references;
    final Optional<Field> users;
    final Optional<Field> sections;
    final Areas areas;
    final ModuleParameters.Layout parameters;
    final Users use;
    final Optional<Sections> section;
    final Optional<ModuleSymbols.Layout> symbols;

    /** The pieces of memory: {@code module_layout}s by name, or {@code module_memory} in an array. */
    record Areas(List<Long> offsets, Field base, Field size) {}

    /** {@code struct module_use}: who uses a module. */
    record Users(long link, Field source) {}

    /** {@code struct module_sect_attrs}: the files of {@code /sys/module/NAME/sections}. */
    record Sections(Field pointers, Field name, Field address) {}

    ModuleLayout(TypeCatalog types) {
        StructLayout module = StructLayout.of(types, "module");
        state = module.field("state");
        list = module.offset("list");
        name = module.field("name");
        version = module.field("version");
        sourceVersion = module.field("srcversion");
        taints = module.field("taints");
        init = module.field("init");
        exit = module.optional("exit");
        references = module.optional("refcnt.counter");
        users = module.optional("source_list");
        sections = module.optional("sect_attrs");
        areas = areas(types, module);
        parameters = new ModuleParameters.Layout(types, module);
        StructLayout using = StructLayout.of(types, "module_use");
        use = new Users(using.offset("source_list"), using.field("source"));
        section = sections.map(_ -> sections(types));
        symbols = ModuleSymbols.Layout.find(types, module);
    }

    private static Areas areas(TypeCatalog types, StructLayout module) {
        Optional<StructLayout> inArray = StructLayout.find(types, "module_memory");
        StructLayout area = inArray.orElseGet(() -> StructLayout.of(types, "module_layout"));
        List<Long> offsets = inArray.isPresent() ? elements(module.field("mem"), area.size()) : named(module);
        return new Areas(offsets, area.field("base"), area.field("size"));
    }

    private static List<Long> named(StructLayout module) {
        return Stream.of("core_layout", "init_layout", "data_layout")
                .flatMap(path -> module.optional(path).stream())
                .map(Field::offset)
                .toList();
    }

    private static List<Long> elements(Field array, long size) {
        List<Long> offsets = new ArrayList<>();
        for (long at = 0; at + size <= array.size(); at += size) {
            offsets.add(array.offset() + at);
        }
        return offsets;
    }

    /** The address stands behind the file in a structure of its own, or is the file's private pointer. */
    private static Sections sections(TypeCatalog types) {
        StructLayout file = StructLayout.of(types, "bin_attribute");
        Field address = StructLayout.find(types, "module_sect_attr")
                .map(attribute -> attribute.field("address"))
                .orElseGet(() -> file.field("private"));
        Field pointers = StructLayout.of(types, "module_sect_attrs").field("grp.bin_attrs");
        return new Sections(pointers, file.field("attr.name"), address);
    }
}

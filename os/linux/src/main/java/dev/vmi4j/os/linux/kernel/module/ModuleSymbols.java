package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.SymbolTableBuilder;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/** The symbols of a module: {@code module.kallsyms}, an array of ELF symbols with a table of names. */
final class ModuleSymbols {
    private static final int LIMIT = 1 << 20;
    private static final int NAME_LIMIT = 512;

    private final Kernel kernel;
    private final Layout layout;

    ModuleSymbols(Kernel kernel, Layout layout) {
        this.kernel = kernel;
        this.layout = layout;
    }

    /** Where the fields lie. */
    static final class Layout {
        private final Field kallsyms;
        private final Field symbols;
        private final Field count;
        private final Field names;
        private final Optional<Field> letters;
        private final long size;
        private final Field name;
        private final Field section;
        private final Field value;

        private Layout(Field kallsyms, StructLayout tables) {
            this.kallsyms = kallsyms;
            this.symbols = tables.field("symtab");
            this.count = tables.field("num_symtab");
            this.names = tables.field("strtab");
            this.letters = tables.optional("typetab");
            StructLayout symbol = tables.target("symtab");
            this.size = symbol.size();
            this.name = symbol.field("st_name");
            this.section = symbol.field("st_shndx");
            this.value = symbol.field("st_value");
        }

        /** The layout; empty when the kernel was built without symbols of modules. */
        static Optional<Layout> find(TypeCatalog types, StructLayout module) {
            return module.optional("kallsyms")
                    .flatMap(
                            field -> StructLayout.find(types, "mod_kallsyms").map(tables -> new Layout(field, tables)));
        }
    }

    /** The symbols that a module has, without those it only refers to. */
    SymbolTable of(long module) {
        GuestMemory memory = kernel.memory();
        long tables = layout.kallsyms.read(memory, module);
        var found = new SymbolTableBuilder();
        if (tables == 0) {
            return found.build();
        }
        long count = layout.count.read(memory, tables);
        if (count > LIMIT) {
            throw new VmiException("mod_kallsyms.num_symtab is " + count + ", which no module has");
        }
        long first = layout.symbols.read(memory, tables);
        long names = layout.names.read(memory, tables);
        long letters = layout.letters.map(field -> field.read(memory, tables)).orElse(0L);
        for (int i = 0; i < count; i++) {
            long symbol = first + i * layout.size;
            if (layout.section.read(memory, symbol) != 0) {
                String name = memory.readUtf8(names + layout.name.read(memory, symbol), NAME_LIMIT);
                char letter = letters == 0 ? 't' : (char) memory.readUnsigned(letters + i, 1);
                if (!name.isEmpty()) {
                    found.add(name, layout.value.read(memory, symbol), letter);
                }
            }
        }
        return found.build();
    }
}

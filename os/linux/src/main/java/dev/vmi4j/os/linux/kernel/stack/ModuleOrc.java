package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.module.LoadedModule;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The unwind data of modules: {@code module.arch.orc_unwind_ip}, {@code orc_unwind} and {@code num_orcs}. */
final class ModuleOrc {
    private final Kernel kernel;
    private final Field count;
    private final Field addresses;
    private final Field entries;

    private ModuleOrc(Kernel kernel, StructLayout module) {
        this.kernel = kernel;
        this.count = module.field("arch.num_orcs");
        this.addresses = module.field("arch.orc_unwind_ip");
        this.entries = module.field("arch.orc_unwind");
    }

    /** The data of every module; a module that cannot be read has none, which its frames say. */
    static List<OrcTable.Piece> of(Kernel kernel, List<LoadedModule> modules) {
        Optional<StructLayout> module = StructLayout.find(kernel.requireTypes(), "module");
        if (module.flatMap(layout -> layout.optional("arch.num_orcs")).isEmpty()) {
            return List.of();
        }
        ModuleOrc reader = new ModuleOrc(kernel, module.orElseThrow());
        return modules.stream().flatMap(reader::pieces).toList();
    }

    private Stream<OrcTable.Piece> pieces(LoadedModule module) {
        long address = module.address().value();
        try {
            long found = count.read(kernel.memory(), address);
            long ips = addresses.read(kernel.memory(), address);
            long first = entries.read(kernel.memory(), address);
            return module.areas().stream()
                    .map(area -> new OrcTable.Piece(
                            area.base().value(), area.base().value() + area.size(), ips, first, found));
        } catch (VmiException _) {
            return Stream.empty();
        }
    }
}

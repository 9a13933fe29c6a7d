package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.XArray;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The BPF programs and maps of a kernel, from {@code prog_idr} and {@code map_idr}. */
public final class Bpf {
    private static final int LIMIT = 1 << 20;

    private final Kernel kernel;
    private final BpfLayout layout;

    /**
     * Looks up what is needed.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when its types lack a field that is needed
     */
    public Bpf(Kernel kernel) {
        this.kernel = kernel;
        this.layout = new BpfLayout(kernel.requireTypes());
    }

    /**
     * The programs.
     *
     * @param notes receives why some are missing
     * @return ascending by identifier
     */
    public Stream<BpfProgram> programs(TableNotes notes) {
        return entries("prog_idr", "programs", notes).stream()
                .map(entry -> new BpfProgram(kernel, layout, entry.index(), entry.value()));
    }

    /**
     * The maps.
     *
     * @param notes receives why some are missing
     * @return ascending by identifier
     */
    public Stream<BpfMap> maps(TableNotes notes) {
        return entries("map_idr", "maps", notes).stream()
                .map(entry -> new BpfMap(kernel, layout, entry.index(), entry.value()));
    }

    private List<XArray.Entry> entries(String symbol, String what, TableNotes notes) {
        OptionalLong idr = kernel.symbols().address(symbol);
        if (idr.isEmpty()) {
            notes.add("the BPF " + what + " were not looked at: the kernel does not list " + symbol);
            return List.of();
        }
        TypeCatalog types = kernel.requireTypes();
        StructLayout root = StructLayout.of(types, "idr");
        long head = root.field("idr_rt.xa_head").read(kernel.memory(), idr.getAsLong());
        long base = root.field("idr_base").read(kernel.memory(), idr.getAsLong());
        List<XArray.Entry> entries =
                XArray.walk(kernel.memory(), XArray.Layout.of(types), head, LIMIT, "the BPF " + what, notes);
        if (head == 0) {
            notes.explain("no BPF " + what + " are loaded: " + symbol + " is empty");
        }
        return entries.stream()
                .map(entry -> new XArray.Entry(entry.index() + base, entry.value()))
                .toList();
    }
}

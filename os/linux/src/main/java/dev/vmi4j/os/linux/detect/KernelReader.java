package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.detect.data.HiddenData;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a kernel that was found says about itself: its symbols, its types, the layout of its memory. */
public final class KernelReader {
    private static final int SAMPLED_PROCESSES = 3;

    private final VmiCore core;
    private final KernelLocation location;
    private final SessionStore store;
    private final List<Path> symbolFiles;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Prepares to read.
     *
     * @param core the guest
     * @param location where the kernel was found
     * @param store where symbols of the same build may have been saved
     * @param symbolFiles files that describe this very build
     */
    public KernelReader(VmiCore core, KernelLocation location, SessionStore store, List<Path> symbolFiles) {
        this.core = core;
        this.location = location;
        this.store = store;
        this.symbolFiles = List.copyOf(symbolFiles);
    }

    /**
     * A kernel and how it was found.
     *
     * @param kernel the kernel
     * @param findings in the order in which they were made
     */
    public record Result(Kernel kernel, List<Finding> findings) {}

    /**
     * Reads the kernel.
     *
     * @return the kernel, without types or symbols where it carries none or they are damaged
     * @throws VmiException when a symbol file cannot be used, or is of another build
     */
    public Result read() {
        AddressSpace space = core.addressSpace(location.root());
        Vmcoreinfo info = location.info();
        describeLocation(info);
        TypeFinder typeFinder = new TypeFinder(space, info, store, findings).begin();
        SymbolFinder finder = new SymbolFinder(space, info, store, findings);
        SymbolFiles files = new SymbolFiles(space, info, findings, symbolFiles);
        SymbolTable listed = files.completed(finder.find());
        TypeFinder.Answer types = files.types()
                .map(catalog -> new TypeFinder.Answer(Optional.of(catalog), ""))
                .orElseGet(() -> typeFinder.find(listed));
        SymbolTable symbols = new HiddenData(core, space, info, location.platform(), findings)
                .complete(listed, types.catalog(), () -> new KernelImage(space, info).range(listed));
        if (symbols.size() > listed.size() && symbolFiles.isEmpty()) {
            finder.save(symbols);
        }
        Kernel found = new Kernel(core, space, symbols, types.catalog(), types.reason());
        Kernel kernel = found.with(location.platform().physicalMap(found, info));
        findings.addAll(location.platform().memory(kernel, roots(kernel)));
        return new Result(kernel, List.copyOf(findings));
    }

    private void describeLocation(Vmcoreinfo info) {
        findings.add(new Finding(
                "kernel",
                "Linux " + info.osRelease(),
                "VMCOREINFO text at guest physical " + location.infoAddress() + ", confirmed by init_uts_ns"));
        info.buildId().ifPresent(id -> findings.add(new Finding("build id", id, "BUILD-ID of VMCOREINFO")));
        findings.add(new Finding(
                "kernel root",
                location.root().toString(),
                "SYMBOL(swapper_pg_dir) "
                        + Addresses.hex(info.symbol("swapper_pg_dir").orElse(0))
                        + ", which these page tables map to this very place"));
        findings.add(new Finding(
                "paging mode", location.mode().name(), "the only mode in which the page tables map themselves"));
        findings.addAll(location.platform().layout(info));
    }

    /** The roots of the first few processes that have page tables of their own. */
    private static List<Pa> roots(Kernel kernel) {
        if (kernel.types().isEmpty()) {
            return List.of();
        }
        try {
            return new Tasks(kernel)
                    .processes(new TableNotes())
                    .flatMap(task -> rootOf(task).stream())
                    .limit(SAMPLED_PROCESSES)
                    .toList();
        } catch (VmiException _) {
            return List.of();
        }
    }

    private static Optional<Pa> rootOf(Task task) {
        try {
            return task.root();
        } catch (VmiException _) {
            return Optional.empty();
        }
    }
}

package dev.vmi4j.os.linux;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.table.LinuxTables;
import dev.vmi4j.symbols.DescribesSymbols;
import dev.vmi4j.symbols.DescribesTypes;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Linux kernel that was found in a source. */
public final class LinuxSystem implements GuestSystem, DescribesSymbols, DescribesTypes {
    private final Kernel kernel;
    private final Vmcoreinfo info;
    private final List<Finding> findings;
    private final List<Table<?>> tables;

    LinuxSystem(Kernel kernel, Vmcoreinfo info, List<Finding> findings) {
        this.kernel = kernel;
        this.info = info;
        this.findings = List.copyOf(findings);
        this.tables = LinuxTables.over(kernel);
    }

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public String release() {
        return info.osRelease();
    }

    @Override
    public VmiCore core() {
        return kernel.core();
    }

    @Override
    public AddressSpace kernelSpace() {
        return kernel.memory();
    }

    @Override
    public Optional<AddressSpace> processSpace(long pid) {
        return new Tasks(kernel).process(pid).map(task -> task.addressSpace().orElse(kernel.memory()));
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public List<Table<?>> tables() {
        return tables;
    }

    @Override
    public SymbolTable symbols() {
        return kernel.symbols();
    }

    @Override
    public TypeCatalog types() {
        return kernel.requireTypes();
    }

    /**
     * What the kernel says about itself.
     *
     * @return its VMCOREINFO
     */
    public Vmcoreinfo vmcoreinfo() {
        return info;
    }

    /**
     * The processes.
     *
     * @param notes receives why there are none or fewer than there should be
     * @return in the order of their start
     */
    public Stream<Task> processes(TableNotes notes) {
        return new Tasks(kernel).processes(notes);
    }
}

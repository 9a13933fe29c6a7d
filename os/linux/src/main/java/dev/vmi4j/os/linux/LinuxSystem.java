package dev.vmi4j.os.linux;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.os.DescribesCores;
import dev.vmi4j.core.os.DescribesFrames;
import dev.vmi4j.core.os.DescribesStacks;
import dev.vmi4j.core.os.DescribesSystemCalls;
import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.ProcessCore;
import dev.vmi4j.core.os.ProcessRoot;
import dev.vmi4j.core.os.SystemCallDecoder;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.coredump.ProcessCores;
import dev.vmi4j.os.linux.detect.KernelImage;
import dev.vmi4j.os.linux.detect.LinuxPlatform;
import dev.vmi4j.os.linux.frame.Frames;
import dev.vmi4j.os.linux.image.KernelImages;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.module.Modules;
import dev.vmi4j.os.linux.kernel.process.CurrentTask;
import dev.vmi4j.os.linux.kernel.process.FoundTask;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import dev.vmi4j.os.linux.kernel.stack.CpuStacks;
import dev.vmi4j.os.linux.syscall.LinuxSystemCalls;
import dev.vmi4j.os.linux.table.LinuxTables;
import dev.vmi4j.symbols.DescribesSymbols;
import dev.vmi4j.symbols.DescribesTypes;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A Linux kernel that was found in a source. */
public final class LinuxSystem
        implements GuestSystem,
                DescribesCores,
                DescribesFrames,
                DescribesStacks,
                DescribesSymbols,
                DescribesSystemCalls,
                DescribesTypes {
    private static final int BANNER_LIMIT = 512;
    private static final int SAMPLED_PROCESSES = 3;

    /** {@code MAX_ERRNO}. */
    private static final long LAST_ERROR = 4095;

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
    public Optional<AddressSpace> processSpace(long pid, ProcessRoot root) {
        Views views = new Views(kernel);
        return TaskCensus.process(kernel, views.tasks, pid).map(views::process).map(process -> space(process, root));
    }

    private AddressSpace space(LinuxProcess process, ProcessRoot root) {
        Optional<AddressSpace> own = switch (root) {
            case KERNEL -> process.addressSpace();
            case USER -> process.userAddressSpace().or(process::addressSpace);
        };
        return own.orElse(kernel.memory());
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

    @Override
    public CallFollower callFollower() {
        return new CpuStacks(kernel);
    }

    @Override
    public SystemCallDecoder systemCalls() {
        return LinuxSystemCalls.of(kernel);
    }

    /**
     * What the kernel says about itself.
     *
     * @return its VMCOREINFO
     */
    public Vmcoreinfo vmcoreinfo() {
        return info;
    }

    @Override
    public String information() {
        return kernel.memory()
                .readUtf8(kernel.symbol("linux_banner").value(), BANNER_LIMIT)
                .stripTrailing();
    }

    @Override
    public Va kernelBase() {
        return new Va(kernel.symbols()
                .address("_text")
                .orElseGet(() -> kernel.symbol("_stext").value()));
    }

    @Override
    public ExecutableImage kernelImage() {
        return new KernelImages(kernel).kernel(kernelBase(), kernelEnd());
    }

    private long kernelEnd() {
        return kernel.symbols().address("_end").orElseGet(() -> new KernelImage(kernel.memory(), info).end());
    }

    @Override
    public boolean isolatesPageTables() {
        return LinuxPlatform.of(core().architecture())
                        .map(platform -> platform.isolates(kernel))
                        .orElse(false)
                || processesHaveSecondRoots();
    }

    private boolean processesHaveSecondRoots() {
        return processes(new TableNotes())
                .filter(process -> process.translationRoot().isPresent())
                .limit(SAMPLED_PROCESSES)
                .anyMatch(process -> process.userTranslationRoot().isPresent());
    }

    @Override
    public Stream<LinuxProcess> processes(TableNotes notes) {
        Views views = new Views(kernel);
        return TaskCensus.processes(kernel, views.tasks, notes)
                .map(FoundTask::task)
                .map(views::process);
    }

    @Override
    public Stream<LinuxModule> modules(TableNotes notes) {
        KernelImages images = new KernelImages(kernel);
        return new Modules(kernel).all(notes).map(module -> new LinuxModule(module, images));
    }

    @Override
    public LinuxProcess systemProcess() {
        Views views = new Views(kernel);
        return views.process(views.tasks.initial());
    }

    @Override
    public Optional<LinuxThread> currentThread(Registers registers) {
        Views views = new Views(kernel);
        return new CurrentTask(kernel)
                .of(registers).stream()
                        .mapToObj(address -> views.thread(views.tasks.at(address)))
                        .findFirst();
    }

    @Override
    public long syscallArgument(Registers registers, int index) {
        return registers.argument(CallingConvention.LINUX_SYSCALL, index, core().memory());
    }

    @Override
    public long functionArgument(Registers registers, int index) {
        CallingConvention convention =
                inKernel(registers) ? CallingConvention.LINUX_KERNEL : CallingConvention.SYSTEM_V;
        return registers.argument(convention, index, core().memory());
    }

    @Override
    public long functionResult(Registers registers) {
        return registers.effectiveAddressWidth() == Long.BYTES ? registers.result() : registers.result() & 0xffff_ffffL;
    }

    @Override
    public OptionalLong lastError(Registers registers) {
        long result = functionResult(registers);
        long signed = registers.effectiveAddressWidth() == Long.BYTES ? result : (int) result;
        return signed < 0 && signed >= -LAST_ERROR ? OptionalLong.of(-signed) : OptionalLong.empty();
    }

    @Override
    public Optional<ProcessCore> processCore(long pid, TableNotes notes) {
        return new ProcessCores(kernel).of(pid, notes);
    }

    @Override
    public FrameOwners frameOwners(TableNotes notes) {
        return new Frames(kernel, kernelBase().value(), kernelEnd(), notes);
    }

    /** On 64 bits the kernel takes the upper half; on 32 bits its modules lie above its image, all else below. */
    private boolean inKernel(Registers registers) {
        long pc = registers.instructionPointer().value();
        return kernel.pointerSize() == Long.BYTES ? pc < 0 : pc >= kernelBase().value();
    }
}

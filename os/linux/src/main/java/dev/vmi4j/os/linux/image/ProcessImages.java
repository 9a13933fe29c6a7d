package dev.vmi4j.os.linux.image;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.os.UserModule;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.LinuxRegion;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegion;
import dev.vmi4j.os.linux.kernel.memory.ProcessMemory;
import dev.vmi4j.symbols.elf.LoadedElf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The executable images in a process: what is mapped of files that hold code, and what the kernel put there. */
public final class ProcessImages {
    static final String FORMAT = "elf";
    private static final int EM_386 = 3;
    private static final int EM_ARM = 40;
    private static final int EM_X86_64 = 62;
    private static final int EM_AARCH64 = 183;

    private final ProcessMemory memory;
    private final List<LinuxRegion> regions;
    private final TableNotes notes;

    /**
     * The images of a process.
     *
     * @param kernel the kernel
     * @param space the address space of the process
     * @param regions all of its regions
     * @param notes receives what could not be read
     */
    public ProcessImages(Kernel kernel, AddressSpace space, List<MemoryRegion> regions, TableNotes notes) {
        this.memory = new ProcessMemory(kernel, space, regions, notes);
        this.regions = regions.stream().map(LinuxRegion::new).toList();
        this.notes = notes;
    }

    /**
     * The images.
     *
     * @return in the order of their base
     */
    public Stream<ExecutableImage> all() {
        return Stream.concat(UserModule.of(regions.stream()).stream(), ofNoFile())
                .sorted(Comparator.comparing(UserModule::base))
                .flatMap(module -> image(module).stream());
    }

    /** What the kernel itself put into the process, such as {@code [vdso]}. */
    private Stream<UserModule> ofNoFile() {
        return regions.stream()
                .filter(region -> region.file().isEmpty() && region.access().contains(MemoryAccess.X))
                .flatMap(region -> region.name().stream()
                        .map(name -> new UserModule(
                                region.start(),
                                region.end().value() - region.start().value(),
                                name)));
    }

    private Optional<ExecutableImage> image(UserModule module) {
        try {
            return LoadedElf.read(memory::read, module.base().value()).map(elf -> image(module, elf));
        } catch (VmiException e) {
            notes.add("the image of " + module.path() + " at " + module.base() + " is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static ExecutableImage image(UserModule module, LoadedElf elf) {
        return new ExecutableImage(
                module.name(),
                module.base(),
                elf.size(),
                FORMAT,
                architecture(elf.machine()),
                elf.entry().stream().mapToObj(Va::new).findFirst(),
                notes -> elf.symbols(notes).stream().map(KernelImages::symbol));
    }

    private static String architecture(int machine) {
        return switch (machine) {
            case EM_386 -> "i386";
            case EM_ARM -> "arm";
            case EM_X86_64 -> "amd64";
            case EM_AARCH64 -> "aarch64";
            default -> "machine " + machine;
        };
    }
}

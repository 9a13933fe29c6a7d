package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.PhysicalMap;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What Linux does differently on each architecture. Implemented once for each, found as a service. */
public interface LinuxPlatform {
    /**
     * Whether this is the platform of an architecture.
     *
     * @param architecture the architecture
     * @return true when it is
     */
    boolean serves(Architecture architecture);

    /**
     * Where the kernel's page tables could lie. What does not hold is found out by the proof.
     *
     * @param info what the kernel says about itself
     * @return guest physical addresses of {@code swapper_pg_dir}
     */
    LongStream roots(Vmcoreinfo info);

    /**
     * Where an address of the kernel image lies in guest physical memory, by what the kernel says about itself alone.
     *
     * @param info what the kernel says about itself
     * @param va an address of the kernel image
     * @return empty when it does not say so
     */
    OptionalLong physical(Vmcoreinfo info, long va);

    /**
     * What can be said about the layout of the kernel's memory before its symbols are known.
     *
     * @param info what the kernel says about itself
     * @return the findings
     */
    List<Finding> layout(Vmcoreinfo info);

    /**
     * Where the kernel sees guest physical memory.
     *
     * @param kernel the kernel, of which that is not known yet
     * @param info what it says about itself
     * @return as far as it says so and its page tables agree
     */
    PhysicalMap physicalMap(Kernel kernel, Vmcoreinfo info);

    /**
     * What can be said about the layout of the kernel's memory once its symbols are known.
     *
     * @param kernel the kernel
     * @param roots the roots of some processes
     * @return the findings
     */
    List<Finding> memory(Kernel kernel, List<Pa> roots);

    /**
     * The second root table of a process, with which it runs in user mode under page table isolation.
     *
     * @param memory guest physical memory
     * @param root the process's root table
     * @return empty when it has none
     * @throws dev.vmi4j.core.error.VmiException when the tables cannot be read
     */
    Optional<Pa> userRoot(PhysicalMemory memory, Pa root);

    /**
     * The addresses that a piece of code forms or reads from without knowing its input: those of data it refers to.
     *
     * @param memory the kernel's address space
     * @param from the first instruction
     * @param to the address behind the last one
     * @return in the order of the code; empty where the architecture's code is not decoded
     */
    default LongStream references(GuestMemory memory, long from, long to) {
        return LongStream.empty();
    }

    /**
     * What the kernel puts into page table entries beside what the hardware knows.
     *
     * @param kernel the kernel
     * @return empty when that is not known for its paging mode, or cannot be told
     */
    Optional<SoftwareBits> softwareBits(Kernel kernel);

    /**
     * Whether the kernel is unmapped while a process runs.
     *
     * @param kernel the kernel
     * @return true when page table isolation is seen in the page tables of the kernel alone; where the processes' tell,
     *     {@link #userRoot} does
     */
    boolean isolates(Kernel kernel);

    /**
     * The platform of an architecture.
     *
     * @param architecture the architecture
     * @return empty when none serves it
     */
    static Optional<LinuxPlatform> of(Architecture architecture) {
        return all().stream().filter(platform -> platform.serves(architecture)).findFirst();
    }

    /**
     * Every platform.
     *
     * @return in no particular order
     */
    static List<LinuxPlatform> all() {
        return LinuxPlatforms.ALL;
    }
}

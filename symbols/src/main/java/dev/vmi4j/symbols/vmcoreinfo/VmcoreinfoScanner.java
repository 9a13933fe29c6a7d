package dev.vmi4j.symbols.vmcoreinfo;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds VMCOREINFO texts in guest physical memory. */
public final class VmcoreinfoScanner {
    private VmcoreinfoScanner() {}

    /**
     * Finds candidates until one is good enough. Looks at 8-byte aligned places first, where Linux puts the text in its own
     * page and in the ELF note, and at every byte only when that finds nothing.
     *
     * @param memory guest physical memory
     * @param isEnough asked about each candidate as soon as it is found; true ends the search
     * @return those that were found, ascending by address; empty when there is none
     */
    public static List<VmcoreinfoCandidate> scan(PhysicalMemory memory, Predicate<VmcoreinfoCandidate> isEnough) {
        List<VmcoreinfoCandidate> aligned = new TextScan(memory, Long.BYTES, isEnough).run();
        return aligned.isEmpty() ? new TextScan(memory, 1, isEnough).run() : aligned;
    }

    /**
     * Looks at one place alone, where an earlier scan found something.
     *
     * @param memory guest physical memory
     * @param pa where the text may begin
     * @return empty when none begins there
     */
    public static Optional<VmcoreinfoCandidate> at(PhysicalMemory memory, Pa pa) {
        return new TextScan(memory, 1, _ -> true).at(pa.value());
    }
}

package dev.vmi4j.symbols.vmcoreinfo;

import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;

/** Finds VMCOREINFO texts in guest physical memory. */
public final class VmcoreinfoScanner {
    private VmcoreinfoScanner() {}

    /**
     * Finds all candidates. Looks at 8-byte aligned places first, where Linux puts the text in its own page and in the
     * ELF note, and at every byte only when that finds nothing.
     *
     * @param memory guest physical memory
     * @return ascending by address; empty when there is none
     */
    public static List<VmcoreinfoCandidate> scan(PhysicalMemory memory) {
        List<VmcoreinfoCandidate> aligned = new TextScan(memory, Long.BYTES).run();
        return aligned.isEmpty() ? new TextScan(memory, 1).run() : aligned;
    }
}

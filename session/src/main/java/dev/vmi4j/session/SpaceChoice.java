package dev.vmi4j.session;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.os.ProcessRoot;
import java.util.Optional;

/** Which address space of a guest is meant. */
public sealed interface SpaceChoice {
    /** The kernel's; where no kernel was found, that of the first virtual CPU whose registers the source holds. */
    record Kernel() implements SpaceChoice {}

    /**
     * That of a process.
     *
     * @param pid process identifier
     * @param root which of its page tables
     */
    record OfProcess(long pid, ProcessRoot root) implements SpaceChoice {
        /**
         * That of a process, with all of the process and of the kernel.
         *
         * @param pid process identifier
         */
        public OfProcess(long pid) {
            this(pid, ProcessRoot.KERNEL);
        }
    }

    /**
     * That of a translation root.
     *
     * @param root guest physical address of the root table
     * @param mode the name of the paging mode; empty for the one of the kernel or the first virtual CPU
     */
    record Root(Pa root, Optional<String> mode) implements SpaceChoice {}

    /**
     * The one in which a virtual CPU was when the image was taken.
     *
     * @param vcpu the virtual CPU
     */
    record Vcpu(VcpuId vcpu) implements SpaceChoice {}
}

package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.Kernel;

/**
 * What {@code bpftool} lists: a program or a map. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public abstract sealed class BpfObject permits BpfProgram, BpfMap {
    final Kernel kernel;
    final BpfLayout layout;
    final long address;
    private final long id;

    BpfObject(Kernel kernel, BpfLayout layout, long id, long address) {
        this.kernel = kernel;
        this.layout = layout;
        this.address = address;
        this.id = id;
    }

    /**
     * The identifier that the kernel gave it; programs and maps are counted on their own.
     *
     * @return 1 or more
     */
    public final long id() {
        return id;
    }

    /**
     * Where it lies.
     *
     * @return address of its {@code struct bpf_prog} or {@code struct bpf_map}
     */
    public final Va address() {
        return new Va(address);
    }

    /**
     * What it is for.
     *
     * @return such as {@code kprobe} or {@code hash}: the kernel's constant in lower case, without what all have in common;
     *     a number when the kernel's types do not name it
     */
    public abstract String type();

    /**
     * The name that user space gave it.
     *
     * @return up to 15 bytes, empty when it gave none
     */
    public abstract String name();
}

package dev.vmi4j.os.linux.kernel.bpf;

import dev.vmi4j.core.address.Va;

/** What {@code bpftool} lists: a program or a map. */
public sealed interface BpfObject permits BpfProgram, BpfMap {
    /**
     * The identifier that the kernel gave it; programs and maps are counted on their own.
     *
     * @return 1 or more
     */
    long id();

    /**
     * Where it lies.
     *
     * @return address of its {@code struct bpf_prog} or {@code struct bpf_map}
     */
    Va address();

    /**
     * What it is for.
     *
     * @return such as {@code kprobe} or {@code hash}: the kernel's constant in lower case, without what all have in common;
     *     a number when the kernel's types do not name it
     */
    String type();

    /**
     * The name that user space gave it.
     *
     * @return up to 15 bytes, empty when it gave none
     */
    String name();
}

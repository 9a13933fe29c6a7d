package dev.vmi4j.core.os;

/** Which page tables of a process are meant, where user mode runs with page tables of its own (KPTI, KVA shadow). */
public enum ProcessRoot {
    /** Those with which it runs in the kernel: all of the process and all of the kernel. */
    KERNEL,
    /** Those with which it runs in user mode: all of the process, and of the kernel what a switch to it needs. */
    USER
}

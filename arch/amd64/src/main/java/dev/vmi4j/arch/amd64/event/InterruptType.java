package dev.vmi4j.arch.amd64.event;

/** How an interrupt or exception comes about (Intel SDM Vol. 3A, sections 6.3 to 6.5). */
public enum InterruptType {
    /** An exception before the instruction took effect: the saved RIP is the instruction itself. */
    FAULT,
    /** An exception after the instruction took effect: the saved RIP is the next one. */
    TRAP,
    /** An exception after which nothing can be resumed. */
    ABORT,
    /** An interrupt from outside. */
    EXTERNAL,
    /** The instruction INT n. */
    SOFTWARE,
    /** The interrupt that cannot be masked. */
    NMI
}

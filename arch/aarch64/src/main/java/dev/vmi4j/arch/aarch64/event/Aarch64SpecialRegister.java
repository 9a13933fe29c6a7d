package dev.vmi4j.arch.aarch64.event;

import dev.vmi4j.core.arch.SpecialRegister;

/** The registers whose writes a hypervisor can report: those that HCR_EL2.TVM traps. */
public enum Aarch64SpecialRegister implements SpecialRegister {
    /** System control. */
    SCTLR_EL1,
    /** Root of the lower half. */
    TTBR0_EL1,
    /** Root of the upper half. */
    TTBR1_EL1,
    /** Translation control. */
    TCR_EL1,
    /** Further translation control. */
    TCR2_EL1,
    /** Memory attributes. */
    MAIR_EL1,
    /** Syndrome of an exception. */
    ESR_EL1,
    /** The address that faulted. */
    FAR_EL1,
    /** The process that runs, for debuggers. */
    CONTEXTIDR_EL1
}

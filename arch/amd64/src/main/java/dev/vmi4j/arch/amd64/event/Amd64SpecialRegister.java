package dev.vmi4j.arch.amd64.event;

import dev.vmi4j.core.arch.SpecialRegister;

/** The control registers whose writes a hypervisor can report. */
public enum Amd64SpecialRegister implements SpecialRegister {
    /** Operating mode. */
    CR0,
    /** Translation root. */
    CR3,
    /** Extensions in use. */
    CR4,
    /** Extended states in use. */
    XCR0
}

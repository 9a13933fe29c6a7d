package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.arch.SpecialRegister;

/** The toy architecture's registers whose writes can be watched. */
public enum ToySpecialRegister implements SpecialRegister {
    /** The translation root. */
    ROOT,
    /** The status word. */
    STATUS
}

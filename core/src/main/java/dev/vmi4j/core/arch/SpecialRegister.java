package dev.vmi4j.core.arch;

/** A control register or the like whose writes can be watched. Implemented by an enum of each architecture. */
public interface SpecialRegister {
    /**
     * The architecture's name of the register.
     *
     * @return for example {@code CR3}
     */
    String name();
}

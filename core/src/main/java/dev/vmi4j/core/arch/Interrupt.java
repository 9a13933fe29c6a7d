package dev.vmi4j.core.arch;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** An interrupt or exception as it is taken by a virtual CPU. Implemented by a record of each architecture. */
public interface Interrupt {
    /**
     * The number under which the CPU takes it.
     *
     * @return AMD64: the vector, 0 to 255; AArch64: the exception class, 0 to 63
     */
    int vector();

    /**
     * The short name that the manual gives it.
     *
     * @return for example {@code #PF}
     */
    String mnemonic();

    /**
     * The error code.
     *
     * @return unsigned 32 bits; empty when this kind has none
     */
    OptionalInt errorCode();

    /**
     * The length of the instruction that caused it.
     *
     * @return in bytes; 0 when no instruction did
     */
    int instructionLength();

    /**
     * What else the CPU says about it.
     *
     * @return AMD64: CR2 of a page fault; AArch64: FAR
     */
    OptionalLong extra();
}

package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.arch.Interrupt;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An interrupt of the toy architecture.
 *
 * @param vector 0 to 15; 3 is the breakpoint
 * @param errorCode the error code, if it has one
 * @param instructionLength in bytes
 * @param extra the faulting address, if there is one
 */
public record ToyInterrupt(int vector, OptionalInt errorCode, int instructionLength, OptionalLong extra)
        implements Interrupt {
    /** The vector of a breakpoint. */
    public static final int BREAKPOINT = 3;

    /**
     * A breakpoint.
     *
     * @return the interrupt that the breakpoint instruction raises
     */
    public static ToyInterrupt breakpoint() {
        return new ToyInterrupt(BREAKPOINT, OptionalInt.empty(), 2, OptionalLong.empty());
    }

    @Override
    public String mnemonic() {
        return vector == BREAKPOINT ? "#BRK" : "#" + vector;
    }
}

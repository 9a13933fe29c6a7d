package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import java.util.List;
import java.util.Optional;

/**
 * Knows where a kernel takes system calls and what they mean. A tool stops the guest at the {@linkplain #gates gates} and
 * where they return to. Implemented by operating system layers.
 */
public interface SystemCallDecoder {
    /**
     * The functions of the kernel of which each handles one system call from beginning to end.
     *
     * @return not empty
     */
    List<Gate> gates();

    /**
     * A function of the kernel that handles one system call from beginning to end.
     *
     * @param symbol its name
     * @param va its first instruction
     */
    record Gate(String symbol, Va va) {}

    /**
     * The system call that begins.
     *
     * @param gate the gate
     * @param registers at its first instruction
     * @return empty when the registers say too little
     * @throws dev.vmi4j.core.error.VmiException when the guest cannot be read
     */
    Optional<Entered> enter(Gate gate, Registers registers);

    /** A system call between its beginning and its end. */
    interface Entered {
        /**
         * Who makes the call, and which; its arguments are decoded when this is asked for.
         *
         * @return the call as it is known at its beginning
         */
        SystemCall call();

        /**
         * The process identifier of who makes the call, without decoding anything else.
         *
         * @return as user space sees it
         */
        long processId();

        /**
         * The name of the call, without decoding anything else.
         *
         * @return as {@link SystemCall#name}
         */
        String name();

        /**
         * Whether the call can return.
         *
         * @return false for one that ends its thread
         */
        boolean returns();

        /**
         * The call as it is known at its end.
         *
         * @param registers where the gate returned to
         * @return the call with a result
         * @throws dev.vmi4j.core.error.VmiException when the result cannot be read
         */
        SystemCall returned(Registers registers);
    }
}

package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import java.util.List;

/** A guest system that can tell by which calls a virtual CPU came to where it is. Implemented by operating system layers. */
public interface DescribesStacks {
    /**
     * Makes ready to follow calls; where the code of the kernel and of its modules lies is read once.
     *
     * @return follows the calls of every virtual CPU
     * @throws dev.vmi4j.core.error.VmiException when the kernel's stacks cannot be followed
     */
    CallFollower callFollower();

    /** Follows calls. Thread-safe. Implemented by operating system layers. */
    @FunctionalInterface
    interface CallFollower {
        /**
         * The places that a virtual CPU will return to.
         *
         * @param registers of a virtual CPU that stands
         * @return where it is first; what runs in user mode is one place
         * @throws dev.vmi4j.core.error.VmiException when its stack cannot be read
         */
        List<CodeFrame> of(Registers registers);
    }

    /**
     * A place in the code.
     *
     * @param address where it goes on
     * @param text its name for people, such as {@code schedule+0x1c}
     */
    record CodeFrame(Va address, String text) {}
}

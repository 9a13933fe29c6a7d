package dev.vmi4j.tools.intercept;

import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.tools.breakpoint.Hit;
import java.util.Optional;

/** What happens when a function of the guest begins and returns. Implemented by users of the interceptor. */
public interface FunctionHook {
    /**
     * The function begins.
     *
     * @param hit at its first instruction
     * @return how it goes on
     */
    Decision entered(Hit hit);

    /**
     * The function has returned. Asked only after {@link #entered} answered with {@link Decision#proceed}.
     *
     * @param call the call that ends
     * @param hit where it returned to; the result is in the registers
     * @return the registers to go on with, for example with another result; empty to change nothing
     */
    default Optional<Registers> returned(FunctionCall call, Hit hit) {
        return Optional.empty();
    }

    /** How a call goes on. */
    sealed interface Decision {
        /**
         * The function is executed.
         *
         * @param registers with which, for example with other arguments; empty to change nothing
         * @param tag handed to {@link FunctionHook#returned} with the call
         */
        record Proceed(Optional<Registers> registers, Object tag) implements Decision {}

        /** The function is executed, and nobody asks for its return. */
        record Forget() implements Decision {}

        /**
         * The function is left out.
         *
         * @param result what the caller gets
         */
        record Skip(long result) implements Decision {}

        /**
         * The function is executed as it was called.
         *
         * @return the decision
         */
        static Decision proceed() {
            return new Proceed(Optional.empty(), "");
        }

        /**
         * The function is executed with other registers.
         *
         * @param registers for example {@link Registers#withArgument}
         * @return the decision
         */
        static Decision proceedWith(Registers registers) {
            return new Proceed(Optional.of(registers), "");
        }

        /**
         * The function is left out.
         *
         * @param result what the caller gets
         * @return the decision
         */
        static Decision skip(long result) {
            return new Skip(result);
        }
    }
}

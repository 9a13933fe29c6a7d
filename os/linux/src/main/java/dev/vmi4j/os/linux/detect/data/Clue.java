package dev.vmi4j.os.linux.detect.data;

import dev.vmi4j.core.error.VmiException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How a data symbol that the kernel lists nowhere is found: where candidates come from, and what proves one.
 *
 * @param symbol the name of the data
 * @param candidates where it could lie, the likely first
 * @param proof whether what lies there is it
 */
record Clue(String symbol, Candidates candidates, Proof proof) {
    /** Tells where data could lie. */
    @FunctionalInterface
    interface Candidates {
        /** Addresses in the kernel image; none when what they follow from is not there. */
        LongStream of(Evidence kernel);
    }

    /** Tells whether data is what it is taken for. */
    @FunctionalInterface
    interface Proof {
        /** True when it is; may fail when it cannot be read, which counts as no. */
        boolean holds(Evidence kernel, long candidate);
    }

    /** Data that the code of functions refers to. */
    static Clue inCode(String symbol, Proof proof, String... functions) {
        return new Clue(
                symbol,
                kernel ->
                        Stream.of(functions).flatMapToLong(kernel::referencesOf).distinct(),
                proof);
    }

    /** The first candidate that is proven. */
    LongStream find(Evidence kernel) {
        try {
            return candidates
                    .of(kernel)
                    .filter(candidate -> proven(kernel, candidate))
                    .limit(1);
        } catch (VmiException _) {
            return LongStream.empty();
        }
    }

    private boolean proven(Evidence kernel, long candidate) {
        try {
            return proof.holds(kernel, candidate);
        } catch (VmiException _) {
            return false;
        }
    }
}

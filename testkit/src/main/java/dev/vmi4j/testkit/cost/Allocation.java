package dev.vmi4j.testkit.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Counts what operations allocate, by the JVM's own count of this thread. */
public final class Allocation {
    private static final int WARM_UPS = 3;
    private static final int WARM_UP = 300_000;
    private static final int OPERATIONS = 1_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * An operation on one of several guests.
     *
     * @param <G> the kind of guest
     */
    public interface Operation<G> {
        /**
         * Runs it once.
         *
         * @param guest the guest
         * @param index how many ran before
         * @return what keeps the compiler from leaving it out
         */
        long run(G guest, int index);
    }

    /**
     * What an operation allocates when it is hot on all guests.
     *
     * @param <G> the kind of guest
     * @param guests the guests, by turns
     * @param operation the operation
     * @return bytes per operation
     */
    public static <G> double hot(List<G> guests, Operation<G> operation) {
        for (int i = 0; i < WARM_UPS; i++) {
            perOperation(guests, WARM_UP, operation);
        }
        return perOperation(guests, OPERATIONS, operation);
    }

    /**
     * What an operation allocates.
     *
     * @param <G> the kind of guest
     * @param guests the guests, by turns
     * @param operations how often it is run
     * @param operation the operation
     * @return bytes per operation
     */
    public static <G> double perOperation(List<G> guests, int operations, Operation<G> operation) {
        @SuppressWarnings("unchecked")
        G[] all = (G[]) guests.toArray();
        long sum = 0;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < operations; i++) {
            sum += operation.run(all[i % all.length], i);
        }
        long after = THREADS.getCurrentThreadAllocatedBytes();
        sink = sum;
        return (double) (after - before) / operations;
    }

    @SuppressWarnings("unused") // written, so that the sums are needed
    private static volatile long sink;
}

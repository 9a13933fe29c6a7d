package dev.vmi4j.tools.step;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.tools.event.Cause;
import dev.vmi4j.tools.event.EventTool;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Records the instructions of virtual CPUs into a ring that keeps the last ones. A recording begins on a virtual CPU when
 * an event of it is answered with {@link #begin}, for example at a breakpoint, and ends when the stop condition holds, after
 * a number of steps, or with {@link #end}. Steps that belong to other threads than the one of interest are left out by the
 * keep condition, but made all the same. For use by the thread that waits for events.
 */
public final class StepRecorder implements EventTool {
    private final int capacity;
    private final long limit;
    private final Predicate<VmiEvent> keep;
    private final Predicate<VmiEvent> stop;
    private final Deque<Step> ring = new ArrayDeque<>();
    private final Set<VcpuId> recording = new HashSet<>();
    private long steps;

    private StepRecorder(int capacity, long limit, Predicate<VmiEvent> keep, Predicate<VmiEvent> stop) {
        this.capacity = capacity;
        this.limit = limit;
        this.keep = keep;
        this.stop = stop;
    }

    /**
     * A recorder that keeps every step.
     *
     * @param capacity the most steps to keep; older ones are forgotten
     * @param limit the most steps to make
     * @return a recorder that records nothing yet
     */
    public static StepRecorder of(int capacity, long limit) {
        if (capacity < 1 || limit < 1) {
            throw new IllegalArgumentException("a recorder of " + capacity + " steps and at most " + limit);
        }
        return new StepRecorder(capacity, limit, _ -> true, _ -> false);
    }

    /**
     * The same recorder with another keep condition.
     *
     * @param condition whether a step is to be kept
     * @return a recorder that records nothing yet
     */
    public StepRecorder keeping(Predicate<VmiEvent> condition) {
        return new StepRecorder(capacity, limit, condition, stop);
    }

    /**
     * The same recorder with a stop condition.
     *
     * @param condition whether the recording ends before the instruction at which the virtual CPU is
     * @return a recorder that records nothing yet
     */
    public StepRecorder until(Predicate<VmiEvent> condition) {
        return new StepRecorder(capacity, limit, keep, condition);
    }

    /**
     * Begins to record a virtual CPU at the instruction at which it is.
     *
     * @param event an event of it
     * @return the answer to that event
     */
    public EventResponse begin(VmiEvent event) {
        recording.add(event.vcpu());
        return next(event);
    }

    /** Ends the recording; what was recorded stays. */
    public void end() {
        recording.clear();
    }

    /**
     * Whether some virtual CPU is being recorded.
     *
     * @return false before the first and after the last
     */
    public boolean isRecording() {
        return !recording.isEmpty();
    }

    /**
     * What was recorded.
     *
     * @return the oldest first
     */
    public List<Step> steps() {
        return List.copyOf(ring);
    }

    /**
     * The number of steps, those that were forgotten included.
     *
     * @return not negative
     */
    public long count() {
        return steps;
    }

    @Override
    public Optional<EventResponse> handle(VmiEvent event, Cause cause) {
        return cause == Cause.STEP && recording.contains(event.vcpu()) ? Optional.of(next(event)) : Optional.empty();
    }

    private EventResponse next(VmiEvent event) {
        if (steps == limit || stop.test(event)) {
            recording.remove(event.vcpu());
            return EventResponse.CONTINUE;
        }
        if (keep.test(event)) {
            if (ring.size() == capacity) {
                ring.removeFirst();
            }
            ring.add(new Step(steps, event.vcpu(), event.registers()));
        }
        steps++;
        return EventResponse.of(new EventAction.SingleStep());
    }

    @Override
    public void close() {
        end();
    }
}

package dev.vmi4j.testkit.memory;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Produces the pages of a {@link SyntheticMemory}, counts how often it was asked, and can be told which pages are bad.
 * Pages that do not lie in one run as a whole are absent. Thread-safe.
 */
public final class SyntheticSource implements PageSource {
    private final SyntheticMemory memory;
    private final int shift;
    private final Map<Long, PageState> flaws = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();
    private volatile LongConsumer beforeRead = _ -> {};
    private volatile LongConsumer afterRead = _ -> {};

    SyntheticSource(SyntheticMemory memory, int pageShift) {
        this.memory = memory;
        this.shift = pageShift;
    }

    /**
     * Says that a page cannot be produced.
     *
     * @param gfn frame number in units of this source's page size
     * @param state the answer from now on; {@link PageState#PRESENT} to produce the page again
     * @return this
     */
    public SyntheticSource flaw(long gfn, PageState state) {
        if (state == PageState.PRESENT) {
            flaws.remove(gfn);
        } else {
            flaws.put(gfn, state);
        }
        return this;
    }

    /**
     * Runs before each page is read.
     *
     * @param action gets the frame number; a {@link VmiException} that it throws is what the read throws
     */
    public void beforeRead(LongConsumer action) {
        beforeRead = action;
    }

    /**
     * Runs after each page was read and before it is handed out.
     *
     * @param action gets the frame number
     */
    public void afterRead(LongConsumer action) {
        afterRead = action;
    }

    /**
     * How many pages it was asked for.
     *
     * @return the number of reads, whatever they answered
     */
    public long reads() {
        return reads.get();
    }

    @Override
    public int pageShift() {
        return shift;
    }

    @Override
    public PageState read(long gfn, byte[] page) {
        reads.incrementAndGet();
        beforeRead.accept(gfn);
        PageState state = state(gfn);
        if (state == PageState.PRESENT) {
            MemorySegment.ofArray(page).copyFrom(memory.at(gfn << shift, 1L << shift));
            afterRead.accept(gfn);
        }
        return state;
    }

    @Override
    public PageState state(long gfn) {
        PageState flaw = flaws.get(gfn);
        if (flaw != null) {
            return flaw;
        }
        long start = gfn << shift;
        boolean held = memory.runs().stream()
                .anyMatch(run -> start >= run.start()
                        && start + (1L << shift) <= run.range().end());
        return held ? PageState.PRESENT : PageState.ABSENT;
    }
}

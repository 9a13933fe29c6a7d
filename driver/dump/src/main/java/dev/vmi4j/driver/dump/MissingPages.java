package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import java.util.Arrays;
import java.util.List;

/** Says of the pages that are not mapped whether the guest has them. */
final class MissingPages implements PageSource {
    static final int SHIFT = 12;

    private final long[] starts;
    private final long[] ends;

    /** The ranges the guest has: ascending and disjoint. */
    MissingPages(List<MemoryRange> ranges) {
        this.starts = ranges.stream().mapToLong(MemoryRange::start).toArray();
        this.ends = ranges.stream().mapToLong(MemoryRange::end).toArray();
    }

    @Override
    public int pageShift() {
        return SHIFT;
    }

    @Override
    public PageState read(long gfn, byte[] page) {
        return state(gfn);
    }

    @Override
    public PageState state(long gfn) {
        long first = gfn << SHIFT;
        int found = Arrays.binarySearch(starts, first + (1L << SHIFT) - 1);
        int range = found >= 0 ? found : -found - 2;
        return range >= 0 && ends[range] > first ? PageState.EXCLUDED : PageState.ABSENT;
    }
}

package dev.vmi4j.benchmarks;

import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.paging.WalkLimitException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Finds roots of 4-level page tables in an image, so that a benchmark needs nothing but the image. All roots of a kernel
 * have the same upper half: of the upper halves that occur often, the one that maps the most is the kernel's (under
 * KPTI the others are those of user mode). The root of it with the least in its lower half is the kernel's own, the one
 * with the most a process'.
 */
final class RootFinder {
    private static final int PAGE = 4096;
    private static final long TABLE_LIMIT = 1 << 16;
    /** The entry of the last 512 GiB, where Linux has its text. */
    private static final int LAST_ENTRY = PAGE - Long.BYTES;

    /** What was found: the kernel's root and that of a process. */
    record Roots(long kernel, long process) {}

    private record Candidate(long root, List<Long> upperHalf, long upper, long lower, long user) {}

    private final PhysicalMemory memory;

    RootFinder(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** The roots, if the image has any. */
    Optional<Roots> find() {
        List<Candidate> kernels = kernels();
        Comparator<Candidate> byUserPages = Comparator.comparingLong(Candidate::user);
        return kernels.stream()
                .min(Comparator.comparingLong(Candidate::lower))
                .map(least -> new Roots(
                        least.root(), Collections.max(kernels, byUserPages).root()));
    }

    private List<Candidate> kernels() {
        Map<List<Long>, List<Candidate>> groups =
                candidates().stream().collect(Collectors.groupingBy(Candidate::upperHalf));
        int most = groups.values().stream().mapToInt(List::size).max().orElse(0);
        return groups.values().stream()
                .filter(group -> group.size() * 2 >= most)
                .max(Comparator.comparingLong(group -> group.getFirst().upper()))
                .orElse(List.of());
    }

    private List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        for (long page = 0; page + PAGE <= memory.size(); page += PAGE) {
            if (plausible(page)) {
                examine(page).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Whether the last entry leads to a table and no entry breaks the rules. */
    private boolean plausible(long page) {
        if ((memory.readLong(page + LAST_ENTRY) & 3) != 3) {
            return false;
        }
        for (int at = 0; at < PAGE; at += Long.BYTES) {
            long entry = memory.readLong(page + at);
            if ((entry & 1) != 0 && ((entry & 0x80) != 0 || (entry & 0xf_ffff_ffff_f000L) >= memory.size())) {
                return false;
            }
        }
        return true;
    }

    private Optional<Candidate> examine(long page) {
        MappingCursor cursor =
                AddressSpace.of(memory, Amd64Paging.FOUR_LEVEL, new Pa(page)).mappings(TABLE_LIMIT);
        long upper = 0;
        long lower = 0;
        long user = 0;
        try {
            while (cursor.hasNext()) {
                Mapping mapping = cursor.next();
                upper += mapping.va().value() < 0 ? 1 : 0;
                lower += mapping.va().value() >= 0 ? 1 : 0;
                user += mapping.attributes().user().equals(MemoryAccess.NONE) ? 0 : 1;
            }
        } catch (WalkLimitException _) {
            return Optional.empty(); // no page table: it leads to itself over and over
        }
        return upper == 0 ? Optional.empty() : Optional.of(new Candidate(page, upperHalf(page), upper, lower, user));
    }

    private List<Long> upperHalf(long page) {
        return LongStream.range(page / Long.BYTES + 256, page / Long.BYTES + 512)
                .mapToObj(at -> memory.readLong(at * Long.BYTES))
                .toList();
    }
}

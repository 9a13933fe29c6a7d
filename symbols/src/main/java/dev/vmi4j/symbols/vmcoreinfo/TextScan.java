package dev.vmi4j.symbols.vmcoreinfo;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One pass over guest physical memory for texts that begin at multiples of a step, until one is good enough. */
final class TextScan {
    /** The first 8 bytes of {@code OSRELEASE=}. */
    private static final long FIRST = 0x5341_454c_4552_534fL;

    private static final int MAX_LINE = 160;
    private static final int MAX_CANDIDATES = 64;
    private static final int PIECE = 1 << 20;

    private final PhysicalMemory memory;
    private final int step;
    private final Predicate<VmcoreinfoCandidate> isEnough;
    private final List<VmcoreinfoCandidate> found = new ArrayList<>();
    private boolean done;

    TextScan(PhysicalMemory memory, int step, Predicate<VmcoreinfoCandidate> isEnough) {
        this.memory = memory;
        this.step = step;
        this.isEnough = isEnough;
    }

    List<VmcoreinfoCandidate> run() {
        for (MemoryRange range : memory.ranges()) {
            scan(range);
        }
        return List.copyOf(found);
    }

    Optional<VmcoreinfoCandidate> at(long pa) {
        check(pa);
        return found.stream().findFirst();
    }

    private void scan(MemoryRange range) {
        long pa = range.start();
        while (pa < range.end() && !done) {
            MemorySegment bytes = memory.slice(pa);
            if (bytes.byteSize() == 0) {
                pa = nextPage(pa);
                continue;
            }
            scan(bytes, pa);
            pa += bytes.byteSize();
        }
    }

    private void scan(MemorySegment bytes, long pa) {
        long last = bytes.byteSize() - Long.BYTES;
        for (long at = -pa & step - 1; at <= last && !done; at += PIECE) {
            scan(bytes, pa, at, Math.min(last, at + PIECE - 1));
        }
        for (long at = Math.max(0, last + 1); at < bytes.byteSize(); at++) {
            if ((pa + at & step - 1) == 0 && bytes.get(ValueLayout.JAVA_BYTE, at) == 'O') {
                check(pa + at);
            }
        }
    }

    /** The hot loop, in calls of bounded length so that the compiled one takes over soon. */
    private void scan(MemorySegment bytes, long pa, long from, long last) {
        for (long at = from; at <= last; at += step) {
            if (bytes.get(LittleEndian.LONG, at) == FIRST) {
                check(pa + at);
            }
        }
    }

    /** Reads a line first and the rest only when that is a kernel release: memory may be full of half hits. */
    private void check(long pa) {
        if (done) {
            return;
        }
        String line = text(pa, MAX_LINE).lines().findFirst().orElse("");
        if (Vmcoreinfo.tryParse(line).isPresent()) {
            Vmcoreinfo.tryParse(text(pa, Vmcoreinfo.MAX_LENGTH))
                    .ifPresent(info -> add(new VmcoreinfoCandidate(new Pa(pa), info)));
        }
    }

    private void add(VmcoreinfoCandidate candidate) {
        found.add(candidate);
        done = found.size() == MAX_CANDIDATES || isEnough.test(candidate);
    }

    private String text(long pa, int limit) {
        int length = (int) memory.readable(pa, limit);
        byte[] bytes = memory.readBytes(pa, length);
        int end = 0;
        while (end < length && isText(bytes[end])) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }

    private static boolean isText(byte one) {
        return one >= ' ' && one <= '~' || one == '\n' || one == '\t';
    }

    private long nextPage(long pa) {
        return (pa >>> memory.pageShift()) + 1 << memory.pageShift();
    }
}

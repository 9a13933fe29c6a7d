package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Where the RAM in a raw copy may begin. The kernel says at which guest physical address {@code init_uts_ns} lies; where
 * the release that is written in it is found in the copy, the difference is the base.
 *
 * @param memory the copy, from address 0 on
 * @param architectures which to consider
 */
record BaseFinder(PhysicalMemory memory, List<Architecture> architectures) {
    private static final long PAGE = 4096;

    /**
     * Searches.
     *
     * @return guest physical addresses at which the copy may begin, each to be proven
     */
    LongStream find(Vmcoreinfo info) {
        return platforms()
                .flatMapToLong(platform ->
                        info.symbol("init_uts_ns").stream().flatMap(names -> platform.physical(info, names).stream()))
                .flatMap(names -> KernelFinder.nameOffsets(info)
                        .map(offset -> names + offset + KernelFinder.RELEASE * KernelFinder.UTS_LENGTH))
                .flatMap(release -> bases(info.osRelease(), release))
                .distinct();
    }

    private Stream<LinuxPlatform> platforms() {
        return LinuxPlatform.all().stream()
                .filter(platform -> architectures.stream().anyMatch(platform::serves));
    }

    /** The base is a multiple of a page, so the text can begin at one place of each page alone. */
    private LongStream bases(String release, long address) {
        byte[] text = (release + '\0').getBytes(StandardCharsets.US_ASCII);
        MemorySegment wanted = MemorySegment.ofArray(text);
        return LongStream.iterate(address & PAGE - 1, at -> at + text.length <= memory.size(), at -> at + PAGE)
                .filter(at -> address - at > 0 && holds(at, wanted))
                .map(at -> address - at);
    }

    private boolean holds(long at, MemorySegment wanted) {
        MemorySegment here = memory.slice(at);
        return here.byteSize() >= wanted.byteSize()
                && here.asSlice(0, wanted.byteSize()).mismatch(wanted) < 0;
    }
}

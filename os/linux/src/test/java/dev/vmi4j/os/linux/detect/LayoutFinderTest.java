package dev.vmi4j.os.linux.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.aarch64.Aarch64;
import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.Aarch64Encoders;
import dev.vmi4j.testkit.paging.Amd64Encoders;
import dev.vmi4j.testkit.paging.EntryEncoder;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made up kernels in memory that is laid out like that of machines, in small: holes begin at 4 or 6 MiB and end at 8. */
class LayoutFinderTest {
    private static final long MIB = 1 << 20;
    private static final long PAGE = 4096;
    private static final DeviceHoles HOLES = new DeviceHoles(List.of(4 * MIB, 6 * MIB), 8 * MIB, MIB);
    private static final long AMD64_IMAGE = 0xffff_ffff_8000_0000L;
    private static final long AMD64_DIRECT_MAP = 0xffff_8880_0000_0000L;
    private static final long ARM64_IMAGE = 0xffff_8000_0800_0000L;
    private static final long ARM64_BASE = 0x4000_0000L;

    /** Where {@code init_uts_ns} and the text about the kernel lie. */
    private static final long NAMES = MIB;

    private static final long INFO = MIB + PAGE;
    private static final String RELEASE = "6.1.0-made-up";

    /** {@code struct uts_namespace} begins with the names, of 65 bytes each: the release is the third. */
    private static final long RELEASE_OFFSET = 2 * 65;

    private final MemoryStore store = new MemoryStore();

    /** A PC with RAM in the ranges and the root table in the first MiB of the range of that index. */
    private static SyntheticMemory pc(List<MemoryRange> ram, int tablesIn) {
        MemoryRange tables = new MemoryRange(ram.get(tablesIn).start(), MIB);
        SyntheticMemory memory = SyntheticMemory.heap(Stream.concat(
                        Stream.of(tables), ram.stream().flatMap(range -> without(range, tables)))
                .toArray(MemoryRange[]::new));
        PageTableBuilder pages = new PageTableBuilder(Amd64Encoders.fourLevel(40), memory);
        for (MemoryRange range : ram) {
            for (long pa = range.start(); pa < range.end(); pa += 2 * MIB) {
                pages.map(AMD64_DIRECT_MAP + pa, pa, 2 * MIB);
            }
        }
        long root = pages.root().value();
        pages.map(AMD64_IMAGE + root, root, PAGE);
        pages.map(AMD64_IMAGE + NAMES, NAMES, PAGE);
        describe(memory, 0, AMD64_IMAGE, AMD64_IMAGE + root, "NUMBER(phys_base)=0");
        return memory;
    }

    private static Stream<MemoryRange> without(MemoryRange range, MemoryRange first) {
        return range.start() == first.start()
                ? Stream.of(new MemoryRange(first.end(), range.size() - first.size()))
                : Stream.of(range);
    }

    /** A machine of Arm's, whose RAM begins at 1 GiB. */
    private static SyntheticMemory virt(long size) {
        SyntheticMemory memory =
                SyntheticMemory.heap(new MemoryRange(ARM64_BASE, MIB), new MemoryRange(ARM64_BASE + MIB, size - MIB));
        EntryEncoder encoder = Aarch64Encoders.of(
                Aarch64Encoders.Granule.KIB_4, Aarch64Encoders.Half.UPPER, 48, Aarch64Encoders.Format.PLAIN);
        PageTableBuilder pages = new PageTableBuilder(encoder, memory);
        long distance = ARM64_IMAGE - ARM64_BASE;
        long root = pages.root().value();
        pages.map(distance + root, root, PAGE);
        pages.map(ARM64_IMAGE + NAMES, ARM64_BASE + NAMES, PAGE);
        describe(
                memory,
                ARM64_BASE,
                ARM64_IMAGE,
                distance + root,
                "NUMBER(kimage_voffset)=0x" + Long.toHexString(distance));
        return memory;
    }

    private static void describe(SyntheticMemory memory, long base, long image, long root, String number) {
        memory.put(base + NAMES + RELEASE_OFFSET, RELEASE.getBytes(StandardCharsets.US_ASCII));
        String text = "OSRELEASE=" + RELEASE + "\nPAGESIZE=4096\nSYMBOL(init_uts_ns)=" + Long.toHexString(image + NAMES)
                + "\nOFFSET(uts_namespace.name)=0\nSYMBOL(swapper_pg_dir)=" + Long.toHexString(root) + "\n" + number
                + "\n";
        memory.put(base + INFO, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The bytes of all memory, one range after the other, as a raw image has them. */
    private static PhysicalMemory copy(SyntheticMemory memory) {
        MemorySegment bytes =
                MemorySegment.ofArray(new byte[Math.toIntExact(memory.mapped().size())]);
        long offset = 0;
        for (MemoryRun run : memory.runs().stream()
                .sorted(Comparator.comparingLong(MemoryRun::start))
                .toList()) {
            MemorySegment.copy(run.bytes(), 0, bytes, offset, run.bytes().byteSize());
            offset += run.bytes().byteSize();
        }
        return PhysicalMemory.mapped(List.of(new MemoryRun(0, bytes)));
    }

    private List<MemoryRange> find(PhysicalMemory copy) {
        List<Architecture> architectures = List.of(Amd64.INSTANCE, Aarch64.GRANULE_4K);
        return new LayoutFinder(copy, architectures, new SavedLocation(store), HOLES).find();
    }

    private static List<MemoryRange> split(long hole, long size) {
        return List.of(new MemoryRange(0, hole), new MemoryRange(8 * MIB, size - hole));
    }

    @ParameterizedTest
    @CsvSource({"4, 8, 0", "4, 8, 1", "6, 8, 0", "6, 8, 1", "4, 12, 1", "6, 14, 0"})
    void theHoleIsTheOneWithWhichTheDirectMapEndsWhereTheCopyDoes(long hole, long size, int tablesIn) {
        List<MemoryRange> ram = split(hole * MIB, size * MIB);

        assertThat(find(copy(pc(ram, tablesIn)))).isEqualTo(ram);
        assertThat(new SavedLocation(store).load()).contains(new Pa(INFO));
    }

    @ParameterizedTest
    @CsvSource({"2", "4", "6", "8", "12"})
    void whatHasNoHoleLiesRight(long size) {
        assertThat(find(copy(pc(List.of(new MemoryRange(0, size * MIB)), 0)))).isEmpty();
        assertThat(new SavedLocation(store).load()).contains(new Pa(INFO));
    }

    @Test
    void aHoleThatNothingProvesIsNotGuessed() {
        PhysicalMemory used = copy(pc(split(4 * MIB, 8 * MIB), 0));
        MemorySegment longer = MemorySegment.ofArray(new byte[(int) (16 * MIB)]);
        MemorySegment.copy(used.slice(0), 0, longer, 0, 8 * MIB);

        assertThat(find(PhysicalMemory.mapped(List.of(new MemoryRun(0, longer)))))
                .isEmpty();
    }

    @Test
    void ramThatBeginsElsewhereIsMovedThere() {
        assertThat(find(copy(virt(4 * MIB)))).containsExactly(new MemoryRange(ARM64_BASE, 4 * MIB));
        assertThat(new SavedLocation(store).load()).contains(new Pa(ARM64_BASE + INFO));
    }

    @Test
    void theReleaseAloneIsNoProof() {
        SyntheticMemory memory = virt(4 * MIB);
        memory.at(ARM64_BASE, MIB).fill((byte) 0);

        assertThat(find(copy(memory))).isEmpty();
        assertThat(store.saved).isEmpty();
    }

    @Test
    void memoryWithoutAKernelStaysWhereItIs() {
        assertThat(find(copy(SyntheticMemory.heap(new MemoryRange(0, 8 * MIB)))))
                .isEmpty();
        assertThat(find(pc(split(4 * MIB, 8 * MIB), 0).mapped()))
                .as("not in one piece")
                .isEmpty();
    }
}

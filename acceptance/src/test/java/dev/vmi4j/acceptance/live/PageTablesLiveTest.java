package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page that a guest maps: our enumeration beside QEMU's {@code info tlb} of the same instant. */
final class PageTablesLiveTest {
    private static final long ADDRESS_BITS = 0x000f_ffff_ffff_ffe0L;

    static Stream<Arguments> guests() {
        List<Arguments> guests = List.of(
                Arguments.of("linux-6.1-amd64-5level", "5-level"),
                Arguments.of("linux-6.1-amd64", "4-level"),
                Arguments.of("linux-6.1-i386-pae", "pae"),
                Arguments.of("linux-6.1-i386", "legacy"));
        LiveGuests.prefetch(
                guests.stream().map(guest -> (String) guest.get()[0]).toList());
        return guests.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void everyMappedPageAgreesWithQemu(String guest, String mode) throws IOException {
        GuestFolder recorded = LiveGuests.recorded(guest);
        for (int cpu = 0; cpu < 2; cpu++) {
            List<QemuTlb.Leaf> expected = QemuTlb.leaves(recorded.oracle(), cpu);
            assertThat(expected).hasSizeGreaterThan(1000);
            List<QemuTlb.Leaf> found = leaves(recorded, mode(mode), QemuTlb.cr3(recorded.oracle(), cpu));
            assertThat(firstDifference(expected, found))
                    .as("guest %s, CPU %d, %d leaves", guest, cpu, expected.size())
                    .isEmpty();
        }
    }

    /** The first place at which the lists differ, in words; a failure that prints both whole is of no use. */
    private static String firstDifference(List<QemuTlb.Leaf> expected, List<QemuTlb.Leaf> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i).toString() : "the end";
            String got = i < found.size() ? found.get(i).toString() : "the end";
            if (!wanted.equals(got)) {
                return "leaf " + i + ": QEMU says " + wanted + ", we say " + got;
            }
        }
        return "";
    }

    private static List<QemuTlb.Leaf> leaves(GuestFolder recorded, PagingMode mode, long cr3) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            PhysicalMemory memory = raw(recorded.image(DumpFormat.RAW), arena);
            long root = cr3 & ADDRESS_BITS & -mode.rootAlignment();
            return AddressSpace.of(memory, mode, new Pa(root)).mappings().stream()
                    .map(PageTablesLiveTest::leaf)
                    .toList();
        }
    }

    private static PhysicalMemory raw(Path image, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(image)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return PhysicalMemory.mapped(List.of(new MemoryRun(0, bytes)));
        }
    }

    private static QemuTlb.Leaf leaf(Mapping mapping) {
        return new QemuTlb.Leaf(mapping.va().value(), mapping.pa().value(), flags(mapping));
    }

    /** The leaf's own bits in QEMU's order and letters. */
    private static String flags(Mapping mapping) {
        long entry = mapping.entry();
        boolean large = mapping.size() > 4096;
        return flag(entry, 63, 'X')
                + flag(entry, 8, 'G')
                + (large ? "P" : "-")
                + flag(entry, 6, 'D')
                + flag(entry, 5, 'A')
                + flag(entry, 4, 'C')
                + flag(entry, 3, 'T')
                + flag(entry, 2, 'U')
                + flag(entry, 1, 'W');
    }

    private static String flag(long entry, int bit, char letter) {
        return (entry >>> bit & 1) != 0 ? String.valueOf(letter) : "-";
    }

    private static PagingMode mode(String name) {
        return Amd64.INSTANCE.pagingModes().stream()
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

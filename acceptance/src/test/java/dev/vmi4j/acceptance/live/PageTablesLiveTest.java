package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.acceptance.golden.QemuTlb;
import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page that a guest maps: our enumeration beside QEMU's {@code info tlb} of the same instant. */
@Covers("pagetables")
final class PageTablesLiveTest {
    private static final int CPUS = 2;

    static Stream<Arguments> guests() {
        LiveGuests.prefetch(
                List.of("linux-6.1-amd64-5level", "linux-6.1-amd64", "linux-6.1-i386-pae", "linux-6.1-i386"));
        return Stream.of(
                Arguments.of("linux-6.1-amd64-5level", "5-level"),
                Arguments.of("linux-6.1-amd64", "4-level"),
                Arguments.of("linux-6.1-i386-pae", "pae"),
                Arguments.of("linux-6.1-i386", "legacy"));
    }

    @ParameterizedTest
    @MethodSource("guests")
    void everyMappedPageAgreesWithQemu(String guest, String mode) throws IOException {
        GuestFolder recorded = LiveGuests.recorded(guest);
        String registers = Files.readString(recorded.oracle().resolve("info-registers.txt"));
        for (int cpu = 0; cpu < CPUS; cpu++) {
            String printed = Files.readString(recorded.oracle().resolve("info-tlb-cpu" + cpu + ".txt"));
            List<QemuTlb.Leaf> expected = QemuTlb.printed(printed);
            assertThat(expected).hasSizeGreaterThan(1000);
            assertThat(QemuTlb.firstDifference(expected, found(recorded, mode(mode), QemuTlb.cr3(registers, cpu))))
                    .as("guest %s, CPU %d, %d leaves", guest, cpu, expected.size())
                    .isEmpty();
        }
    }

    private static List<QemuTlb.Leaf> found(GuestFolder recorded, PagingMode mode, long cr3) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return QemuTlb.found(raw(recorded.image(DumpFormat.RAW), arena), mode, cr3);
        }
    }

    private static PhysicalMemory raw(Path image, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(image)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return PhysicalMemory.mapped(List.of(new MemoryRun(0, bytes)));
        }
    }

    private static PagingMode mode(String name) {
        return Amd64.INSTANCE.pagingModes().stream()
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

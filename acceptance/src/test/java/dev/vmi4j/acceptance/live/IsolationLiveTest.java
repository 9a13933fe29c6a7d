package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.ProcessRoot;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.symbols.DescribesSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both page tables of a process under page table isolation. Of the process that never leaves user mode, QEMU itself says
 * which one a CPU uses.
 */
final class IsolationLiveTest {
    private static final Pattern IN_USER_MODE =
            Pattern.compile("RIP=([0-9a-f]+)[^\n]* CPL=3 .*?CR3=([0-9a-f]+)", Pattern.DOTALL);

    /** Bits of CR3 that are no address. */
    private static final long FLAGS = 0xfff;

    static Stream<String> guests() {
        List<String> guests = LinuxGuest.NAMES.stream()
                .filter(guest -> guest.endsWith("-pti"))
                .toList();
        LiveGuests.prefetch(guests);
        return guests.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void aProcessHasPageTablesForUserModeAndForTheKernel(String guest) throws IOException {
        GuestFolder recorded = LiveGuests.recorded(guest);
        MatchResult cpu = IN_USER_MODE
                .matcher(Files.readString(recorded.oracle().resolve("info-registers.txt")))
                .results()
                .findFirst()
                .orElseThrow();
        Va pc = new Va(Long.parseUnsignedLong(cpu.group(1), 16));
        Pa root = new Pa(Long.parseUnsignedLong(cpu.group(2), 16) & ~FLAGS);
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW), ImageOptions.DEFAULT)) {
            GuestSystem system = LinuxGuest.system(image);
            GuestProcess busy = system.processes(new TableNotes())
                    .filter(GuestProcess.hasRoot(root))
                    .findFirst()
                    .orElseThrow();
            AddressSpace user = system.processSpace(busy.id(), ProcessRoot.USER).orElseThrow();
            AddressSpace kernel = system.processSpace(busy.id()).orElseThrow();
            assertThat(user.root()).isEqualTo(root);
            assertThat(kernel.root()).isNotEqualTo(root);
            assertThat(user.tryTranslate(pc)).isPresent().isEqualTo(kernel.tryTranslate(pc));
            Va banner = symbol(system, "linux_banner");
            assertThat(kernel.tryTranslate(banner)).isPresent();
            assertThat(user.tryTranslate(banner)).isEmpty();
            Va entry = symbol(system, "entry_SYSCALL_64");
            assertThat(user.tryTranslate(entry)).isPresent().isEqualTo(kernel.tryTranslate(entry));
        }
    }

    private static Va symbol(GuestSystem system, String name) {
        return ((DescribesSymbols) system).symbols().find(name).orElseThrow().va();
    }
}

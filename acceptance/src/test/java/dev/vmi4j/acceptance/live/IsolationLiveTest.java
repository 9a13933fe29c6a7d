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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both page tables of a process under page table isolation. QEMU itself says which one a CPU uses: that of user mode, or
 * where an interrupt came just before the guest was stopped that of the kernel, 4 KiB below it ({@code
 * Documentation/arch/x86/pti.rst}).
 */
final class IsolationLiveTest {
    private static final Pattern CPU =
            Pattern.compile("RIP=([0-9a-f]+)[^\n]* CPL=([03]) .*?CR3=([0-9a-f]+)", Pattern.DOTALL);

    /** Bits of CR3 that are no address. */
    private static final long FLAGS = 0xfff;

    private static final long USER = 0x1000;

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
        List<MatchResult> cpus = CPU.matcher(Files.readString(recorded.oracle().resolve("info-registers.txt")))
                .results()
                .sorted(Comparator.comparing((MatchResult cpu) -> cpu.group(2)).reversed())
                .toList();
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW), ImageOptions.DEFAULT)) {
            GuestSystem system = LinuxGuest.system(image);
            MatchResult cpu = cpus.stream()
                    .filter(known -> process(system, userRoot(known)).isPresent())
                    .findFirst()
                    .orElseThrow();
            Pa root = userRoot(cpu);
            long running = process(system, root).orElseThrow();
            AddressSpace user = system.processSpace(running, ProcessRoot.USER).orElseThrow();
            AddressSpace kernel = system.processSpace(running).orElseThrow();
            assertThat(user.root()).isEqualTo(root);
            assertThat(kernel.root()).isNotEqualTo(root);
            Va pc = new Va(Long.parseUnsignedLong(cpu.group(1), 16));
            assertThat(kernel.tryTranslate(pc)).isPresent();
            if (isInUserMode(cpu)) {
                assertThat(user.tryTranslate(pc)).isEqualTo(kernel.tryTranslate(pc));
            }
            Va banner = symbol(system, "linux_banner");
            assertThat(kernel.tryTranslate(banner)).isPresent();
            assertThat(user.tryTranslate(banner)).isEmpty();
            Va entry = symbol(system, "entry_SYSCALL_64");
            assertThat(user.tryTranslate(entry)).isPresent().isEqualTo(kernel.tryTranslate(entry));
        }
    }

    private static Pa userRoot(MatchResult cpu) {
        long root = Long.parseUnsignedLong(cpu.group(3), 16) & ~FLAGS;
        return new Pa(isInUserMode(cpu) ? root : root | USER);
    }

    private static boolean isInUserMode(MatchResult cpu) {
        return cpu.group(2).equals("3");
    }

    private static Optional<Long> process(GuestSystem system, Pa root) {
        return system.processes(new TableNotes())
                .filter(GuestProcess.hasRoot(root))
                .map(GuestProcess::id)
                .findFirst();
    }

    private static Va symbol(GuestSystem system, String name) {
        return ((DescribesSymbols) system).symbols().find(name).orElseThrow().va();
    }
}

package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The translations of arm64 guests: the kernel's beside QEMU's {@code gva2gpa} for a large sample of addresses, the
 * processes' beside the frames that the guest itself tells in {@code /proc/PID/pagemap}.
 */
@Covers("pagetables")
final class Aarch64PageTablesLiveTest {
    private static final int ENOUGH = 5000;
    private static final long PRESENT = 1L << 63;
    private static final long FRAME = (1L << 55) - 1;

    static Stream<String> guests() {
        List<String> guests =
                LinuxGuest.NAMES.stream().filter(LinuxGuest::isArm).toList();
        LiveGuests.prefetch(guests);
        return guests.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void kernelAddressesAgreeWithQemu(String guest) throws IOException {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<String> told = Files.readAllLines(recorded.oracle().resolve(GuestFolder.TRANSLATIONS)).stream()
                .filter(line -> Long.parseUnsignedLong(line.substring(0, 16), 16) << 8 < 0)
                .toList();
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW))) {
            AddressSpace space = LinuxGuest.system(image).kernelSpace();
            List<String> found = told.stream()
                    .map(line -> found(space, Long.parseUnsignedLong(line.substring(0, 16), 16)))
                    .toList();
            assertThat(found).as("translations of %s", guest).isEqualTo(told);
            assertThat(found.stream().filter(line -> !line.endsWith("unmapped")))
                    .as("mapped addresses of %s", guest)
                    .hasSizeGreaterThan(ENOUGH);
        }
    }

    @ParameterizedTest
    @MethodSource("guests")
    void pagesOfProcessesAgreeWithTheGuest(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW))) {
            GuestSystem system = LinuxGuest.system(image);
            List<String> told = new ArrayList<>();
            List<String> found = new ArrayList<>();
            for (int pid : recorded.truth().toldPids()) {
                // The first process goes on to start others, and what it writes then lies in new pages.
                if (pid != 1 && Files.isRegularFile(recorded.truth().file("proc/" + pid + "/pagemap"))) {
                    pages(recorded.truth(), pid, system.processSpace(pid).orElseThrow(), told, found);
                }
            }
            assertThat(found)
                    .as("pages of processes of %s", guest)
                    .isEqualTo(told)
                    .hasSizeGreaterThan(100);
        }
    }

    private static String found(AddressSpace space, long va) {
        long pa = space.lookup(va);
        return "%016x %s".formatted(va, pa < 0 ? "unmapped" : Addresses.hex(pa));
    }

    /** The regions are lines of first address and count, in the order of the entries; frames of absent pages are none. */
    private static void pages(Truth truth, int pid, AddressSpace space, List<String> told, List<String> found) {
        byte[] entries = truth.bytes("proc/" + pid + "/pagemap");
        int at = 0;
        for (String region :
                truth.text("proc/" + pid + "/pagemap-regions").lines().toList()) {
            String[] words = region.split(" ", 2);
            long va = Long.parseUnsignedLong(words[0], 16);
            for (int i = 0; i < Integer.parseInt(words[1]); i++, at += Long.BYTES) {
                long entry = LittleEndian.getLong(entries, at);
                if ((entry & PRESENT) != 0) {
                    int shift = space.mode().pageShift();
                    long page = va + ((long) i << shift);
                    told.add(pid + " %016x %s".formatted(page, Addresses.hex((entry & FRAME) << shift)));
                    found.add(pid + " " + found(space, page));
                }
            }
        }
    }
}

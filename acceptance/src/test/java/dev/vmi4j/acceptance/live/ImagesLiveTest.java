package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.KernelModule;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executable images of real guests: those of a process beside what its own dynamic linker said of them, those of the kernel
 * beside {@code /proc/kallsyms}.
 */
final class ImagesLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void imagesOfAProcessEqualWhatItsLinkerSaid(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<String[]> told = LinuxGuest.told(recorded.truth(), "told/linked")
                .lines()
                .map(line -> line.split(" ", -1))
                .toList();
        assumeFalse(told.isEmpty(), "no compiler here makes the linked program of " + guest);
        long pid = Long.parseLong(told.getFirst()[1]);
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW), ImageOptions.DEFAULT)) {
            GuestProcess process = LinuxGuest.system(image, LinuxGuest.symbolFiles(recorded))
                    .process(pid)
                    .orElseThrow();
            TableNotes notes = new TableNotes();
            List<ExecutableImage> images = process.images(notes).toList();
            assertThat(images)
                    .as("images of %s", guest)
                    .extracting(ExecutableImage::base)
                    .containsExactlyInAnyOrderElementsOf(told.stream()
                            .filter(line -> line[0].equals("image"))
                            .map(line -> address(line[1]))
                            .toList());
            assertThat(images).extracting(ExecutableImage::name).contains("linked", "libc.so.6", "ld.so", "[vdso]");
            assertThat(images).extracting(ExecutableImage::architecture).containsOnly(architecture(guest));
            List<String[]> symbols =
                    told.stream().filter(line -> line[0].equals("symbol")).toList();
            assertThat(symbols).hasSizeGreaterThan(10);
            for (String[] symbol : symbols) {
                ExecutableImage of = images.stream()
                        .filter(ExecutableImage.hasName(symbol[1]))
                        .findFirst()
                        .orElseThrow();
                assertThat(of.symbol(symbol[2]))
                        .as("%s of %s of %s", symbol[2], symbol[1], guest)
                        .contains(address(symbol[3]));
                assertThat(of.contains(address(symbol[3]))).isTrue();
                of.symbols(notes).forEach(_ -> {});
            }
            assertThat(notes.all()).as("notes of %s", guest).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("guests")
    void imagesOfTheKernelHaveTheGuestsSymbols(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW), ImageOptions.DEFAULT)) {
            GuestSystem system = LinuxGuest.system(image, LinuxGuest.symbolFiles(recorded));
            ExecutableImage kernel = system.kernelImage();
            assertThat(kernel.architecture()).isEqualTo(architecture(guest));
            assertThat(kernel.symbol("schedule")).contains(told(recorded.truth(), "schedule", ""));
            assertThat(kernel.contains(told(recorded.truth(), "schedule", ""))).isTrue();
            ExecutableImage dummy = system.modules(new TableNotes())
                    .filter(KernelModule.hasName("dummy"))
                    .findFirst()
                    .orElseThrow()
                    .image();
            Va setup = told(recorded.truth(), "dummy_setup", "[dummy]");
            assertThat(dummy.symbol("dummy_setup")).contains(setup);
            assertThat(dummy.contains(setup)).isTrue();
        }
    }

    /** The address that {@code /proc/kallsyms} gave. */
    private static Va told(Truth truth, String name, String module) {
        Map<String, String> found = truth.text("proc/kallsyms")
                .lines()
                .map(line -> line.split("[ \t]+", -1))
                .filter(line -> line[2].equals(name) && (line.length > 3 ? line[3] : "").equals(module))
                .collect(Collectors.toMap(line -> line[2], line -> line[0]));
        return address(found.getOrDefault(name, ""));
    }

    private static Va address(String digits) {
        return new Va(Long.parseUnsignedLong(digits, 16));
    }

    private static String architecture(String guest) {
        if (LinuxGuest.isArm(guest)) {
            return "aarch64";
        }
        return LinuxGuest.isI386(guest) ? "i386" : "amd64";
    }
}

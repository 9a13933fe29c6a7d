package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.os.DescribesCores;
import dev.vmi4j.core.os.DescribesFrames;
import dev.vmi4j.core.os.DescribesStacks;
import dev.vmi4j.core.os.DescribesSystemCalls;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.GuestThread;
import dev.vmi4j.core.os.KernelModule;
import dev.vmi4j.core.os.MappedFile;
import dev.vmi4j.core.os.MemoryRegion;
import dev.vmi4j.core.os.ProcessCore;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.os.SystemCallDecoder;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of the neutral view answers on real Linux guests. */
final class NeutralViewLiveTest {
    /** What a guest system and all that comes from it implement. */
    private static final List<Class<?>> VIEWS = List.of(
            GuestSystem.class,
            GuestProcess.class,
            GuestThread.class,
            KernelModule.class,
            MemoryRegion.class,
            MappedFile.class,
            DescribesCores.class,
            DescribesFrames.class,
            DescribesFrames.FrameOwners.class,
            DescribesStacks.class,
            DescribesStacks.CallFollower.class,
            DescribesSystemCalls.class,
            SystemCallDecoder.class);

    private static final String FOLDER = "dev/vmi4j/core/os";

    /** What others implement: who opens guests and images, and the command line. */
    private static final List<Class<?>> NO_VIEWS = List.of(GuestSystemProvider.class, SessionStore.class);

    /** There without page table isolation, where it says that there is none. */
    private static final Set<String> OF_ISOLATION =
            Set.of("GuestProcess.userTranslationRoot", "GuestProcess.userAddressSpace");

    /**
     * On arm64 the registers {@code SP_EL0} and {@code TPIDR_EL1} hold the current thread and the CPU's part of the
     * per-CPU area: QEMU writes neither into its dumps. A running guest's stub has both.
     */
    private static final Set<String> OF_SYSTEM_REGISTERS =
            Set.of("GuestSystem.currentThread", "GuestSystem.currentProcess", "CallFollower.of");

    /** What a frame is used for is not known of 32-bit x86. */
    private static final Set<String> OF_FRAMES = Set.of("FrameOwners.of");

    /** No CPU of a recorded guest stands right behind a system call that failed (below), or in a gate (the tracer's tests). */
    private static final Set<String> OF_A_MOMENT = Set.of("GuestSystem.lastError", "SystemCallDecoder.enter");

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void everyMemberAnswers(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.ELF), ImageOptions.DEFAULT)) {
            NeutralMembers members =
                    new NeutralMembers(LinuxGuest.system(image, LinuxGuest.symbolFiles(recorded)), registers(image), 1);
            Set<String> missing = new TreeSet<>();
            VIEWS.forEach(view -> missing.addAll(NeutralMembers.of(view)));
            missing.removeAll(members.answered());
            missing.removeAll(OF_A_MOMENT);
            if (LinuxGuest.isArm(guest)) {
                missing.removeAll(OF_SYSTEM_REGISTERS);
            }
            if (LinuxGuest.isI386(guest)) {
                missing.removeAll(OF_FRAMES);
            }
            assertThat(members.failed()).as("what failed on %s", guest).isEmpty();
            assertThat(missing)
                    .as("what never answered on %s", guest)
                    .containsExactlyInAnyOrderElementsOf(guest.endsWith("-pti") ? Set.of() : OF_ISOLATION);
        }
    }

    /** What the kernel returns from -4095 on is an error ({@code MAX_ERRNO} of {@code include/linux/err.h}). */
    @ParameterizedTest
    @MethodSource("guests")
    void theLastErrorIsWhatASystemCallReturned(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.ELF), ImageOptions.DEFAULT)) {
            GuestSystem system = LinuxGuest.system(image, LinuxGuest.symbolFiles(recorded));
            Registers registers = registers(image).getFirst();
            assertThat(system.lastError(registers.withResult(-2))).hasValue(2);
            assertThat(system.lastError(registers.withResult(-4095))).hasValue(4095);
            assertThat(system.lastError(registers.withResult(-4096))).isEmpty();
            assertThat(system.lastError(registers.withResult(0))).isEmpty();
        }
    }

    /** A new interface of the package is in one of the lists above. */
    @Test
    void noInterfaceIsForgotten() throws IOException, URISyntaxException {
        Path classes = Path.of(GuestSystem.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> interfaces = new TreeSet<>();
        if (Files.isDirectory(classes)) {
            addInterfaces(interfaces, classes.resolve(FOLDER));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(classes)) {
                addInterfaces(interfaces, jar.getPath(FOLDER));
            }
        }
        assertThat(Stream.of(VIEWS, NO_VIEWS)
                        .flatMap(List::stream)
                        .filter(type -> !type.isMemberClass())
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(interfaces);
    }

    private static void addInterfaces(Set<String> interfaces, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.startsWith("package-info"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .filter(NeutralViewLiveTest::isInterface)
                    .forEach(interfaces::add);
        }
    }

    private static boolean isInterface(String name) {
        try {
            return Class.forName(ProcessCore.class.getPackageName() + "." + name)
                    .isInterface();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Registers> registers(MemoryImage image) {
        return image.capability(ReadsRegisters.class)
                .map(reader -> reader.vcpus().stream()
                        .<Registers>map(reader::registers)
                        .toList())
                .orElse(List.of());
    }
}

package dev.vmi4j.lab;

import dev.vmi4j.lab.debian.HostCommand;
import dev.vmi4j.lab.debian.KernelFiles;
import dev.vmi4j.lab.debian.Mirror;
import dev.vmi4j.lab.debian.PackageStore;
import dev.vmi4j.lab.initrd.Initrd;
import dev.vmi4j.lab.qemu.QemuProcess;
import dev.vmi4j.lab.qemu.RunFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lab: boots real guests from the distribution's kernels and records them.
 *
 * {@snippet :
 * var lab = Lab.open(System.getenv(), System.err::println);
 * try (LabGuest guest = lab.boot(lab.recipes().get("linux-6.1-amd64"))) {
 *     guest.pause();
 *     guest.dump(DumpFormat.ELF, image);
 * }
 * }
 *
 * <p>A lab may be used by several threads and processes at once.
 */
public final class Lab {

    /** QEMU's emulation now and then lets a kernel die at boot that is healthy. */
    private static final int ATTEMPTS = 3;

    private static final Duration BOOT = Duration.ofMinutes(7);
    private static final String BUSYBOX_SUITE = "bookworm";
    private static final Pattern BUSYBOX = Pattern.compile("busybox-static");
    private static final long MIB = 1 << 20;

    private final LabHome home;
    private final RecipeBook recipes;
    private final PackageStore packages;
    private final Consumer<String> log;

    private Lab(LabHome home, RecipeBook recipes, PackageStore packages, Consumer<String> log) {
        this.home = home;
        this.recipes = recipes;
        this.packages = packages;
        this.log = log;
    }

    /**
     * Opens the lab of an environment.
     *
     * @param environment the environment's variables, of which {@link LabHome#of(Map)} and {@code VMI4J_DEBIAN_MIRROR}
     * are looked at
     * @param log where to tell, line by line, what is being done
     * @return the lab
     */
    public static Lab open(Map<String, String> environment, Consumer<String> log) {
        var home = LabHome.of(environment);
        return new Lab(home, RecipeBook.load(), new PackageStore(home, () -> Mirror.find(environment), log), log);
    }

    /**
     * The guests that can be made.
     *
     * @return the recipes
     */
    public RecipeBook recipes() {
        return recipes;
    }

    /**
     * What the host lacks to boot a guest.
     *
     * @param recipe the guest
     * @return the missing programs; empty if the guest can be booted
     */
    public static List<String> missingPrograms(Recipe recipe) {
        return Stream.of(recipe.qemu(), "apt-get", "apt-cache", "dpkg")
                .filter(program -> HostCommand.find(program).isEmpty())
                .toList();
    }

    /**
     * Boots a guest and waits until it is idle and has told everything about itself. One that dies on the way is booted
     * again.
     *
     * @param recipe the guest
     * @return the running guest, to be closed by the caller
     * @throws GuestException if the guest dies three times, or does not become ready
     * @throws HostCommandException if a program of the host is missing or fails
     * @throws RecipeException if the distribution has no such kernel
     */
    public LabGuest boot(Recipe recipe) {
        var folders =
                recipe.packages().stream().map(name -> fetch(recipe, name)).toList();
        var files = KernelFiles.in(folders);
        var kernel = files.kernel().orElseThrow(() -> new RecipeException(recipe.name(), "no kernel in " + folders));
        return boot(recipe, files, kernel, folders);
    }

    /**
     * Boots a kernel of one's own as {@link #boot(Recipe)} does.
     *
     * @param kernel the kernel, which needs the drivers of its recipe's machine and serial ports built in
     * @param recipe its recipe
     * @return the running guest, to be closed by the caller
     * @throws GuestException if the guest dies three times, or does not become ready
     * @throws HostCommandException if a program of the host is missing or fails
     */
    public LabGuest boot(BootableKernel kernel, Recipe recipe) {
        return boot(recipe, new KernelFiles(List.of()), kernel.file(), List.of());
    }

    private LabGuest boot(Recipe recipe, KernelFiles files, Path kernel, List<Path> folders) {
        for (int attempt = 1; ; attempt++) {
            try {
                return bootOnce(recipe, files, kernel, folders);
            } catch (GuestException e) {
                if (attempt == ATTEMPTS) throw e;
                log.accept("booting again: " + e.getMessage());
            }
        }
    }

    private Path fetch(Recipe recipe, Pattern name) {
        return packages.fetch(recipe.suite(), recipe.architecture(), name)
                .orElseThrow(() ->
                        new RecipeException(recipe.name(), "no package of " + recipe.suite() + " matches " + name));
    }

    private LabGuest bootOnce(Recipe recipe, KernelFiles files, Path kernel, List<Path> folders) {
        log.accept("booting " + recipe.name() + " with " + kernel.getFileName()
                + folders.stream()
                        .findFirst()
                        .map(folder -> " of " + folder.getFileName())
                        .orElse(""));
        var folder = prepare(recipe, files);
        var qemu = QemuProcess.start(recipe, kernel, folder);
        try {
            qemu.awaitConsole(GuestConsole.READY, BOOT);
            log.accept(recipe.name() + " is ready");
            return LabGuest.of(recipe, qemu, folders);
        } catch (RuntimeException e) {
            qemu.close();
            throw e;
        }
    }

    private RunFolder prepare(Recipe recipe, KernelFiles files) {
        var busybox = packages.fetch(BUSYBOX_SUITE, recipe.architecture(), BUSYBOX)
                .orElseThrow(() -> new RecipeException(recipe.name(), "no busybox-static in " + BUSYBOX_SUITE));
        var folder = RunFolder.make(recipe.memoryMib() * MIB);
        try {
            new Initrd(home, log).write(folder.initrd(), recipe, busybox.resolve("bin/busybox"), files);
            return folder;
        } catch (RuntimeException e) {
            folder.delete();
            throw e;
        }
    }

    /**
     * The recording of a guest, which need not exist yet.
     *
     * @param recipe the guest
     * @return its folder in the lab's home
     */
    public GuestFolder recording(Recipe recipe) {
        return home.guest(recipe.name());
    }

    /**
     * Boots a guest, stops it, and records it in the lab's home: images in all formats, truth, oracles. An older
     * recording is replaced.
     *
     * @param recipe the guest
     * @return the recording
     * @throws LabException as {@link #boot(Recipe)} does, or if the recording cannot be written
     */
    public GuestFolder record(Recipe recipe) {
        var folder = recording(recipe);
        try (var guest = boot(recipe)) {
            guest.pause();
            guest.record(folder);
        }
        log.accept(recipe.name() + " is recorded in " + folder.folder());
        return folder;
    }
}

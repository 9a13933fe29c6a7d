package dev.vmi4j.lab.initrd;

import dev.vmi4j.lab.LabFileException;
import dev.vmi4j.lab.LabHome;
import dev.vmi4j.lab.Recipe;
import dev.vmi4j.lab.RecipeException;
import dev.vmi4j.lab.debian.KernelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Makes the file system that a guest boots from: busybox, the workload, a few kernel modules, and the lab's scripts,
 * the first of which is the guest's process 1.
 */
public final class Initrd {

    private static final List<String> FOLDERS = List.of("bin", "dev", "etc", "lib", "modules", "proc", "sys");
    private static final List<String> SCRIPTS = List.of("init", "workload.sh", "collect.sh");
    private static final int CONSOLE_MAJOR = 5;
    private static final int CONSOLE_MINOR = 1;

    private final LabHome home;
    private final Consumer<String> log;

    /**
     * A maker that keeps compiled programs in a home.
     *
     * @param home the home
     * @param log where to tell what is left out
     */
    public Initrd(LabHome home, Consumer<String> log) {
        this.home = home;
        this.log = log;
    }

    /**
     * Writes the archive, compressed by gzip.
     *
     * @param target the file to write
     * @param recipe the guest
     * @param busybox a statically linked busybox of the guest's architecture
     * @param kernel the kernel's files, with the modules
     * @throws LabFileException if a file cannot be read or written
     * @throws RecipeException if the kernel has no such module
     */
    public void write(Path target, Recipe recipe, Path busybox, KernelFiles kernel) {
        try (var cpio = new CpioWriter(new FastGzip(Files.newOutputStream(target)))) {
            for (var folder : FOLDERS) cpio.folder(folder);
            cpio.characterDevice("dev/console", CONSOLE_MAJOR, CONSOLE_MINOR);
            cpio.file("bin/busybox", 0755, Files.readAllBytes(busybox));
            cpio.link("bin/sh", "busybox");
            for (var script : SCRIPTS) cpio.file(script, 0755, GuestScripts.read(script));
            cpio.file("lab.conf", 0644, settings(recipe).getBytes(StandardCharsets.UTF_8));
            for (var module : recipe.modules())
                cpio.file("modules/" + module + ".ko", 0644, module(recipe, kernel, module));
            for (var file : new WorkloadProgram(home, log).build(recipe).entrySet())
                cpio.file(file.getKey(), 0755, file.getValue());
        } catch (IOException e) {
            throw new LabFileException(target, "write", e);
        }
    }

    private static String settings(Recipe recipe) {
        return "TRUTH_PORT=" + recipe.truthPort() + "\n"
                + "WORKLOAD_MODES='" + String.join(" ", recipe.workload()) + "'\n"
                + "BUSY=" + (recipe.workload().isEmpty() ? "" : "yes") + "\n"
                + "DROP_CACHES=" + (recipe.dropCaches() ? "yes" : "") + "\n";
    }

    private static byte[] module(Recipe recipe, KernelFiles kernel, String name) throws IOException {
        var file = kernel.module(name)
                .orElseThrow(() -> new RecipeException(recipe.name(), "the kernel's packages have no module " + name));
        try (var stream = open(file)) {
            return stream.readAllBytes();
        }
    }

    private static InputStream open(Path module) throws IOException {
        var stream = Files.newInputStream(module);
        return module.toString().endsWith(".xz") ? new XZInputStream(stream) : stream;
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

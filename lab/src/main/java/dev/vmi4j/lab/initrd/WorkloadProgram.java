package dev.vmi4j.lab.initrd;

import dev.vmi4j.lab.HostCommandException;
import dev.vmi4j.lab.LabFileException;
import dev.vmi4j.lab.LabHome;
import dev.vmi4j.lab.Recipe;
import dev.vmi4j.lab.debian.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The workload's programs, compiled for the guest's architecture by a compiler of the host if there is one. */
final class WorkloadProgram {

    private static final String STATIC = "workload";
    private static final String LINKED = "linked";
    private static final String LIBRARY = "libc.so.6";

    /** The guest has one loader, whatever its name on the architecture. */
    private static final String LOADER = "ld.so";

    private static final Map<String, String> LOADERS = Map.of(
            "amd64", "ld-linux-x86-64.so.2",
            "i386", "ld-linux.so.2",
            "arm64", "ld-linux-aarch64.so.1");

    private final LabHome home;
    private final Consumer<String> log;

    WorkloadProgram(LabHome home, Consumer<String> log) {
        this.home = home;
        this.log = log;
    }

    /** The programs and what they need, by their paths in the guest; none if the host has no compiler that makes them. */
    Map<String, byte[]> build(Recipe recipe) {
        var sources = new LinkedHashMap<String, byte[]>();
        for (var name : List.of(STATIC, LINKED)) sources.put(name + ".c", GuestScripts.read(name + ".c"));
        int hash = 0;
        for (var source : sources.values()) hash = 31 * hash + Arrays.hashCode(source);
        var folder = home.folder("workload", recipe.architecture() + "-" + Integer.toHexString(hash));
        try {
            if (!Files.exists(folder.resolve(STATIC))) compile(recipe, sources, folder);
            return files(recipe, folder);
        } catch (IOException e) {
            throw new LabFileException(folder, "build in", e);
        }
    }

    /** Only a guest that starts the workload has the linked program, which is larger by a library. */
    private static Map<String, byte[]> files(Recipe recipe, Path folder) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        if (Files.exists(folder.resolve(STATIC)))
            files.put("bin/" + STATIC, Files.readAllBytes(folder.resolve(STATIC)));
        if (!recipe.workload().isEmpty() && Files.exists(folder.resolve(LINKED))) {
            files.put("bin/" + LINKED, Files.readAllBytes(folder.resolve(LINKED)));
            for (var name : List.of(LOADER, LIBRARY))
                files.put("lib/" + name, Files.readAllBytes(folder.resolve(name)));
        }
        return files;
    }

    private void compile(Recipe recipe, Map<String, byte[]> sources, Path folder) throws IOException {
        for (var source : sources.entrySet()) Files.write(folder.resolve(source.getKey()), source.getValue());
        for (var compiler : recipe.compilers()) {
            if (HostCommand.find(compiler).isPresent() && compile(compiler, folder, STATIC, "-static", "-pthread")) {
                link(compiler, recipe, folder);
                return;
            }
        }
        log.accept("no C compiler for " + recipe.architecture() + " (tried " + String.join(", ", recipe.compilers())
                + "): the workload is busybox alone");
    }

    private void link(String compiler, Recipe recipe, Path folder) throws IOException {
        var loader = library(compiler, LOADERS.getOrDefault(recipe.architecture(), LOADER));
        var library = library(compiler, LIBRARY);
        if (!Files.exists(loader) || !Files.exists(library)) {
            log.accept("no shared C library beside " + compiler + ": no program of the workload is linked dynamically");
            return;
        }
        Files.copy(loader, folder.resolve(LOADER), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(library, folder.resolve(LIBRARY), StandardCopyOption.REPLACE_EXISTING);
        compile(compiler, folder, LINKED, "-rdynamic", "-Wl,--dynamic-linker=/lib/" + LOADER, "-Wl,-rpath,/lib");
    }

    /** Where a compiler finds a library; what it does not find has no folder. */
    private static Path library(String compiler, String name) {
        return Path.of(HostCommand.of(List.of(compiler, "-print-file-name=" + name))
                .run()
                .strip());
    }

    private boolean compile(String compiler, Path folder, String program, String... options) throws IOException {
        var partial = folder.resolve(program + ".partial");
        var words = new ArrayList<>(List.of(compiler, "-O1", "-s", "-o", partial.toString(), program + ".c"));
        words.addAll(List.of(options));
        try {
            HostCommand.of(words).in(folder).run();
        } catch (HostCommandException e) {
            log.accept("the program " + program + " of the workload does not compile: " + e.getMessage());
            return false;
        }
        Files.move(partial, folder.resolve(program), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}

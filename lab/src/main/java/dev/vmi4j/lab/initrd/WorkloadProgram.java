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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The workload's program, compiled for the guest's architecture by a compiler of the host if there is one. */
final class WorkloadProgram {

    private static final String SOURCE = "workload.c";

    private final LabHome home;
    private final Consumer<String> log;

    WorkloadProgram(LabHome home, Consumer<String> log) {
        this.home = home;
        this.log = log;
    }

    /** The program's bytes; empty if the host has no compiler that makes one. */
    Optional<byte[]> build(Recipe recipe) {
        var source = GuestScripts.read(SOURCE);
        var folder =
                home.folder("workload", recipe.architecture() + "-" + Integer.toHexString(Arrays.hashCode(source)));
        var program = folder.resolve("workload");
        try {
            if (!Files.exists(program) && !compile(recipe, source, folder, program)) return Optional.empty();
            return Optional.of(Files.readAllBytes(program));
        } catch (IOException e) {
            throw new LabFileException(program, "build", e);
        }
    }

    private boolean compile(Recipe recipe, byte[] source, Path folder, Path program) throws IOException {
        Files.write(folder.resolve(SOURCE), source);
        for (var compiler : recipe.compilers()) if (compile(compiler, folder, program)) return true;
        log.accept("no C compiler for " + recipe.architecture() + " (tried " + String.join(", ", recipe.compilers())
                + "): the workload is busybox alone");
        return false;
    }

    private boolean compile(String compiler, Path folder, Path program) throws IOException {
        if (HostCommand.find(compiler).isEmpty()) return false;
        var partial = folder.resolve("workload.partial");
        var words = List.of(compiler, "-O1", "-static", "-s", "-pthread", "-o", partial.toString(), SOURCE);
        try {
            HostCommand.of(words).in(folder).run();
        } catch (HostCommandException e) {
            log.accept("the workload does not compile: " + e.getMessage());
            return false;
        }
        Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}

package dev.vmi4j.lab.debian;

import dev.vmi4j.lab.LabFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of unpacked kernel packages.
 *
 * @param files all of them
 */
public record KernelFiles(List<Path> files) {

    /** Copies the list. */
    public KernelFiles {
        files = List.copyOf(files);
    }

    /**
     * Looks into unpacked packages.
     *
     * @param packages their folders
     * @return the files
     * @throws LabFileException if a folder cannot be read
     */
    public static KernelFiles in(List<Path> packages) {
        var files = new ArrayList<Path>();
        for (var folder : packages) {
            try (var all = Files.walk(folder)) {
                all.filter(Files::isRegularFile).forEach(files::add);
            } catch (IOException e) {
                throw new LabFileException(folder, "look into", e);
            }
        }
        return new KernelFiles(files);
    }

    /**
     * The bootable kernel: {@code boot/vmlinuz-VERSION}, or {@code vmlinuz} in the modules' folder as newer packages
     * have it.
     *
     * @return the file, if there is one
     */
    public Optional<Path> kernel() {
        return files.stream()
                .filter(file -> name(file).equals("vmlinuz") || name(file).startsWith("vmlinuz-"))
                .findFirst();
    }

    /**
     * The file of a module, which may be compressed.
     *
     * @param module the module's name
     * @return the file, if there is one
     */
    public Optional<Path> module(String module) {
        return files.stream()
                .filter(file -> name(file).equals(module + ".ko") || name(file).startsWith(module + ".ko."))
                .findFirst();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}

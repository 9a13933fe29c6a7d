package dev.vmi4j.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a guest said about itself: a copy of its {@code /proc} and more, laid out as in the guest.
 *
 * <p>{@code proc/1/stat} is the file of that name, byte by byte. A symbolic link of the guest, such as {@code
 * proc/1/exe} or {@code proc/1/fd/3}, is a file that holds the link's target: the names in it are the guest's and mean
 * nothing here. {@code processes} has a line for each process that was there when the guest was ready, the first line
 * of its {@code /proc/PID/stat}; the collector ({@code collector-pids}) was gone by then, and kernel workers may have
 * come that the copy of {@code /proc} does not have yet.
 *
 * @param folder the folder
 */
public record Truth(Path folder) {

    static final String PROCESSES = "processes";

    /**
     * A file of the guest.
     *
     * @param path its path from the guest's root, without the first slash
     * @return the file here, which exists if the guest had it
     */
    public Path file(String path) {
        return folder.resolve(path);
    }

    /**
     * The bytes of a file of the guest.
     *
     * @param path its path from the guest's root, without the first slash
     * @return the bytes
     * @throws LabFileException if it cannot be read
     */
    public byte[] bytes(String path) {
        try {
            return Files.readAllBytes(file(path));
        } catch (IOException e) {
            throw new LabFileException(file(path), "read", e);
        }
    }

    /**
     * The text of a file of the guest. Bytes that are not UTF-8 come as U+FFFD.
     *
     * @param path its path from the guest's root, without the first slash
     * @return the text
     * @throws LabFileException if it cannot be read
     */
    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /**
     * The processes, kernel threads included, that were there when the guest was stopped.
     *
     * @return their identifiers
     * @throws LabFileException if the truth cannot be read
     */
    public NavigableSet<Integer> pids() {
        var pids = new TreeSet<Integer>();
        text(PROCESSES).lines().forEach(line -> pids.add(Integer.valueOf(line.substring(0, line.indexOf(' ')))));
        return pids;
    }

    /**
     * The processes of which {@code proc} has a folder with what they said.
     *
     * @return their identifiers
     * @throws LabFileException if the truth cannot be read
     */
    public NavigableSet<Integer> toldPids() {
        var pids = new TreeSet<Integer>();
        try (var folders = Files.newDirectoryStream(folder.resolve("proc"), "[0-9]*")) {
            for (var process : folders) pids.add(Integer.valueOf(String.valueOf(process.getFileName())));
        } catch (IOException e) {
            throw new LabFileException(folder, "list the processes of", e);
        }
        return pids;
    }
}

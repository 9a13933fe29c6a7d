package dev.vmi4j.lab.debian;

import dev.vmi4j.lab.HostCommandException;
import dev.vmi4j.lab.LabFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program of the host, run to its end.
 *
 * @param words the program and its arguments
 * @param folder where it runs
 * @param patience how long it may take
 */
public record HostCommand(List<String> words, Path folder, Duration patience) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Copies the words. */
    public HostCommand {
        words = List.copyOf(words);
    }

    /**
     * A command that runs in the current folder and may take ten minutes.
     *
     * @param words the program and its arguments
     * @return the command
     */
    public static HostCommand of(List<String> words) {
        return new HostCommand(words, Path.of(""), PATIENCE);
    }

    /**
     * The same command in another folder.
     *
     * @param other the folder
     * @return the command
     */
    public HostCommand in(Path other) {
        return new HostCommand(words, other, patience);
    }

    /**
     * Where a program is.
     *
     * @param program its name, or its path
     * @return the file; empty if the path of the environment leads to none
     */
    public static Optional<Path> find(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(Pattern.quote(System.getProperty("path.separator"))))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs the command.
     *
     * @return what it printed, to both of its outputs
     * @throws HostCommandException if it is not there, fails, or takes too long
     */
    public String run() {
        try {
            var output = Files.createTempFile("vmi4j-lab", ".out");
            output.toFile().deleteOnExit();
            try {
                return run(output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new LabFileException(Path.of(System.getProperty("java.io.tmpdir")), "write to", e);
        }
    }

    private String run(Path output) throws IOException {
        var process = start(output);
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            var text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (!ended)
                throw new HostCommandException(words, "took more than " + patience.toSeconds() + " s", text, null);
            if (process.exitValue() == 0) return text;
            throw new HostCommandException(words, "ended with " + process.exitValue(), text, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostCommandException(words, "was interrupted", "", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path output) {
        var builder = new ProcessBuilder(words)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new HostCommandException(words, "cannot be started; is it installed?", "", e);
        }
    }
}

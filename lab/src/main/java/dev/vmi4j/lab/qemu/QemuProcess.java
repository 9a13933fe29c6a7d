package dev.vmi4j.lab.qemu;

import dev.vmi4j.lab.GuestException;
import dev.vmi4j.lab.HostCommandException;
import dev.vmi4j.lab.LabFileException;
import dev.vmi4j.lab.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running QEMU with its files in a private folder: RAM, console, truth and the monitor's socket. It ends when it is
 * closed, and at the latest with this JVM.
 */
public final class QemuProcess implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Recipe recipe;
    private final RunFolder folder;
    private final List<String> words;
    private final Process process;
    private final Thread atExit;

    private QemuProcess(Recipe recipe, RunFolder folder, List<String> words, Process process) {
        this.recipe = recipe;
        this.folder = folder;
        this.words = words;
        this.process = process;
        this.atExit = new Thread(this::end, "vmi4j-lab-end-" + recipe.name());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a guest.
     *
     * @param recipe the guest
     * @param kernel its kernel
     * @param folder the files of this run; they are deleted when the guest is closed or cannot be started
     * @return the running QEMU
     * @throws HostCommandException if QEMU cannot be started
     */
    public static QemuProcess start(Recipe recipe, Path kernel, RunFolder folder) {
        var words = QemuCommand.words(recipe, kernel, folder);
        try {
            var process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.messages().toFile())
                    .start();
            process.getOutputStream().close();
            return new QemuProcess(recipe, folder, words, process);
        } catch (IOException e) {
            folder.delete();
            throw new HostCommandException(words, "cannot be started; is it installed?", "", e);
        }
    }

    /**
     * The files of this run.
     *
     * @return the folder
     */
    public RunFolder folder() {
        return folder;
    }

    /**
     * What the guest has printed so far.
     *
     * @return the console's text, a character per byte
     */
    public String console() {
        return text(folder.console());
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new LabFileException(file, "read", e);
        }
    }

    /**
     * Waits until the guest has printed something.
     *
     * @param text what is waited for
     * @param patience how long
     * @throws GuestException if the guest ends or the time is over before; a guest that panics ends
     * @throws HostCommandException if QEMU itself fails
     */
    public void awaitConsole(String text, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!console().contains(text)) {
            if (ended()) throw ending();
            if (System.nanoTime() - end > 0)
                throw new GuestException(
                        recipe.name(), "did not say '" + text + "' within " + patience.toSeconds() + " s", console());
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostCommandException(words, "was being waited for when the thread was interrupted", "", e);
        }
    }

    private RuntimeException ending() {
        if (process.exitValue() == 0) return new GuestException(recipe.name(), "ended", console());
        return new HostCommandException(words, "ended with " + process.exitValue(), text(folder.messages()), null);
    }

    /** When the JVM ends, this runs in two threads at once. */
    private synchronized void end() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        folder.delete();
    }

    /** Ends the guest at once and deletes the files of this run. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The JVM is on its way out, and the hook has nothing left to do.
        }
    }
}

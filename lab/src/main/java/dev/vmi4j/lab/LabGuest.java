package dev.vmi4j.lab;

import dev.vmi4j.driver.qemu.qmp.Json;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import dev.vmi4j.driver.qemu.qmp.QmpException;
import dev.vmi4j.lab.archive.SparseCopy;
import dev.vmi4j.lab.qemu.QemuProcess;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A running guest that is idle and has told everything about itself.
 *
 * <p>It ends when it is closed. Not safe for use by several threads, but for {@link #qmp()}.
 */
public final class LabGuest implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final Duration DUMP = Duration.ofMinutes(15);
    private static final Duration TYPED = Duration.ofMinutes(1);

    private final Recipe recipe;
    private final QemuProcess qemu;
    private final QmpClient qmp;
    private final List<Path> packages;
    private final Truth truth;

    private LabGuest(Recipe recipe, QemuProcess qemu, QmpClient qmp, List<Path> packages, Truth truth) {
        this.recipe = recipe;
        this.qemu = qemu;
        this.qmp = qmp;
        this.packages = packages;
        this.truth = truth;
    }

    /** The guest of a QEMU whose console said that it is ready; the caller closes the QEMU if this fails. */
    static LabGuest of(Recipe recipe, QemuProcess qemu, List<Path> packages) {
        var truth = TruthFile.unpack(
                qemu.folder().truth(),
                new GuestConsole(recipe.name(), qemu.console()),
                qemu.folder().files().resolve("told"));
        return new LabGuest(recipe, qemu, QmpClient.connect(qemu.folder().monitor(), ANSWER), packages, truth);
    }

    /**
     * How the guest was made.
     *
     * @return its recipe
     */
    public Recipe recipe() {
        return recipe;
    }

    /**
     * The connection to QEMU's monitor.
     *
     * @return the client; it is closed with the guest
     */
    public QmpClient qmp() {
        return qmp;
    }

    /**
     * Hands the monitor over to another client: QEMU talks to one at a time. After that {@link #qmp()} and what needs it
     * fail; {@link #close()} does not.
     *
     * @return the monitor's UNIX socket
     */
    public Path handOver() {
        qmp.close();
        return qemu.folder().monitor();
    }

    /**
     * Types a line on the guest's console and waits until process 1 has answered it.
     *
     * @param line a line without its end that was not typed before
     * @throws GuestException if there is no answer
     */
    public void ask(String line) {
        try (var keyboard =
                SocketChannel.open(UnixDomainSocketAddress.of(qemu.folder().keyboard()))) {
            keyboard.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
            qemu.awaitConsole(GuestConsole.ANSWER + line, TYPED);
        } catch (IOException e) {
            throw new LabFileException(qemu.folder().keyboard(), "type on", e);
        }
    }

    /**
     * What the guest said about itself before it became idle.
     *
     * @return the truth, which is deleted with the guest
     */
    public Truth truth() {
        return truth;
    }

    /**
     * The guest's RAM: a file that can be mapped and changes while the guest runs.
     *
     * @return the file, which is deleted with the guest
     */
    public Path ram() {
        return qemu.folder().ram();
    }

    /**
     * Where the pieces of the RAM lie in the guest's physical address space.
     *
     * @return the map
     * @throws QmpException if QEMU does not answer
     */
    public MemoryMap memoryMap() {
        return MemoryMap.parse(qmp.hmp("info mtree -f"));
    }

    /**
     * Stops all vCPUs. Stopping a stopped guest changes nothing.
     *
     * @throws QmpException if QEMU does not answer
     */
    public void pause() {
        qmp.execute("stop");
    }

    /**
     * Lets the vCPUs run.
     *
     * @throws QmpException if QEMU does not answer
     */
    public void resume() {
        qmp.execute("cont");
    }

    /**
     * Writes an image of the guest's memory. QEMU stops a running guest while it dumps, but not while RAM is copied:
     * {@link #pause()} first.
     *
     * @param format the image's format
     * @param image the file to write, replaced if it exists
     * @throws QmpException if QEMU cannot write it
     * @throws LabFileException if the RAM cannot be copied
     */
    public void dump(DumpFormat format, Path image) {
        switch (format) {
            case RAW -> copyRam(image);
            case ELF -> dump(image, Json.object().with("paging", false));
            case ELF_PAGING -> dump(image, Json.object().with("paging", true));
            case KDUMP_ZLIB -> dump(image, Json.object().with("paging", false).with("format", "kdump-zlib"));
        }
    }

    private void copyRam(Path image) {
        try {
            SparseCopy.copy(ram(), image);
        } catch (IOException e) {
            throw new LabFileException(image, "copy the guest's RAM to", e);
        }
    }

    private void dump(Path image, Json.JsonObject how) {
        qmp.execute("dump-guest-memory", how.with("protocol", "file:" + image.toAbsolutePath()), DUMP);
        makeReadable(image);
    }

    /** QEMU's dumps can be read by their owner alone. */
    private static void makeReadable(Path image) {
        try {
            Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new LabFileException(image, "make readable", e);
        }
    }

    /**
     * Writes all that can be recorded of the guest, which should be paused, into a folder. The folder appears whole or
     * not at all.
     *
     * @param target the folder to write; an older one is replaced
     * @throws QmpException if QEMU does not answer
     * @throws LabFileException if a file cannot be written
     */
    public void record(GuestFolder target) {
        new Recorder(this, qemu.console(), packages).record(target);
    }

    /** Ends the guest at once, and deletes its RAM. */
    @Override
    public void close() {
        try (qemu) {
            qmp.close();
        }
    }
}

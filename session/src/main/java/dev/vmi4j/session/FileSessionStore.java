package dev.vmi4j.session;

import dev.vmi4j.core.os.SessionStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Keeps what was found about an image in files: in the folder {@code IMAGE.vmi4j} beside it, or where that cannot be
 * written in {@code vmi4j/sessions} of the user's cache folder; of a running guest in that alone. A file is written whole or not at all, and is passed
 * over when the image has changed since or the file is damaged. Thread-safe, also between processes.
 */
public final class FileSessionStore implements SessionStore {
    private static final int MAGIC = 0x766d_6934; // "vmi4"
    private static final int STAMP_BYTES = 32;
    private static final int HEADER_BYTES = Integer.BYTES + STAMP_BYTES + Integer.BYTES;
    private static final int SIZE_LIMIT = 1 << 28;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9.-]{0,199}");

    private final List<Path> folders;
    private final byte[] stamp;

    private FileSessionStore(List<Path> folders, byte[] stamp) {
        this.folders = folders;
        this.stamp = stamp;
    }

    /**
     * The store of an image.
     *
     * @param image the image's file
     * @param opening how the image is opened, where that changes what is found; empty for the usual way
     * @param environment the environment variables, which say where the user's cache folder is
     * @return the store; {@link SessionStore#NONE} when the image is no file
     */
    public static SessionStore of(Path image, String opening, Map<String, String> environment) {
        try {
            ImageIdentity identity = ImageIdentity.of(image, opening);
            Path beside = identity.path().resolveSibling(identity.path().getFileName() + ".vmi4j");
            Path cached = cacheFolder(environment).resolve("vmi4j/sessions").resolve(identity.folderName());
            return new FileSessionStore(List.of(beside, cached), identity.stamp());
        } catch (IOException _) {
            return NONE;
        }
    }

    /**
     * The store of a running guest, in {@code vmi4j/running} of the user's cache folder: for as long as the monitor's
     * socket is that of the same QEMU. What was kept of guests whose socket is gone is deleted.
     *
     * @param monitor the UNIX socket of the guest's monitor
     * @param environment the environment variables, which say where the user's cache folder is
     * @return the store; {@link SessionStore#NONE} when nothing can be kept
     */
    public static SessionStore ofRunning(Path monitor, Map<String, String> environment) {
        try {
            ImageIdentity identity = ImageIdentity.of(monitor, "");
            RunningFolders folders = new RunningFolders(cacheFolder(environment).resolve("vmi4j/running"));
            return new FileSessionStore(List.of(folders.of(identity)), identity.stamp());
        } catch (IOException _) {
            return NONE;
        }
    }

    @Override
    public Optional<byte[]> load(String key) {
        requireKey(key);
        return folders.stream()
                .flatMap(folder -> load(folder.resolve(key)).stream())
                .findFirst();
    }

    @Override
    public void save(String key, byte[] content) {
        requireKey(key);
        for (Path folder : folders) {
            if (write(folder, key, content)) {
                return;
            }
        }
    }

    private Optional<byte[]> load(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= SIZE_LIMIT
                    ? decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> decode(ByteBuffer file) {
        if (file.remaining() < HEADER_BYTES || file.getInt() != MAGIC) {
            return Optional.empty();
        }
        byte[] savedStamp = new byte[STAMP_BYTES];
        file.get(savedStamp);
        int savedSum = file.getInt();
        byte[] content = new byte[file.remaining()];
        file.get(content);
        boolean whole = Arrays.equals(savedStamp, stamp) && savedSum == sum(content);
        return whole ? Optional.of(content) : Optional.empty();
    }

    /** False when the folder cannot be written; the next one is tried then, and a store may keep nothing. */
    private boolean write(Path folder, String key, byte[] content) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "saving", ".tmp");
            try {
                Files.write(temporary, encode(content));
                move(temporary, folder.resolve(key));
            } finally {
                Files.deleteIfExists(temporary);
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private byte[] encode(byte[] content) {
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .putInt(MAGIC)
                .put(stamp)
                .putInt(sum(content))
                .put(content)
                .array();
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static int sum(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return (int) sum.getValue();
    }

    private static void requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("'" + key + "' is no key for a session");
        }
    }

    private static Path cacheFolder(Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
        return configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".cache");
    }
}

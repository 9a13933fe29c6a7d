package dev.vmi4j.driver.dump;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The folder with the unpacked content of compressed images. A file's name is that of the image without its suffix, a
 * digest of the image's path, and one of its size and time: a changed image has another name, and its old content is
 * removed when the new one is made.
 */
record UnpackCache(Path folder, boolean lasting) {
    private static final String PART = ".part";
    private static final int DIGEST_BYTES = 6;

    /** The folder of the options, else the user's cache folder, else, when that cannot be written, a temporary one. */
    static UnpackCache of(ImageOptions options) throws IOException {
        if (options.unpackFolder().isPresent()) {
            return new UnpackCache(
                    Files.createDirectories(options.unpackFolder().get()), true);
        }
        Path folder = userFolder();
        return canWrite(folder) ? new UnpackCache(folder, true) : temporary();
    }

    private static Path userFolder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("vmi4j").resolve("unpacked");
    }

    private static boolean canWrite(Path folder) {
        try {
            Files.createDirectories(folder, ownerOnly(folder));
            return Files.isWritable(folder);
        } catch (IOException _) {
            return false; // then the folder for temporary files serves
        }
    }

    /** Of this user alone, with a name that nobody can foresee, and gone when the program ends. */
    private static UnpackCache temporary() throws IOException {
        Path folder = Files.createTempDirectory("vmi4j-unpacked");
        folder.toFile().deleteOnExit();
        return new UnpackCache(folder, false);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Where the content of an image belongs. */
    Path contentOf(Path image) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(image, BasicFileAttributes.class);
        String state = attributes.size() + " " + attributes.lastModifiedTime().toInstant();
        Path content = folder.resolve(prefix(image) + digest(state) + ".image");
        if (!lasting) {
            content.toFile().deleteOnExit();
        }
        return content;
    }

    private static String prefix(Path image) throws IOException {
        return Compression.withoutSuffix(String.valueOf(image.getFileName())) + "-"
                + digest(image.toRealPath().toString()) + "-";
    }

    /** Where this process writes the content first. */
    Path partOf(Path content) {
        return content.resolveSibling(content.getFileName() + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().threadId() + PART);
    }

    /** Removes the content of earlier states of the image, and what processes that are gone have left half done. */
    void removeLeftovers(Path content) throws IOException {
        String name = content.getFileName().toString();
        String image = name.substring(0, name.length() - 2 * DIGEST_BYTES - ".image".length());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String other = file.getFileName().toString();
                if (other.startsWith(image) && !isBeingWritten(other)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isBeingWritten(String name) {
        String[] words = name.split("\\.", -1);
        return name.endsWith(PART) && words.length > 3 && isAlive(words[words.length - 3]);
    }

    private static boolean isAlive(String pid) {
        return pid.matches("\\d{1,18}")
                && Optional.of(Long.parseLong(pid)).flatMap(ProcessHandle::of).isPresent();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}

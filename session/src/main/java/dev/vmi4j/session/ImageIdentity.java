package dev.vmi4j.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * What tells whether an image is the one that something was saved for: where it lies, its size, when it was last
 * changed, and how it was opened.
 *
 * @param path absolute
 * @param size in bytes
 * @param modified nanoseconds since 1970
 * @param opening how it was opened, where that changes what is found; empty for the usual way
 */
record ImageIdentity(Path path, long size, long modified, String opening) {
    private static final int DIGEST_BYTES = 16;

    static ImageIdentity of(Path image, String opening) throws IOException {
        Path path = image.toRealPath();
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new ImageIdentity(
                path, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), opening);
    }

    /** The name of a folder for this image among those of others; hexadecimal. */
    String folderName() {
        return HexFormat.of().formatHex(digest(path.toString()), 0, DIGEST_BYTES);
    }

    /** What is written into each saved file; the same only for the same content opened in the same way. */
    byte[] stamp() {
        return digest(size + "\n" + modified + "\n" + opening);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

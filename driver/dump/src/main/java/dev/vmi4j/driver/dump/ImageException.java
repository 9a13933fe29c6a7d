package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** An image file cannot be opened or used, for a reason that its message tells in one sentence. */
public final class ImageException extends VmiException {
    private static final long serialVersionUID = 1L;
    private static final long NOWHERE = -1;

    private final String path;
    private final long offset;

    /**
     * Creates an error about the file as a whole.
     *
     * @param path the image
     * @param reason what is wrong and what to try, going on after the file's name
     */
    public ImageException(Path path, String reason) {
        super(path + ": " + reason);
        this.path = path.toString();
        this.offset = NOWHERE;
    }

    /**
     * Creates an error about a place in the file.
     *
     * @param path the image
     * @param offset in bytes from the start of the file
     * @param reason what is wrong and what to try, going on after the place
     */
    public ImageException(Path path, long offset, String reason) {
        super(path + " at offset " + Addresses.hex(offset) + ": " + reason);
        this.path = path.toString();
        this.offset = offset;
    }

    /**
     * Creates an error about the file as a whole with its cause.
     *
     * @param path the image
     * @param reason what is wrong and what to try, going on after the file's name
     * @param cause what led to it
     */
    public ImageException(Path path, String reason, Throwable cause) {
        super(path + ": " + reason, cause);
        this.path = path.toString();
        this.offset = NOWHERE;
    }

    /**
     * The image.
     *
     * @return its path
     */
    public Path path() {
        return Path.of(path);
    }

    /**
     * Where in the file the trouble lies.
     *
     * @return offset in bytes, or empty when it is the file as a whole
     */
    public OptionalLong offset() {
        return offset == NOWHERE ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}

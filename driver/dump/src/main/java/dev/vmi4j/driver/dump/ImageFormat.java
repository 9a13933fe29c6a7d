package dev.vmi4j.driver.dump;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.ServiceLoader;

/** The service by which a format of memory images is found. Implemented once by each format; stateless. */
public interface ImageFormat {
    /** The number of bytes that {@link #probe} is shown, unless the file is shorter. */
    int PROBE_SIZE = 64 << 10;

    /**
     * The name of the format, by which {@link ImageOptions#format()} asks for it.
     *
     * @return lower case, for example {@code elf}
     */
    String name();

    /**
     * Whether a file is of this format.
     *
     * @param head the first bytes of the file: {@link #PROBE_SIZE}, or all of a shorter file
     * @return the answer
     */
    Probe probe(MemorySegment head);

    /**
     * Reads the headers of a file. The file stays with the caller, who closes it when this fails too.
     *
     * @param file the file
     * @param options what the caller knows better
     * @return what the image holds
     * @throws ImageException when the headers make no sense
     */
    ImageContent open(ImageFile file, ImageOptions options);

    /**
     * Every format on the module path or class path.
     *
     * @return in no particular order
     */
    static List<ImageFormat> all() {
        return ServiceLoader.load(ImageFormat.class, ImageFormat.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}

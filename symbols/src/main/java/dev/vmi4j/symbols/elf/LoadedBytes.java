package dev.vmi4j.symbols.elf;

/** Memory into which a file was loaded. Implemented by whoever knows where its pages are. */
@FunctionalInterface
public interface LoadedBytes {
    /**
     * Reads bytes.
     *
     * @param va of the first byte
     * @param length the number of bytes
     * @return all of them
     * @throws dev.vmi4j.core.error.VmiException when one of them cannot be read
     */
    byte[] read(long va, int length);
}

package dev.vmi4j.core.os;

/** A file of which a part is mapped into a process. Implemented by each operating system layer. */
public interface MappedFile {
    /**
     * The path.
     *
     * @return as the process sees it
     */
    String path();

    /**
     * Where in the file the mapped part begins.
     *
     * @return in bytes, unsigned
     */
    long offset();
}

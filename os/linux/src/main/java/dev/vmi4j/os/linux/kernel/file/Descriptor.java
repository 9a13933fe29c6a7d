package dev.vmi4j.os.linux.kernel.file;

/**
 * An open descriptor.
 *
 * @param number the descriptor's number
 * @param closeOnExec whether it is closed when the process executes another program
 * @param file what is open
 */
public record Descriptor(long number, boolean closeOnExec, OpenFile file) {
    private static final long CLOSE_ON_EXEC = 0x8_0000;

    /**
     * The flags of the descriptor.
     *
     * @return {@code O_} flags as {@code fdinfo} shows them: {@code file.f_flags} with {@code O_CLOEXEC} from the
     *     table of descriptors
     */
    public long flags() {
        return file.flags() & ~CLOSE_ON_EXEC | (closeOnExec ? CLOSE_ON_EXEC : 0);
    }
}

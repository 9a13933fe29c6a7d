package dev.vmi4j.tools.elfcore;

import dev.vmi4j.core.os.ProcessCore.Kind;

/**
 * Chooses the kinds of memory whose content a core file has, by the bits of {@code /proc/PID/coredump_filter} ({@code
 * core(5)}).
 *
 * @param mask the bits; those of ELF headers (4) and of DAX (7, 8) have no effect
 */
public record CoreFilter(long mask) {
    /** Everything that can be read without touching a device. */
    public static final CoreFilter ALL = new CoreFilter(0x1ff);

    /**
     * Whether the content of a region belongs into the file.
     *
     * @param kind of the region
     * @return true when it does; always for what the kernel mapped itself, never for the memory of a device
     */
    public boolean takes(Kind kind) {
        return switch (kind) {
            case PRIVATE_ANONYMOUS -> has(0);
            case SHARED_ANONYMOUS -> has(1);
            case PRIVATE_FILE -> has(2);
            case SHARED_FILE -> has(3);
            case PRIVATE_HUGE -> has(5);
            case SHARED_HUGE -> has(6);
            case SYSTEM -> true;
            case DEVICE -> false;
        };
    }

    private boolean has(int bit) {
        return (mask >> bit & 1) != 0;
    }
}

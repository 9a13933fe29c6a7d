package dev.vmi4j.os.linux.kernel.file;

/**
 * The number of a device.
 *
 * @param major the driver
 * @param minor the device of that driver
 */
public record DeviceNumber(long major, long minor) {
    private static final int MINOR_BITS = 20;

    /**
     * Takes a kernel's {@code dev_t} apart.
     *
     * @param device {@code dev_t}
     * @return the number
     */
    public static DeviceNumber of(long device) {
        return new DeviceNumber(device >>> MINOR_BITS, device & (1L << MINOR_BITS) - 1);
    }

    /**
     * As {@code /proc/PID/maps} shows it.
     *
     * @return both numbers in hexadecimal, two digits at the least
     */
    public String hexadecimal() {
        return "%02x:%02x".formatted(major, minor);
    }

    /** As {@code mountinfo} shows it: both numbers in decimal. */
    @Override
    public String toString() {
        return major + ":" + minor;
    }
}

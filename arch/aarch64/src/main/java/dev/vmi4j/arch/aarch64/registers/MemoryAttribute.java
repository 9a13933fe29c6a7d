package dev.vmi4j.arch.aarch64.registers;

/**
 * A memory attribute of MAIR_EL1: device memory, or normal memory with its inner and outer cacheability.
 *
 * @param value 8 bits
 */
public record MemoryAttribute(int value) {
    private static final String[] DEVICES = {"Device-nGnRnE", "Device-nGnRE", "Device-nGRE", "Device-GRE"};
    private static final int NON_CACHEABLE = 4;
    private static final int TAGGED = 0xf0;

    /**
     * Whether it is device memory.
     *
     * @return the upper half is 0
     */
    public boolean device() {
        return value >>> 4 == 0;
    }

    /**
     * Whether it is normal memory that is cached in some way.
     *
     * @return inner or outer
     */
    public boolean cacheable() {
        return !device() && ((value & 0xf) != NON_CACHEABLE || value >>> 4 != NON_CACHEABLE);
    }

    /** What it is, as the manual names it. */
    @Override
    public String toString() {
        if (device()) {
            return DEVICES[value >>> 2 & 3];
        }
        if (value == TAGGED) {
            return "Normal, tagged write-back";
        }
        return "Normal, inner " + cacheability(value & 0xf) + ", outer " + cacheability(value >>> 4);
    }

    private static String cacheability(int bits) {
        if (bits == NON_CACHEABLE) {
            return "non-cacheable";
        }
        return ((bits & 4) == 0 ? "write-through" : "write-back") + ((bits & 8) == 0 ? ", transient" : "");
    }
}

package dev.vmi4j.core.address;

/**
 * The number of a virtual CPU, counted from 0 as the source of the guest counts them.
 *
 * @param value the number, not negative
 */
public record VcpuId(int value) implements Comparable<VcpuId> {
    /** The first virtual CPU. */
    public static final VcpuId FIRST = new VcpuId(0);

    /** Checks the number. */
    public VcpuId {
        if (value < 0) {
            throw new IllegalArgumentException("vCPU number " + value + " is negative");
        }
    }

    @Override
    public int compareTo(VcpuId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "vCPU " + value;
    }
}

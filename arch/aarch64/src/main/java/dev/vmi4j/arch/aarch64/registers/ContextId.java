package dev.vmi4j.arch.aarch64.registers;

/**
 * CONTEXTIDR_EL1: the process that runs, as the kernel numbers it for debuggers (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record ContextId(long value) {
    private static final BitNames NAMES = BitNames.of().and("PROCID", 0, 32);

    /**
     * The identifier of the process.
     *
     * @return bits 31 to 0, PROCID
     */
    public long procid() {
        return value & 0xffffffffL;
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}

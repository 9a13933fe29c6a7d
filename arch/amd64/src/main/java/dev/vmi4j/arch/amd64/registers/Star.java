package dev.vmi4j.arch.amd64.registers;

/**
 * STAR, MSR C000_0081: the selectors of SYSCALL and SYSRET (AMD APM Vol. 2, section 6.1.1; Intel SDM Vol. 3A, section
 * 5.8.8).
 *
 * @param value the raw value
 */
public record Star(long value) {
    /**
     * The target of SYSCALL in 32-bit mode.
     *
     * @return bits 0 to 31: EIP
     */
    public int legacyTarget() {
        return (int) value;
    }

    /**
     * The code segment that SYSCALL loads; its stack segment is the next descriptor.
     *
     * @return bits 32 to 47
     */
    public Selector syscall() {
        return new Selector((int) (value >>> 32) & 0xffff);
    }

    /**
     * The base of what SYSRET loads: itself for 32-bit code, plus 16 for 64-bit code, plus 8 for the stack segment.
     *
     * @return bits 48 to 63
     */
    public Selector sysret() {
        return new Selector((int) (value >>> 48));
    }
}

package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.core.address.Pa;
import java.util.Optional;

/**
 * PAR_EL1: the answer of an address translation instruction (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record Par(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("F", 0)
            .and("FST", 1, 6)
            .and("SH", 7, 2)
            .and("NS", 9)
            .and("ATTR", 56, 8);

    /**
     * Whether the translation failed.
     *
     * @return bit 0, F
     */
    public boolean f() {
        return (value & 1) != 0;
    }

    /**
     * Why it failed, where it did.
     *
     * @return bits 6 to 1, FST
     */
    public int fst() {
        return (int) (value >>> 1 & 0x3fL);
    }

    /**
     * Shareability, where it did not fail.
     *
     * @return bits 8 to 7, SH
     */
    public int sh() {
        return (int) (value >>> 7 & 0x3L);
    }

    /**
     * Whether the address is not secure, where it did not fail.
     *
     * @return bit 9, NS
     */
    public boolean ns() {
        return (value >>> 9 & 1) != 0;
    }

    /**
     * The memory attribute, where it did not fail.
     *
     * @return bits 63 to 56, ATTR
     */
    public int attr() {
        return (int) (value >>> 56 & 0xffL);
    }

    private static final long ADDRESS = 0x000f_ffff_ffff_f000L;

    /**
     * The page that the address translates to.
     *
     * @return guest physical address of 4 KiB; empty when the translation failed
     */
    public Optional<Pa> page() {
        return f() ? Optional.empty() : Optional.of(new Pa(value & ADDRESS));
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}

package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.core.address.Va;

/** Takes the authentication code and the tag off a pointer (FEAT_PAuth; Arm ARM, D8.10). */
public final class PointerAuthentication {
    /** The number of address bits that is assumed where TCR_EL1 is unknown. */
    public static final int USUAL_ADDRESS_BITS = 48;

    private static final int SELECTOR = 55;

    private PointerAuthentication() {}

    /**
     * A pointer without its code: the bits above the address are those of its half.
     *
     * @param pointer the pointer, signed or not
     * @param addressBits the number of address bits that are translated
     * @return the address
     */
    public static Va strip(long pointer, int addressBits) {
        long low = -1L >>> Long.SIZE - addressBits;
        return new Va((pointer >>> SELECTOR & 1) == 0 ? pointer & low : pointer | ~low);
    }
}

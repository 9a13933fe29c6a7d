package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.core.address.Va;

/** The halves of the address space, each with tables of its own; bit 55 of an address tells them apart. */
public enum AddressHalf {
    /** Addresses from 0 on, translated by TTBR0_EL1: processes. */
    LOWER("ttbr0"),
    /** Addresses up to the last one, translated by TTBR1_EL1: the kernel. */
    UPPER("ttbr1");

    private static final int SELECTOR = 55;

    private final String register;

    AddressHalf(String register) {
        this.register = register;
    }

    /**
     * The half that an address belongs to, whatever its tag.
     *
     * @param va virtual address
     * @return by bit 55
     */
    public static AddressHalf of(Va va) {
        return (va.value() >>> SELECTOR & 1) == 0 ? LOWER : UPPER;
    }

    /** The register that holds the root, as part of a mode's name. */
    String register() {
        return register;
    }
}

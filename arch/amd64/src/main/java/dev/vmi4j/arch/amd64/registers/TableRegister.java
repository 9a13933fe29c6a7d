package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.address.Va;

/**
 * GDTR or IDTR: where a descriptor table lies (Intel SDM Vol. 3A, section 2.4).
 *
 * @param base linear address of the first byte
 * @param limit the offset of the last byte, 0 to 0xffff
 */
public record TableRegister(Va base, int limit) {
    /** Checks the limit. */
    public TableRegister {
        if ((limit & ~0xffff) != 0) {
            throw new IllegalArgumentException("descriptor table limit " + limit + " is not within 0..65535");
        }
    }
}

package dev.vmi4j.symbols;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;

/**
 * A name for an address.
 *
 * @param name as the linker knows it
 * @param address guest virtual address, or an absolute value such as a per-CPU offset
 * @param type the letter of {@code nm}: {@code T} text, {@code D} data, {@code A} absolute, ...; lower case when local
 */
public record Symbol(String name, long address, char type) {
    /**
     * The address.
     *
     * @return guest virtual address
     */
    public Va va() {
        return new Va(address);
    }

    /** The symbol as {@code /proc/kallsyms} would print it. */
    @Override
    public String toString() {
        return Addresses.hex(address) + " " + type + " " + name;
    }
}

package dev.vmi4j.symbols;

import dev.vmi4j.core.address.Addresses;

/**
 * The symbol an address belongs to.
 *
 * @param symbol the symbol at or below the address
 * @param offset of the address from it, in bytes
 * @param size from the symbol to the next higher address that has one, in bytes; 0 for the last symbol
 */
public record NearestSymbol(Symbol symbol, long offset, long size) {
    /** The name with the offset, such as {@code schedule+0x1c}. */
    @Override
    public String toString() {
        return offset == 0 ? symbol.name() : symbol.name() + "+" + Addresses.hex(offset);
    }
}

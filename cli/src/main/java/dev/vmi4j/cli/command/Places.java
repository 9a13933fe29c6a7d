package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.symbols.DescribesSymbols;
import dev.vmi4j.symbols.NearestSymbol;
import dev.vmi4j.symbols.SymbolTable;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses as people give them, and names addresses for them. */
final class Places {
    /** What kernel logs and debuggers print without {@code 0x}: exactly 8 or 16 digits with a letter among them. */
    private static final Pattern BARE_HEX = Pattern.compile("(?=.*[a-f])([0-9a-f]{8}|[0-9a-f]{16})");

    private static final Pattern SYMBOL = Pattern.compile("([A-Za-z_.$][\\w.$]*)([+-](?:0x[0-9a-fA-F]+|[0-9]+))?");

    private final Supplier<Optional<SymbolTable>> symbols;

    /**
     * Places of a guest.
     *
     * @param symbols asked only when a name is given
     */
    Places(Supplier<Optional<SymbolTable>> symbols) {
        this.symbols = symbols;
    }

    static Places of(Supplier<? extends Optional<?>> system) {
        return new Places(() -> symbolsOf(system.get()));
    }

    static Optional<SymbolTable> symbolsOf(Optional<?> system) {
        return system.filter(DescribesSymbols.class::isInstance).map(found -> ((DescribesSymbols) found).symbols());
    }

    /** A number, bare hexadecimal digits as kernels print them, or a symbol with an offset or not. */
    long address(String text) {
        if (BARE_HEX.matcher(text).matches()) {
            return Long.parseUnsignedLong(text, 16);
        }
        Matcher symbol = SYMBOL.matcher(text);
        return symbol.matches() ? symbol(symbol) : ImageOptions.number("an address", text);
    }

    /** The nearest symbol with the distance from it. */
    Optional<String> name(long address) {
        return symbols.get().flatMap(table -> table.nearest(address)).map(NearestSymbol::toString);
    }

    private long symbol(Matcher matcher) {
        String name = matcher.group(1);
        SymbolTable table = symbols.get()
                .orElseThrow(() -> new UsageException("'" + name
                        + "' is no number, and no symbols are known here; give the address, hexadecimal with 0x"));
        long base = table.address(name)
                .orElseThrow(() -> new UsageException("there is no symbol '" + name + "'; 'vmi symbols' lists them"));
        String offset = matcher.group(2);
        if (offset == null) {
            return base;
        }
        long distance = Addresses.parse(offset.substring(1));
        return offset.startsWith("-") ? base - distance : base + distance;
    }
}

package dev.vmi4j.cli.command;

import dev.vmi4j.cli.render.Glob;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.NearestSymbol;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the kernel's symbols, or names an address. */
final class SymbolsCommand implements Command {
    private static final String REGEX = "--regex";
    private static final String ADDRESS = "--address";

    private static final List<Column<Symbol>> SYMBOLS = List.of(
            new Column<>("address", ColumnType.ADDRESS, "the symbol's address", symbol -> Cell.of(symbol.va())),
            new Column<>(
                    "type",
                    ColumnType.TEXT,
                    "the letter of nm, lower case for a local symbol",
                    symbol -> Cell.of(String.valueOf(symbol.type()))),
            new Column<>("name", ColumnType.TEXT, "the symbol's name", symbol -> Cell.of(symbol.name())));

    private static final List<Column<NearestSymbol>> NEAREST = List.of(
            new Column<>(
                    "address",
                    ColumnType.ADDRESS,
                    "the symbol's address",
                    near -> Cell.of(near.symbol().va())),
            new Column<>(
                    "type",
                    ColumnType.TEXT,
                    "the letter of nm, lower case for a local symbol",
                    near -> Cell.of(String.valueOf(near.symbol().type()))),
            new Column<>(
                    "name",
                    ColumnType.TEXT,
                    "the symbol's name",
                    near -> Cell.of(near.symbol().name())),
            new Column<>(
                    "offset",
                    ColumnType.ADDRESS,
                    "the distance from the symbol",
                    near -> new Cell.Address(near.offset())),
            new Column<>(
                    "size",
                    ColumnType.NUMBER,
                    "bytes from the symbol to the next one",
                    near -> near.size() == 0 ? Cell.NONE : Cell.of(near.size())));

    @Override
    public String name() {
        return "symbols";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Lists the symbols of the kernel, ascending by address, or finds the one an address belongs to.");
        ImageOptions.addTo(spec)
                .addPositional(
                        Specs.optionalParameter(1, "PATTERN", "Show symbols of this name; * and ? stand for any text."))
                .addOption(Specs.flag(REGEX, "PATTERN is a regular expression that is looked for in the name."))
                .addOption(Specs.text(ADDRESS, "ADDRESS", "Find the symbol this address belongs to."));
        TableOptions.addTo(spec);
        Specs.examples(
                spec,
                "vmi symbols image.raw 'init_*'",
                "vmi symbols image.raw --regex '^sys_(read|write)$'",
                "vmi symbols image.raw --address 0xffffffff81234567");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        Predicate<String> name = name(options);
        try (Session session = ImageOptions.open(options, context)) {
            GuestSystem system = Kernels.require(session, context.console().messages());
            SymbolTable symbols = Places.symbolsOf(Optional.of(system))
                    .orElseThrow(
                            () -> new UsageException("the symbols of a " + system.name() + " guest are not known"));
            Table<?> table = options.hasMatchedOption(ADDRESS)
                    ? nearest(symbols, address(options, session))
                    : matching(symbols, name);
            return Answer.show(table, query, format, context.console());
        }
    }

    private static long address(ParseResult options, Session session) {
        return Places.of(session::system).address(options.matchedOptionValue(ADDRESS, ""));
    }

    private static Predicate<String> name(ParseResult options) {
        String pattern = options.matchedPositionalValue(1, "");
        if (pattern.isEmpty()) {
            return _ -> true;
        }
        return options.hasMatchedOption(REGEX)
                ? regex(pattern).asPredicate()
                : Glob.compile(pattern).asMatchPredicate();
    }

    static Pattern regex(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new UsageException("'" + pattern + "' is no regular expression: " + e.getDescription());
        }
    }

    private static Table<Symbol> matching(SymbolTable symbols, Predicate<String> name) {
        return new Table<>(
                "symbols",
                "the symbols of the kernel",
                SYMBOLS,
                _ -> symbols.symbols().filter(symbol -> name.test(symbol.name())));
    }

    private static Table<NearestSymbol> nearest(SymbolTable symbols, long address) {
        return new Table<>(
                "symbols", "the symbol an address belongs to", NEAREST, notes -> nearest(symbols, address, notes));
    }

    private static Stream<NearestSymbol> nearest(SymbolTable symbols, long address, TableNotes notes) {
        Optional<NearestSymbol> nearest = symbols.nearest(address);
        if (nearest.isEmpty()) {
            notes.add(Addresses.hex(address) + " lies outside of everything the kernel's symbols name");
        }
        return nearest.stream();
    }
}

package dev.vmi4j.symbols.file;

import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.SymbolTableBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The symbols of a kernel as {@code nm} prints them: {@code System.map}. */
final class SystemMap {
    private static final String FORMAT = "System.map";
    private static final int MOST_SYMBOLS = 1 << 23;
    private static final int LONGEST_NAME = 512;
    private static final int LEAST_DIGITS = 8;

    private SystemMap() {}

    /** Whether text begins with a line of it. */
    static boolean isSystemMap(String text) {
        return text.matches("(?s)[0-9a-fA-F]{8}([0-9a-fA-F]{8})? [a-zA-Z] \\S+[\\r\\n].*");
    }

    static SymbolTable read(InputStream in) throws IOException {
        var symbols = new SymbolTableBuilder();
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (symbols.size() >= MOST_SYMBOLS) {
                throw new MalformedSymbolsException(FORMAT, symbols.size(), "more than " + MOST_SYMBOLS + " symbols");
            }
            add(symbols, line);
        }
        return symbols.build();
    }

    private static void add(SymbolTableBuilder symbols, String line) {
        int space = line.indexOf(' ');
        boolean shaped = space >= LEAST_DIGITS && line.length() > space + 3 && line.charAt(space + 2) == ' ';
        if (!shaped || line.length() > space + LONGEST_NAME) {
            throw new MalformedSymbolsException(FORMAT, symbols.size(), "a line is not 'ADDRESS LETTER NAME'");
        }
        try {
            long address = Long.parseUnsignedLong(line.substring(0, space), 16);
            symbols.add(line.substring(space + 3).strip(), address, line.charAt(space + 1));
        } catch (NumberFormatException _) {
            throw new MalformedSymbolsException(FORMAT, symbols.size(), "a line does not begin with an address");
        }
    }
}

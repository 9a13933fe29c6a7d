package dev.vmi4j.symbols.isf;

import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What an ISF file says.
 *
 * @param types its types
 * @param symbols its symbols, at the addresses for which the kernel was linked
 * @param banner what the kernel calls itself ({@code linux_banner}); empty when the file does not say it
 */
public record Isf(TypeCatalog types, SymbolTable symbols, Optional<String> banner) {
    static final String FORMAT = "ISF";

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * Reads a file.
     *
     * @param in JSON, positioned at its first byte; read to its end, not closed
     * @return what it says
     * @throws IOException when reading fails
     * @throws MalformedSymbolsException when it is no such JSON, or too large
     */
    public static Isf read(InputStream in) throws IOException {
        IsfReader reader = new IsfReader();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            reader.read(parser);
            return reader.result();
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new MalformedSymbolsException(
                    FORMAT, Math.max(e.getLocation().getByteOffset(), 0), "it is no JSON: " + e.getOriginalMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

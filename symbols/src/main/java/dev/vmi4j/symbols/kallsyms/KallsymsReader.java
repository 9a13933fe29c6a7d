package dev.vmi4j.symbols.kallsyms;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.SymbolTableBuilder;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Decodes the pieces into symbols. */
final class KallsymsReader {
    static final String ANCHOR = "_stext";
    static final int MAX_NAMES = 64 << 20;

    private static final int MAX_NAME = 1024;

    private final GuestMemory kernel;
    private final KallsymsTables tables;
    private final Vmcoreinfo info;
    private final int pointerSize;
    private final byte[] name = new byte[MAX_NAME];

    KallsymsReader(GuestMemory kernel, KallsymsTables tables, Vmcoreinfo info) {
        this.kernel = kernel;
        this.tables = tables;
        this.info = info;
        this.pointerSize = info.pointerSize().orElse(Long.BYTES);
    }

    SymbolTable read() {
        int count = count();
        var tokens = KallsymsTokens.read(kernel, tables);
        var names = new KallsymsNames(kernel.readBytes(tables.names(), namesLimit()));
        byte[] offsets = kernel.readBytes(tables.offsets(), count * Integer.BYTES);
        long base =
                tables.base().isEmpty() ? 0 : kernel.readUnsigned(tables.base().getAsLong(), pointerSize);
        int anchor = anchor(names, tokens, count);
        AddressRule rule = rule(anchor, offsets, base)
                .orElseThrow(() -> malformed(tables.offsets(), ANCHOR + " is not where VMCOREINFO has it"));
        return decode(count, names, tokens, offsets, base, rule);
    }

    /** The rule by which the anchor comes out right, if any. */
    Optional<AddressRule> rule(int anchor, byte[] offsets, long base) {
        long known = info.symbol(ANCHOR).orElseThrow(() -> malformed(tables.offsets(), "VMCOREINFO lacks " + ANCHOR));
        return Arrays.stream(AddressRule.values())
                .filter(rule -> address(rule, anchor, offsets, base) == known)
                .findFirst();
    }

    private int count() {
        long count = kernel.readUnsigned(tables.count(), Integer.BYTES);
        if (count == 0 || count > namesLimit() / 2) {
            throw malformed(tables.count(), "it cannot hold " + count + " symbols");
        }
        return (int) count;
    }

    /** In every layout the tokens lie somewhere behind the names. */
    private int namesLimit() {
        long limit = tables.tokens() - tables.names();
        if (limit <= 0 || limit > MAX_NAMES) {
            throw malformed(tables.names(), "the names do not lie before the tokens");
        }
        return (int) limit;
    }

    private int anchor(KallsymsNames names, KallsymsTokens tokens, int count) {
        byte[] wanted = ANCHOR.getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        for (int symbol = 0; symbol < count; symbol++) {
            int length = expand(names, tokens, at);
            if (Arrays.equals(name, 1, length, wanted, 0, wanted.length)) {
                return symbol;
            }
            at = names.end(at);
        }
        throw malformed(tables.names(), "there is no " + ANCHOR);
    }

    private SymbolTable decode(
            int count, KallsymsNames names, KallsymsTokens tokens, byte[] offsets, long base, AddressRule rule) {
        var builder = new SymbolTableBuilder();
        int at = 0;
        for (int symbol = 0; symbol < count; symbol++) {
            int length = expand(names, tokens, at);
            builder.add(name, 1, length, address(rule, symbol, offsets, base), (char) name[0]);
            at = names.end(at);
        }
        return builder.build();
    }

    private long address(AddressRule rule, int symbol, byte[] offsets, long base) {
        int at = symbol * Integer.BYTES;
        long address = rule.address(LittleEndian.getInt(offsets, at), base, tables.offsets() + at);
        return pointerSize == Integer.BYTES ? address & 0xffff_ffffL : address;
    }

    /** Puts type and name into the buffer; answers their length, at least 1. */
    private int expand(KallsymsNames names, KallsymsTokens tokens, int at) {
        int end = names.end(at);
        if (end < 0) {
            throw malformed(tables.names() + at, "a name ends behind the names");
        }
        int length = 0;
        for (int token = names.first(at); token < end; token++) {
            length = tokens.append(names.token(token), name, length);
        }
        if (length == 0 || length > MAX_NAME) {
            throw malformed(tables.names() + at, "a name is empty or longer than " + MAX_NAME + " bytes");
        }
        return length;
    }

    private static MalformedSymbolsException malformed(long address, String problem) {
        return new MalformedSymbolsException(Kallsyms.FORMAT, address, problem);
    }
}

package dev.vmi4j.symbols.kallsyms;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;

/** The 256 texts that the bytes of a compressed name stand for. */
final class KallsymsTokens {
    static final int COUNT = 256;
    static final int INDEX_BYTES = COUNT * Short.BYTES;
    /** Longer than any text that pairs of symbols' characters grow to. */
    static final int MAX_TOKEN = 512;

    private final byte[] table;
    private final int[] starts;
    private final int[] ends;

    private KallsymsTokens(byte[] table, int[] starts, int[] ends) {
        this.table = table;
        this.starts = starts;
        this.ends = ends;
    }

    static KallsymsTokens read(GuestMemory kernel, KallsymsTables tables) {
        byte[] index = kernel.readBytes(tables.tokenIndex(), INDEX_BYTES);
        int[] starts = new int[COUNT];
        for (int token = 0; token < COUNT; token++) {
            starts[token] = LittleEndian.getShort(index, token * Short.BYTES) & 0xffff;
            if (starts[token] < (token == 0 ? 0 : starts[token - 1])) {
                throw malformed(tables.tokenIndex() + (long) token * Short.BYTES, "the token index descends");
            }
        }
        int length = (int) kernel.readable(tables.tokens(), starts[COUNT - 1] + MAX_TOKEN);
        byte[] table = kernel.readBytes(tables.tokens(), length);
        return new KallsymsTokens(table, starts, ends(table, starts, tables.tokens()));
    }

    private static int[] ends(byte[] table, int[] starts, long address) {
        int[] ends = new int[COUNT];
        for (int token = 0; token < COUNT; token++) {
            int end = starts[token];
            int limit = Math.min(table.length, end + MAX_TOKEN);
            while (end < limit && table[end] != 0) {
                end++;
            }
            if (end >= limit) {
                throw malformed(address + starts[token], "a token does not end");
            }
            ends[token] = end;
        }
        return ends;
    }

    /** Appends the text of a token; answers the length after it, which may exceed the buffer when that is full. */
    int append(int token, byte[] buffer, int length) {
        int size = ends[token] - starts[token];
        if (length + size <= buffer.length) {
            System.arraycopy(table, starts[token], buffer, length, size);
        }
        return length + size;
    }

    private static MalformedSymbolsException malformed(long address, String problem) {
        return new MalformedSymbolsException(Kallsyms.FORMAT, address, problem);
    }
}

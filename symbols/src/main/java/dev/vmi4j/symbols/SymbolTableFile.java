package dev.vmi4j.symbols;

import dev.vmi4j.core.memory.LittleEndian;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/**
 * The saved form of a symbol table: a head of 32 bytes (magic, version, number of symbols, bytes of names, checksum of
 * the rest), then little-endian all addresses (8 bytes each), all ends of names (4), all types (1), and the names.
 */
final class SymbolTableFile {
    private static final String FORMAT = "saved symbol table";
    private static final long MAGIC = 0x314d_5953_4a34_4d56L;
    private static final int VERSION = 1;
    private static final int HEAD = 32;
    private static final int PER_SYMBOL = Long.BYTES + Integer.BYTES + Byte.BYTES;
    private static final int PIECE = 1 << 20;

    private SymbolTableFile() {}

    static void write(SymbolTable table, OutputStream out) throws IOException {
        byte[] body = body(table);
        byte[] head = new byte[HEAD];
        LittleEndian.putLong(head, 0, MAGIC);
        LittleEndian.putInt(head, 8, VERSION);
        LittleEndian.putInt(head, 12, table.size());
        LittleEndian.putInt(head, 16, table.names().length);
        LittleEndian.putLong(head, 24, checksum(head, body));
        out.write(head);
        out.write(body);
    }

    static SymbolTable read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        require(head.length == HEAD && LittleEndian.getLong(head, 0) == MAGIC, 0, "it does not begin with the magic");
        require(LittleEndian.getInt(head, 8) == VERSION, 8, "its version is not " + VERSION);
        int size = LittleEndian.getInt(head, 12);
        int nameBytes = LittleEndian.getInt(head, 16);
        long length = (long) size * PER_SYMBOL + nameBytes;
        require(size >= 0 && nameBytes >= 0 && length <= Integer.MAX_VALUE - 8, 12, "its sizes are impossible");
        byte[] body = in.readNBytes((int) length);
        require(body.length == length, HEAD + body.length, "it ends too early");
        require(LittleEndian.getLong(head, 24) == checksum(head, body), 24, "its checksum differs");
        return decode(body, size, nameBytes);
    }

    private static SymbolTable decode(byte[] body, int size, int nameBytes) {
        var bytes = MemorySegment.ofArray(body);
        long[] addresses = new long[size];
        int[] nameEnds = new int[size];
        byte[] types = new byte[size];
        byte[] names = new byte[nameBytes];
        long at = (long) size * Long.BYTES;
        MemorySegment.copy(bytes, LittleEndian.LONG, 0, addresses, 0, size);
        MemorySegment.copy(bytes, LittleEndian.INT, at, nameEnds, 0, size);
        System.arraycopy(body, size * (Long.BYTES + Integer.BYTES), types, 0, size);
        System.arraycopy(body, size * PER_SYMBOL, names, 0, nameBytes);
        checkOrder(addresses, nameEnds, nameBytes);
        return new SymbolTable(addresses, types, names, nameEnds);
    }

    private static void checkOrder(long[] addresses, int[] nameEnds, int nameBytes) {
        for (int i = 0; i < nameEnds.length; i++) {
            long ends = HEAD + (long) addresses.length * Long.BYTES + (long) i * Integer.BYTES;
            require(nameEnds[i] >= (i == 0 ? 0 : nameEnds[i - 1]), ends, "the ends of names descend");
            boolean ascending = i == 0 || Long.compareUnsigned(addresses[i - 1], addresses[i]) <= 0;
            require(ascending, HEAD + (long) i * Long.BYTES, "the addresses descend");
        }
        int last = nameEnds.length == 0 ? 0 : nameEnds[nameEnds.length - 1];
        require(last == nameBytes, 16, "the names do not end where they should");
    }

    private static byte[] body(SymbolTable table) {
        int size = table.size();
        byte[] body = new byte[Math.addExact(Math.multiplyExact(size, PER_SYMBOL), table.names().length)];
        var bytes = MemorySegment.ofArray(body);
        long at = (long) size * Long.BYTES;
        MemorySegment.copy(table.addresses(), 0, bytes, LittleEndian.LONG, 0, size);
        MemorySegment.copy(table.nameEnds(), 0, bytes, LittleEndian.INT, at, size);
        System.arraycopy(table.types(), 0, body, size * (Long.BYTES + Integer.BYTES), size);
        System.arraycopy(table.names(), 0, body, size * PER_SYMBOL, table.names().length);
        return body;
    }

    private static long checksum(byte[] head, byte[] body) {
        var crc = new CRC32C();
        crc.update(head, 0, 24);
        for (int at = 0; at < body.length; at += PIECE) {
            crc.update(body, at, Math.min(PIECE, body.length - at));
        }
        return crc.getValue();
    }

    private static void require(boolean holds, long offset, String problem) {
        if (!holds) {
            throw new MalformedSymbolsException(FORMAT, offset, problem);
        }
    }
}

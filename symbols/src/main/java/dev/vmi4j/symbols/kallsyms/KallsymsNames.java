package dev.vmi4j.symbols.kallsyms;

/**
 * The compressed names: for each a length in bytes (one, or two in ULEB128 from 128 on), then as many tokens. The first
 * character of the text is the type's letter.
 */
final class KallsymsNames {
    private final byte[] bytes;

    KallsymsNames(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The index of a name's first token, given where its length is; -1 when that lies outside or is 0. */
    int first(int at) {
        if (at < 0 || at >= bytes.length || bytes[at] == 0) {
            return -1;
        }
        return bytes[at] > 0 ? at + 1 : at + 2 < bytes.length ? at + 2 : -1;
    }

    /** The index after a name's last token, where the next name begins; -1 when that lies outside. */
    int end(int at) {
        int first = first(at);
        if (first < 0) {
            return -1;
        }
        int length = bytes[at] > 0 ? bytes[at] : bytes[at] & 0x7f | (bytes[at + 1] & 0xff) << 7;
        return length > 0 && length <= bytes.length - first ? first + length : -1;
    }

    int token(int at) {
        return bytes[at] & 0xff;
    }
}

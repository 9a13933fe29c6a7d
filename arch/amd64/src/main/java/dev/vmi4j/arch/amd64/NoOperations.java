package dev.vmi4j.arch.amd64;

import java.util.Arrays;

/**
 * The instructions that do nothing but take up room (AMD APM Vol. 3, {@code NOP}; Intel SDM Vol. 2B, the table of
 * recommended multi-byte sequences), and {@code endbr64}. Kernels begin most functions with one, to patch a call in.
 */
final class NoOperations {
    private static final int OPERAND_SIZE = 0x66;
    private static final int NOP = 0x90;
    private static final int ESCAPE = 0x0f;
    private static final int LONG_NOP = 0x1f;
    private static final byte[] ENDBR64 = {(byte) 0xf3, 0x0f, 0x1e, (byte) 0xfa};

    private NoOperations() {}

    /** In bytes; 0 when the code does not begin with one. */
    static int length(byte[] code) {
        if (startsWith(code, ENDBR64)) {
            return ENDBR64.length;
        }
        int at = 0;
        while (at < 4 && byteAt(code, at) == OPERAND_SIZE) {
            at++;
        }
        if (byteAt(code, at) == NOP) {
            return at + 1;
        }
        return byteAt(code, at) == ESCAPE && byteAt(code, at + 1) == LONG_NOP ? longNop(code, at + 2) : 0;
    }

    /** The operand of a long one names memory that is never touched: its length is all that counts. */
    private static int longNop(byte[] code, int at) {
        int modRm = byteAt(code, at);
        if (modRm < 0 || (modRm >>> 3 & 7) != 0) {
            return 0;
        }
        int mod = modRm >>> 6;
        int rm = modRm & 7;
        boolean hasBase = mod != 3 && rm == 4;
        int displacement = switch (mod) {
            case 0 -> rm == 5 || hasBase && (byteAt(code, at + 1) & 7) == 5 ? 4 : 0;
            case 1 -> 1;
            case 2 -> 4;
            default -> 0;
        };
        int length = at + 1 + (hasBase ? 1 : 0) + displacement;
        return length <= code.length ? length : 0;
    }

    private static boolean startsWith(byte[] code, byte[] start) {
        return code.length >= start.length && Arrays.equals(code, 0, start.length, start, 0, start.length);
    }

    private static int byteAt(byte[] code, int at) {
        return at < code.length ? code[at] & 0xff : -1;
    }
}

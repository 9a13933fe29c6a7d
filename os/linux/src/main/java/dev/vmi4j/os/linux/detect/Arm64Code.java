package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.memory.GuestMemory;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Follows what AArch64 code does with addresses that are known without its input: {@code adrp} and {@code adr} begin one,
 * {@code add} with an immediate continues it, loads and stores use it (Arm ARM, C6.2). Everything else that writes a
 * register makes it unknown.
 */
final class Arm64Code {
    private static final int REGISTERS = 32;
    private static final int LIMIT = 4096;
    private static final long UNKNOWN = -1;
    private static final int PAGE_SHIFT = 12;
    private static final int CLOBBERED_BY_CALLS = 19;
    private static final int STACK_POINTER = 31;

    private final GuestMemory memory;
    private final long[] registers = new long[REGISTERS];
    private final LongStream.Builder found = LongStream.builder();

    Arm64Code(GuestMemory memory) {
        this.memory = memory;
        Arrays.fill(registers, UNKNOWN);
    }

    /** The addresses that the code between two places refers to, in its order. */
    LongStream references(long from, long to) {
        long readable = memory.readable(from, Math.min(to - from, (long) LIMIT * Integer.BYTES));
        for (long at = from; at + Integer.BYTES <= from + readable; at += Integer.BYTES) {
            step(at, memory.readInt(at));
        }
        return found.build();
    }

    private void step(long at, int code) {
        if ((code & 0x9f00_0000) == 0x9000_0000) {
            set(code, (at & -1L << PAGE_SHIFT) + (pageDistance(code) << PAGE_SHIFT));
        } else if ((code & 0x9f00_0000) == 0x1000_0000) {
            form(code, at + pageDistance(code));
        } else if ((code & 0xff80_0000) == 0x9100_0000) {
            add(code);
        } else if ((code & 0x3b00_0000) == 0x3900_0000) {
            access(code, (long) (code >>> 10 & 0xfff) << (code >>> 30));
        } else if ((code & 0x3a00_0000) == 0x2800_0000) {
            access(code, pairOffset(code));
        } else {
            other(code);
        }
    }

    /** The 21-bit distance of {@code adr} and {@code adrp}. */
    private static long pageDistance(int code) {
        long value = (code >>> 5 & 0x7_ffffL) << 2 | code >>> 29 & 3;
        return value << 43 >> 43;
    }

    private void add(int code) {
        long base = registers[code >>> 5 & 31];
        long distance = (long) (code >>> 10 & 0xfff) << ((code >>> 22 & 1) * PAGE_SHIFT);
        if (base == UNKNOWN) {
            set(code, UNKNOWN);
        } else {
            form(code, base + distance);
        }
    }

    /** A load or store; a load makes its target unknown. */
    private void access(int code, long offset) {
        long base = registers[code >>> 5 & 31];
        if (base != UNKNOWN) {
            found.add(base + offset);
        }
        boolean vector = (code >>> 26 & 1) != 0;
        boolean pair = (code & 0x3a00_0000) == 0x2800_0000;
        boolean load = pair ? (code >>> 22 & 1) != 0 : (code >>> 22 & 3) != 0;
        if (load && !vector && !isEpilogue(code)) {
            set(code, UNKNOWN);
            if (pair) {
                registers[code >>> 10 & 31] = UNKNOWN;
            }
        }
    }

    /** What an exit restores from the stack still holds in the code behind it, which is reached by a branch from above. */
    private static boolean isEpilogue(int code) {
        return (code >>> 5 & 31) == STACK_POINTER && (code & 31) >= CLOBBERED_BY_CALLS;
    }

    private static long pairOffset(int code) {
        int scale = 2 + (code >>> 31);
        return (long) ((code >>> 15 & 0x7f) << 25 >> 25) << scale;
    }

    private void form(int code, long address) {
        set(code, address);
        found.add(address);
    }

    /** Branches write no register but those that calls may; everything else its lowest field. */
    private void other(int code) {
        boolean branch = (code & 0x1c00_0000) == 0x1400_0000;
        boolean call = (code & 0xfc00_0000) == 0x9400_0000 || (code & 0xffff_fc1f) == 0xd63f_0000;
        if (call) {
            Arrays.fill(registers, 0, CLOBBERED_BY_CALLS, UNKNOWN);
        } else if (!branch) {
            set(code, UNKNOWN);
        }
    }

    private void set(int code, long value) {
        registers[code & 31] = value;
    }
}

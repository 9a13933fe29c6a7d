package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.memory.GuestMemory;
import java.util.HexFormat;
import java.util.Optional;

/** The build id among ELF notes in memory: of type {@code NT_GNU_BUILD_ID}, by the name {@code GNU}. */
public final class BuildId {
    private static final int TYPE = 3;
    private static final int NAME_LENGTH = 4;
    private static final int NAME = 'G' | 'N' << 8 | 'U' << 16;
    private static final int HEADER = 12;
    private static final int LONGEST = 64;

    /** Notes are few and short. */
    private static final int LIMIT = 64;

    private BuildId() {}

    /**
     * Finds the build id.
     *
     * @param memory where the notes lie
     * @param start of the first note
     * @param end after the last
     * @return lower-case hexadecimal digits; empty when no note is one
     */
    public static Optional<String> find(GuestMemory memory, long start, long end) {
        long at = start;
        for (int i = 0; i < LIMIT && end - at > HEADER; i++) {
            int nameLength = memory.readInt(at);
            int length = memory.readInt(at + 4);
            if (isBuildId(memory, at, nameLength, length)) {
                long id = at + HEADER + NAME_LENGTH;
                return Optional.of(HexFormat.of().formatHex(memory.readBytes(id, length)));
            }
            at += HEADER + padded(nameLength) + padded(length);
        }
        return Optional.empty();
    }

    private static boolean isBuildId(GuestMemory memory, long note, int nameLength, int length) {
        return nameLength == NAME_LENGTH
                && length > 0
                && length <= LONGEST
                && memory.readInt(note + 8) == TYPE
                && memory.readInt(note + HEADER) == NAME;
    }

    private static long padded(int length) {
        return (length & 0xffff_ffffL) + 3 & ~3L;
    }
}

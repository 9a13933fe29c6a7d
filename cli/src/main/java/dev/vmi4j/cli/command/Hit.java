package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.os.DescribesFrames.FrameOwner;
import dev.vmi4j.tools.search.Match;
import java.util.List;
import java.util.Optional;

/**
 * A place where something was found.
 *
 * @param match where
 * @param memory the memory it was found in
 * @param physical where its first byte lies in guest physical memory; empty when that is not known
 * @param owners whose memory it is
 */
record Hit(Match match, GuestMemory memory, Optional<Pa> physical, List<FrameOwner> owners) {
    private static final int AROUND = 16;
    private static final int SHOWN = 48;

    /** Bytes before the hit, of the hit, and after it: the hit begins at {@code before}. */
    @SuppressWarnings("ArrayRecordComponent")
    record Around(byte[] bytes, int before) {}

    Around around() {
        int before = AROUND;
        while (before > 0 && memory.readable(match.address() - before, before) < before) {
            before--;
        }
        int wanted = Math.min(match.length(), SHOWN) + AROUND;
        int after = (int) memory.readable(match.address(), wanted);
        return new Around(memory.readBytes(match.address() - before, before + after), before);
    }

    /** The hit itself, cut off where it is long. */
    byte[] bytes() {
        return memory.readBytes(match.address(), Math.min(match.length(), SHOWN));
    }
}

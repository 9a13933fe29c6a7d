package dev.vmi4j.driver.qemu.ram;

import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Pages out of QEMU's own memory, {@code /proc/PID/mem}, at the addresses that QEMU named. */
final class ProcessPages implements PageSource {
    static final int PAGE_SHIFT = 12;

    private final FileChannel memory;
    private final List<RamPiece> pieces;

    ProcessPages(FileChannel memory, List<RamPiece> pieces) {
        this.memory = memory;
        this.pieces = pieces;
    }

    @Override
    public int pageShift() {
        return PAGE_SHIFT;
    }

    @Override
    public PageState read(long gfn, byte[] page) {
        long pa = gfn << PAGE_SHIFT;
        for (RamPiece piece : pieces) {
            if (piece.contains(pa)) {
                return piece.hostAddress() == RamPiece.UNKNOWN
                        ? PageState.EXCLUDED
                        : read(page, piece.hostAddress() + (pa - piece.start()));
            }
        }
        return PageState.ABSENT;
    }

    private PageState read(byte[] page, long address) {
        var bytes = ByteBuffer.wrap(page);
        try {
            while (bytes.hasRemaining()) {
                if (memory.read(bytes, address + bytes.position()) <= 0) {
                    return PageState.DAMAGED;
                }
            }
            return PageState.PRESENT;
        } catch (IOException _) {
            return PageState.DAMAGED;
        }
    }
}

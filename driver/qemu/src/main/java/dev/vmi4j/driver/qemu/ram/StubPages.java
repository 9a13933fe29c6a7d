package dev.vmi4j.driver.qemu.ram;

import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.driver.qemu.gdb.GdbErrorException;
import java.util.List;

/** Pages through the GDB stub. The guest stands while one is read. */
final class StubPages implements PageSource {
    /** Reads guest physical memory through the stub. */
    @FunctionalInterface
    interface Reader {
        byte[] read(long pa, int length);
    }

    private final Reader reader;
    private final List<RamPiece> pieces;

    StubPages(Reader reader, List<RamPiece> pieces) {
        this.reader = reader;
        this.pieces = pieces;
    }

    @Override
    public int pageShift() {
        return ProcessPages.PAGE_SHIFT;
    }

    @Override
    public PageState state(long gfn) {
        long pa = gfn << ProcessPages.PAGE_SHIFT;
        return pieces.stream().anyMatch(piece -> piece.contains(pa)) ? PageState.PRESENT : PageState.ABSENT;
    }

    @Override
    public PageState read(long gfn, byte[] page) {
        if (state(gfn) != PageState.PRESENT) {
            return PageState.ABSENT;
        }
        try {
            byte[] bytes = reader.read(gfn << ProcessPages.PAGE_SHIFT, page.length);
            System.arraycopy(bytes, 0, page, 0, page.length);
            return PageState.PRESENT;
        } catch (GdbErrorException _) {
            return PageState.DAMAGED;
        }
    }
}

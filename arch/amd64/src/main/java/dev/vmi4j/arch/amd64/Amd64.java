package dev.vmi4j.arch.amd64;

import dev.vmi4j.arch.amd64.event.Amd64SpecialRegister;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;

/** The AMD64 architecture, with the 32-bit modes that came before it. */
public final class Amd64 implements Architecture {
    /** The architecture; it has no state. */
    public static final Amd64 INSTANCE = new Amd64();

    private static final List<Amd64PageTableLevel> LEVELS = List.of(Amd64PageTableLevel.values());
    private static final List<Amd64SpecialRegister> SPECIAL_REGISTERS = List.of(Amd64SpecialRegister.values());
    private static final List<PagingMode> MODES =
            List.of(Amd64Paging.FOUR_LEVEL, Amd64Paging.FIVE_LEVEL, Amd64Paging.PAE, Amd64Paging.LEGACY);

    private Amd64() {}

    @Override
    public String name() {
        return "amd64";
    }

    @Override
    public int pageShift() {
        return 12;
    }

    @Override
    public byte[] breakpoint() {
        return new byte[] {(byte) 0xcc};
    }

    @Override
    public PagingMode pagingMode() {
        return Amd64Paging.FIVE_LEVEL;
    }

    @Override
    public List<PagingMode> pagingModes() {
        return MODES;
    }

    @Override
    public List<Amd64PageTableLevel> pageTableLevels() {
        return LEVELS;
    }

    @Override
    public List<Amd64SpecialRegister> specialRegisters() {
        return SPECIAL_REGISTERS;
    }

    /** The name. */
    @Override
    public String toString() {
        return name();
    }
}

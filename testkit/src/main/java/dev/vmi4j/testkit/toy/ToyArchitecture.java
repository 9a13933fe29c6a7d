package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;

/** The toy architecture: pages of 8 KiB in three levels. */
public final class ToyArchitecture implements Architecture {
    /** The only one. */
    public static final ToyArchitecture INSTANCE = new ToyArchitecture();

    private ToyArchitecture() {}

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public int pageShift() {
        return 13;
    }

    @Override
    public byte[] breakpoint() {
        return new byte[] {0x7e, 0x57};
    }

    @Override
    public PagingMode pagingMode() {
        return ToyPaging.THREE_LEVEL;
    }

    @Override
    public List<PagingMode> pagingModes() {
        return List.of(ToyPaging.THREE_LEVEL, ToyPaging.SMALL, ToyPaging.UPPER);
    }

    @Override
    public List<ToyLevel> pageTableLevels() {
        return List.of(ToyLevel.values());
    }

    @Override
    public List<ToySpecialRegister> specialRegisters() {
        return List.of(ToySpecialRegister.values());
    }
}

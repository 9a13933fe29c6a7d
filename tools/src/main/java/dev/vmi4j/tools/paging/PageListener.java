package dev.vmi4j.tools.paging;

import dev.vmi4j.core.address.AddressContext;
import dev.vmi4j.core.address.Pa;
import java.util.Optional;

/** Hears of changes of a watched address. Implemented by users of the monitor. */
@FunctionalInterface
public interface PageListener {
    /**
     * An address was mapped, unmapped or moved to another frame.
     *
     * @param where the watched address
     * @param before where it was; empty when it was not mapped
     * @param now where it is; empty when it is not mapped
     */
    void changed(AddressContext where, Optional<Pa> before, Optional<Pa> now);
}

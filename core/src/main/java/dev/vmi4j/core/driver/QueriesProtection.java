package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.View;

/** The capability to ask for the second-level access rights of a frame. */
public interface QueriesProtection extends VmiDriver {
    /**
     * What the guest may do with a frame in a view.
     *
     * @param gfn frame number
     * @param view a view of the guest
     * @return the access rights
     */
    MemoryAccess protection(Gfn gfn, View view);
}

package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.View;

/** The capability to set the second-level access rights of a frame; an access against them is an event. */
public interface SetsProtection extends VmiDriver {
    /**
     * Says what the guest may do with a frame in a view.
     *
     * @param gfn frame number
     * @param view a view of the guest
     * @param access the access rights from now on
     */
    void setProtection(Gfn gfn, View view, MemoryAccess access);
}

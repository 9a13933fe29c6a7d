package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.Gfn;

/** The capability to add frames to the guest that it does not know of. */
public interface AllocatesFrames extends VmiDriver {
    /**
     * Adds a zeroed frame.
     *
     * @return its frame number
     */
    Gfn allocateFrame();

    /**
     * Removes a frame that was added.
     *
     * @param gfn a frame from {@link #allocateFrame}
     * @throws IllegalArgumentException when it was not
     */
    void freeFrame(Gfn gfn);
}

package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.View;

/** The capability to keep several second-level translations of guest physical memory and to switch between them. */
public interface HasViews extends VmiDriver {
    /**
     * The view the guest started with.
     *
     * @return a view that is never destroyed
     */
    View defaultView();

    /**
     * Makes a view.
     *
     * @param access the access rights of every frame in it
     * @return the new view
     */
    View createView(MemoryAccess access);

    /**
     * Destroys a view that no virtual CPU uses.
     *
     * @param view a view other than the default one
     */
    void destroyView(View view);

    /**
     * Makes every virtual CPU use a view.
     *
     * @param view a view of the guest
     */
    void switchToView(View view);

    /**
     * Makes a frame show another frame's content in a view.
     *
     * @param view a view other than the default one
     * @param from the frame whose content is replaced
     * @param to the frame whose content is shown
     */
    void remapFrame(View view, Gfn from, Gfn to);

    /**
     * Makes a frame show its own content in a view again.
     *
     * @param view a view other than the default one
     * @param gfn the frame
     */
    void resetFrame(View view, Gfn gfn);
}

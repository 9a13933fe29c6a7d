package dev.vmi4j.core.memory;

/**
 * Produces guest physical pages one at a time: from compressed images, from another process, over a wire. Implemented
 * by drivers; called by many threads at once.
 */
public interface PageSource {
    /**
     * The size of the pages it produces.
     *
     * @return base-2 logarithm of the size in bytes, 12 to 16
     */
    int pageShift();

    /**
     * Produces a page.
     *
     * @param gfn frame number in units of this source's page size
     * @param page receives the content when the answer is {@link PageState#PRESENT}; exactly one page long
     * @return whether the page was produced, and if not, why
     */
    PageState read(long gfn, byte[] page);

    /**
     * Whether a page could be produced, without producing it where that is cheaper.
     *
     * @param gfn frame number in units of this source's page size
     * @return the state
     */
    default PageState state(long gfn) {
        return read(gfn, new byte[1 << pageShift()]);
    }
}

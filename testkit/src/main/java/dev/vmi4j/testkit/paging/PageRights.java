package dev.vmi4j.testkit.paging;

/**
 * What an entry allows, or what all entries on the way allow together. Reading is always allowed.
 *
 * @param write whether the page may be written
 * @param execute whether instructions may be fetched
 * @param user whether user mode may do it
 */
public record PageRights(boolean write, boolean execute, boolean user) {
    /** Everything. */
    public static final PageRights ALL = new PageRights(true, true, true);

    /**
     * What both allow.
     *
     * @param other other rights
     * @return the intersection
     */
    public PageRights and(PageRights other) {
        return new PageRights(write && other.write, execute && other.execute, user && other.user);
    }
}

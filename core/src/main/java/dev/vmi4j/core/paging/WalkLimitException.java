package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.error.VmiException;

/** Page tables lead to more tables than any real guest has: they are cyclic or forged, and the walk stopped. */
public final class WalkLimitException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final long root;
    private final long tables;

    /**
     * Creates the error.
     *
     * @param root the translation root
     * @param tables the number of tables visited
     */
    public WalkLimitException(Pa root, long tables) {
        super("page tables under root " + root + " lead to more than " + tables
                + " tables: they are cyclic or forged, or the limit is too low");
        this.root = root.value();
        this.tables = tables;
    }

    /**
     * The translation root.
     *
     * @return guest physical address of the root table
     */
    public Pa root() {
        return new Pa(root);
    }

    /**
     * The number of tables visited before the walk stopped.
     *
     * @return the limit that was reached
     */
    public long tables() {
        return tables;
    }
}

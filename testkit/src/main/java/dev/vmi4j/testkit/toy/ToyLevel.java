package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.paging.PageTableLevel;

/** The levels of the toy architecture's page tables. */
public enum ToyLevel implements PageTableLevel {
    /** The root table. */
    ROOT,
    /** The table in the middle. */
    MIDDLE,
    /** The table of the smallest pages. */
    LAST
}

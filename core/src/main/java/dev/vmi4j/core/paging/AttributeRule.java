package dev.vmi4j.core.paging;

import java.util.List;

/** How an architecture's entries restrict each other and what a leaf means. Implemented by each architecture. */
public interface AttributeRule {
    /**
     * Folds a table entry into what the levels above it allow. The walk begins with {@code -1L}.
     *
     * @param inherited what the levels above allow, in the architecture's own encoding
     * @param entry the raw entry that leads to the next table
     * @return what is allowed below it
     */
    long inherit(long inherited, long entry);

    /**
     * The attributes of a leaf.
     *
     * @param inherited what the levels above allow
     * @param leaf the raw leaf
     * @return the effective attributes
     */
    PageAttributes attributes(long inherited, long leaf);

    /**
     * The fields of a leaf that are worth showing, beyond its address: its own bits, as the manual names them.
     *
     * @return in the order in which they are shown; AMD64: writable, user, write-through, ...
     */
    default List<EntryField> fields() {
        return List.of();
    }
}

package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.paging.WalkLimitException;

/**
 * The kernel's direct map, which maps all RAM and nothing else at one distance: the first part of the kernel's half that
 * maps the root table.
 *
 * @param space the kernel's address space
 */
record DirectMap(AddressSpace space) {
    /** The guest physical address behind the last page; 0 when there is no direct map, or no end of it. */
    long end() {
        try {
            return end(space.mappings());
        } catch (WalkLimitException _) {
            return 0;
        }
    }

    private long end(MappingCursor cursor) {
        long root = space.root().value();
        long distance = 0;
        long end = 0;
        while (cursor.hasNext()) {
            Mapping mapping = cursor.next();
            long from = mapping.pa().value();
            if (end == 0 && root - from >= 0 && root - from < mapping.size()) {
                distance = mapping.va().value() - from;
                end = from + mapping.size();
            } else if (end != 0 && mapping.va().value() - from == distance) {
                end = from + mapping.size();
            } else if (end != 0) {
                return end;
            }
        }
        return end;
    }
}

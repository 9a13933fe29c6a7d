package dev.vmi4j.cli.command;

import dev.vmi4j.core.paging.Mapping;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of virtual addresses.
 *
 * @param first the first address
 * @param last the last address, unsigned
 */
record VaRange(long first, long last) {
    private static final VaRange ALL = new VaRange(0, -1L);
    private static final Pattern FORM = Pattern.compile("([^-]+)-([^-]+)");

    /** Everything when the text is empty. */
    static VaRange parse(String text, Places places) {
        if (text.isEmpty()) {
            return ALL;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new UsageException("a range is two addresses with a dash between them, not '" + text + "'");
        }
        long from = places.address(form.group(1));
        long to = places.address(form.group(2));
        if (Long.compareUnsigned(from, to) >= 0) {
            throw new UsageException("the range " + text + " is empty: its end is not above its beginning");
        }
        return new VaRange(from, to - 1);
    }

    boolean overlaps(Mapping page) {
        return overlaps(page.va().value(), page.size());
    }

    boolean overlaps(long start, long size) {
        return Long.compareUnsigned(start + size - 1, first) >= 0 && Long.compareUnsigned(start, last) <= 0;
    }

    boolean endsBefore(Mapping page) {
        return Long.compareUnsigned(page.va().value(), last) > 0;
    }
}

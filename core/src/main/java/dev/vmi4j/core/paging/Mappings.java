package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;

/** Makes mappings for the walk and the cursor. */
final class Mappings {
    private enum Untranslated implements PageTableLevel {
        NONE
    }

    private Mappings() {}

    static Mapping leaf(PagingMode mode, LevelLayout level, long va, long entry, long inherited) {
        Va first = new Va(mode.canonical().canonical(va & -level.size()));
        return new Mapping(
                first,
                new Pa(level.leafAddress(entry)),
                level.size(),
                level.level(),
                entry,
                mode.attributeRule().attributes(inherited, entry));
    }

    /** What an address maps to without paging: the page at the same physical address. */
    static Mapping identity(PagingMode mode, long va) {
        long size = 1L << mode.pageShift();
        long first = va & -size;
        return new Mapping(new Va(first), new Pa(first), size, Untranslated.NONE, 0, PageAttributes.UNTRANSLATED);
    }
}

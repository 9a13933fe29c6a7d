package dev.vmi4j.arch.amd64.paging;

import dev.vmi4j.core.paging.EntryField;
import dev.vmi4j.core.paging.LevelLayout;
import java.util.List;

/** The fields of a leaf (Intel SDM Vol. 3A, tables 4-4, 4-6, 4-10, 4-11, 4-16, 4-18, 4-20). */
final class Amd64EntryFields {
    private static final int SMALL_PAGE_SHIFT = 12;
    private static final int SMALL_PAGE_PAT_BIT = 7;
    private static final int LARGE_PAGE_PAT_BIT = 12;

    static final List<EntryField> ALL = List.of(
            EntryField.bit("writable", 1, "the page may be written (R/W)"),
            EntryField.bit("user", 2, "user mode may reach the page (U/S)"),
            EntryField.bit("write_through", 3, "part of the memory type (PWT)"),
            EntryField.bit("cache_disable", 4, "part of the memory type (PCD)"),
            EntryField.bit("accessed", 5, "the page was accessed (A)"),
            EntryField.bit("dirty", 6, "the page was written (D)"),
            new EntryField("large", 1, "the page is larger than 4 KiB (PS)", (level, _) -> isSmall(level) ? 0 : 1),
            EntryField.bit("global", 8, "the translation holds for every address space (G)"),
            new EntryField("pat", 1, "part of the memory type (PAT)", Amd64EntryFields::pat),
            EntryField.bit("no_execute", 63, "instructions may not be fetched from the page (XD, NX)"));

    private Amd64EntryFields() {}

    private static boolean isSmall(LevelLayout level) {
        return level.shift() == SMALL_PAGE_SHIFT;
    }

    private static long pat(LevelLayout level, long leaf) {
        return leaf >>> (isSmall(level) ? SMALL_PAGE_PAT_BIT : LARGE_PAGE_PAT_BIT) & 1;
    }
}

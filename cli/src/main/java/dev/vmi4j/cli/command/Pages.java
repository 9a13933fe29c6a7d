package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.table.TableNotes;
import java.util.List;
import java.util.stream.Stream;

/** The pages of an address space, with notes about page tables that could not be followed. */
final class Pages {
    private Pages() {}

    static Stream<Mapping> of(AddressSpace space, VaRange range, TableNotes notes) {
        if (space.mode().levels().isEmpty()) {
            notes.add("paging is switched off: every address is its own physical address");
        }
        MappingCursor cursor = space.mappings();
        return cursor.stream()
                .takeWhile(page -> !range.endsBefore(page))
                .filter(range::overlaps)
                .onClose(() -> tell(cursor, range, notes));
    }

    private static void tell(MappingCursor cursor, VaRange range, TableNotes notes) {
        tell(within(range, cursor.unreadable()), "lies in memory that the source does not hold", notes);
        tell(within(range, cursor.malformed()), "has reserved bits set", notes);
    }

    private static List<MappingCursor.Gap> within(VaRange range, List<MappingCursor.Gap> gaps) {
        return gaps.stream()
                .filter(gap -> range.overlaps(gap.va().value(), gap.size()))
                .toList();
    }

    private static void tell(List<MappingCursor.Gap> gaps, String what, TableNotes notes) {
        if (!gaps.isEmpty()) {
            MappingCursor.Gap first = gaps.getFirst();
            String more = gaps.size() == 1 ? "" : " (and " + (gaps.size() - 1) + " more)";
            notes.add("the page table or entry at " + first.address() + ", which covers " + Addresses.hex(first.size())
                    + " bytes from " + first.va() + " on, " + what + more);
        }
    }
}

package dev.vmi4j.symbols.dwarf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the named types are. Every unit has copies of the types of the headers it includes; of those with the same kind,
 * name and size the first is taken. Enumerations without a name are found by their constants, so they count too.
 */
final class TypeIndex {
    private final Map<String, int[]> byName = new HashMap<>();
    private final List<Integer> unnamedEnumerations = new ArrayList<>();
    private final SeenTypes seen = new SeenTypes();
    private int last;

    private TypeIndex() {}

    /** Makes one pass over the units. */
    static TypeIndex of(DwarfSections sections, List<Unit> units) {
        TypeIndex index = new TypeIndex();
        for (Unit unit : units) {
            index.add(unit, new EntryReader(sections, unit, Abbreviations.read(sections, unit.abbreviations())));
        }
        return index;
    }

    /** The places of the types of a name, in the order of the file. */
    int[] find(String name) {
        return byName.getOrDefault(name, new int[0]);
    }

    /** The places of all types that have a name. */
    int[] named() {
        return byName.values().stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }

    List<Integer> unnamedEnumerations() {
        return unnamedEnumerations;
    }

    int last() {
        return last;
    }

    /** Types are looked for at the top of a unit alone; what belongs to a function is passed over. */
    private void add(Unit unit, EntryReader reader) {
        long at = unit.entries();
        int depth = 0;
        while (at < unit.end()) {
            Entry entry = reader.at(at);
            if (entry.end && --depth <= 0) {
                return;
            }
            boolean top = depth == 1;
            long next = entry.next;
            if (entry.children) {
                boolean over = top && entry.sibling > at && entry.sibling <= unit.end();
                next = over ? entry.sibling : next;
                depth += over ? 0 : 1;
            }
            if (top && entry.tag.isNamedType() && !entry.declaration) {
                add(entry, reader);
            }
            at = next;
        }
    }

    private void add(Entry entry, EntryReader reader) {
        int place = (int) entry.offset;
        if (entry.namePlace == Entry.NamePlace.NONE) {
            addUnnamed(entry, place, reader);
        } else if (seen.add(entry, reader)) {
            last = place;
            String name = reader.name();
            byName.merge(name, new int[] {place}, TypeIndex::joined);
        }
    }

    private void addUnnamed(Entry entry, int place, EntryReader reader) {
        if (entry.tag == Tag.ENUMERATION && entry.children) {
            Entry first = reader.at(entry.next);
            if (first.tag == Tag.CONSTANT && seen.add(first, reader)) {
                last = place;
                unnamedEnumerations.add(place);
            }
        }
    }

    private static int[] joined(int[] places, int[] more) {
        int[] joined = Arrays.copyOf(places, places.length + 1);
        joined[places.length] = more[0];
        return joined;
    }
}

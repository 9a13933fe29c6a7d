package dev.vmi4j.symbols.dwarf;

import dev.vmi4j.symbols.binary.ByteReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the entries of a unit look like: a table of {@code .debug_abbrev}. */
final class Abbreviations {
    /** More than any compiler makes for one unit. */
    private static final int LIMIT = 1 << 20;

    private static final int IMPLICIT = 0x21;

    private final Map<Long, Abbreviation> byCode = new HashMap<>();

    /**
     * What one kind of entry looks like.
     *
     * @param tag what it describes
     * @param children whether entries follow that belong to it
     * @param attributes in their order
     */
    record Abbreviation(Tag tag, boolean children, List<Attribute> attributes) {}

    /**
     * An attribute.
     *
     * @param name {@code DW_AT_} number
     * @param form how its value is written
     * @param implicit its value, where the form is {@link Form#IMPLICIT}
     */
    record Attribute(int name, Form form, long implicit) {}

    private Abbreviations() {}

    static Abbreviations read(DwarfSections sections, long offset) {
        ByteReader reader = new ByteReader(DwarfSections.FORMAT, sections.abbreviations()).at(offset);
        Abbreviations table = new Abbreviations();
        for (long code = reader.uleb(); code != 0; code = reader.uleb()) {
            table.byCode.put(code, abbreviation(reader));
            if (table.byCode.size() > LIMIT) {
                throw reader.malformed("a unit has more than " + LIMIT + " kinds of entries");
            }
        }
        return table;
    }

    private static Abbreviation abbreviation(ByteReader reader) {
        Tag tag = Tag.of(reader.uleb());
        boolean children = reader.u8() != 0;
        List<Attribute> attributes = new ArrayList<>();
        for (long name = reader.uleb(), form = reader.uleb();
                name != 0 || form != 0;
                name = reader.uleb(), form = reader.uleb()) {
            attributes.add(new Attribute((int) name, Form.of(form), form == IMPLICIT ? reader.sleb() : 0));
        }
        return new Abbreviation(tag, children, List.copyOf(attributes));
    }

    /** The kind of entry of a code, which is not 0. */
    Abbreviation get(long code, ByteReader reader) {
        Abbreviation found = byCode.get(code);
        if (found == null) {
            throw reader.malformed("there is no kind of entry " + Long.toUnsignedString(code));
        }
        return found;
    }
}

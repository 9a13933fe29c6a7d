package dev.vmi4j.symbols.dwarf;

import dev.vmi4j.symbols.binary.ByteReader;
import dev.vmi4j.symbols.dwarf.Abbreviations.Abbreviation;
import dev.vmi4j.symbols.dwarf.Abbreviations.Attribute;
import dev.vmi4j.symbols.dwarf.Entry.NamePlace;

/** Reads the entries of one unit, always into the same {@link Entry}. Not thread-safe. */
final class EntryReader {
    private static final int SIBLING = 0x01;
    private static final int NAME = 0x03;
    private static final int BYTE_SIZE = 0x0b;
    private static final int BIT_OFFSET = 0x0c;
    private static final int BIT_SIZE = 0x0d;
    private static final int CONST_VALUE = 0x1c;
    private static final int UPPER_BOUND = 0x2f;
    private static final int COUNT = 0x37;
    private static final int MEMBER_LOCATION = 0x38;
    private static final int DECLARATION = 0x3c;
    private static final int ENCODING = 0x3e;
    private static final int TYPE = 0x49;
    private static final int DATA_BIT_OFFSET = 0x6b;
    private static final int STRING_OFFSETS = 0x72;
    private static final int PLUS_CONSTANT = 0x23;

    private final DwarfSections sections;
    private final Unit unit;
    private final Abbreviations abbreviations;
    private final ByteReader reader;
    private final Entry entry = new Entry();

    EntryReader(DwarfSections sections, Unit unit, Abbreviations abbreviations) {
        this.sections = sections;
        this.unit = unit;
        this.abbreviations = abbreviations;
        this.reader = new ByteReader(DwarfSections.FORMAT, sections.info().asSlice(0, unit.end()));
    }

    Entry at(long offset) {
        reader.at(offset);
        entry.clear(offset);
        long code = reader.uleb();
        if (code == 0) {
            entry.end = true;
        } else {
            Abbreviation kind = abbreviations.get(code, reader);
            entry.tag = kind.tag();
            entry.children = kind.children();
            for (Attribute attribute : kind.attributes()) {
                attribute(attribute.name(), attribute.form(), attribute.implicit());
            }
        }
        entry.next = reader.position();
        return entry;
    }

    /** The name of the entry that was read last; empty for none. */
    String name() {
        return switch (entry.namePlace) {
            case NONE -> "";
            case INLINE -> reader.at(entry.name).text();
            case STRINGS ->
                new ByteReader(DwarfSections.FORMAT, sections.strings())
                        .at(entry.name)
                        .text();
            case LINE_STRINGS ->
                new ByteReader(DwarfSections.FORMAT, sections.lineStrings())
                        .at(entry.name)
                        .text();
        };
    }

    private void attribute(int name, Form form, long implicit) {
        switch (name) {
            case NAME -> name(form);
            case SIBLING -> entry.sibling = reference(form);
            case TYPE -> entry.type = reference(form);
            case BYTE_SIZE -> entry.byteSize = number(form, implicit);
            case ENCODING -> entry.encoding = number(form, implicit);
            case COUNT -> entry.count = number(form, implicit);
            case UPPER_BOUND -> entry.upperBound = bound(form, implicit);
            case BIT_SIZE -> entry.bitSize = number(form, implicit);
            case BIT_OFFSET -> entry.bitOffset = number(form, implicit);
            case DATA_BIT_OFFSET -> entry.dataBitOffset = number(form, implicit);
            case MEMBER_LOCATION -> entry.memberLocation = location(form, implicit);
            case DECLARATION -> entry.declaration = number(form, implicit) != 0;
            case STRING_OFFSETS -> entry.stringOffsets = reader.unsigned(unit.offsetSize());
            case CONST_VALUE -> constant(form, implicit);
            default -> skip(form);
        }
    }

    private void constant(Form form, long implicit) {
        entry.value = number(form, implicit);
        entry.negative = (form == Form.SIGNED || form == Form.IMPLICIT) && entry.value < 0;
    }

    /** An upper bound of all ones is how old compilers wrote an array without elements. */
    private long bound(Form form, long implicit) {
        long bound = number(form, implicit);
        boolean none = form == Form.DATA4 && bound == 0xffff_ffffL;
        return none ? Entry.NONE : bound;
    }

    private long location(Form form, long implicit) {
        if (form != Form.BLOCK1 && form != Form.BLOCK) {
            return number(form, implicit);
        }
        long length = form == Form.BLOCK1 ? reader.u8() : reader.uleb();
        long end = reader.position() + length;
        long location = length > 1 && reader.u8() == PLUS_CONSTANT ? reader.uleb() : Entry.NONE;
        reader.at(end);
        return location;
    }

    private void name(Form form) {
        switch (form) {
            case TEXT -> name(NamePlace.INLINE, reader.position(), form);
            case STRING -> entry(NamePlace.STRINGS, reader.unsigned(unit.offsetSize()));
            case LINE_STRING -> entry(NamePlace.LINE_STRINGS, reader.unsigned(unit.offsetSize()));
            case INDEXED_STRING -> entry(NamePlace.STRINGS, indexed(reader.uleb()));
            case INDEXED_STRING1 -> entry(NamePlace.STRINGS, indexed(reader.unsigned(1)));
            case INDEXED_STRING2 -> entry(NamePlace.STRINGS, indexed(reader.unsigned(2)));
            case INDEXED_STRING3 -> entry(NamePlace.STRINGS, indexed(reader.unsigned(3)));
            case INDEXED_STRING4 -> entry(NamePlace.STRINGS, indexed(reader.unsigned(4)));
            default -> skip(form);
        }
    }

    private void name(NamePlace place, long offset, Form form) {
        entry(place, offset);
        skip(form);
    }

    private void entry(NamePlace place, long offset) {
        entry.namePlace = place;
        entry.name = offset;
    }

    private long indexed(long index) {
        long width = unit.offsetSize();
        if (index < 0 || index > sections.stringOffsets().byteSize() / width) {
            throw reader.malformed("a name has the number " + Long.toUnsignedString(index) + ", which there is not");
        }
        return new ByteReader(DwarfSections.FORMAT, sections.stringOffsets())
                .at(unit.stringOffsets() + index * width)
                .unsigned(unit.offsetSize());
    }

    /** A place in {@code .debug_info}; none for a type that is elsewhere. */
    private long reference(Form form) {
        return switch (form) {
            case REFERENCE1 -> unit.start() + reader.unsigned(1);
            case REFERENCE2 -> unit.start() + reader.unsigned(2);
            case REFERENCE4 -> unit.start() + reader.unsigned(4);
            case REFERENCE8 -> unit.start() + reader.u64();
            case REFERENCE -> unit.start() + reader.uleb();
            case INFO_REFERENCE -> reader.unsigned(unit.version() == 2 ? unit.addressSize() : unit.offsetSize());
            default -> {
                skip(form);
                yield Entry.NONE;
            }
        };
    }

    private long number(Form form, long implicit) {
        return switch (form) {
            case DATA1 -> reader.u8();
            case DATA2 -> reader.u16();
            case DATA3 -> reader.unsigned(3);
            case DATA4 -> reader.u32();
            case DATA8 -> reader.u64();
            case SIGNED -> reader.sleb();
            case UNSIGNED -> reader.uleb();
            case PRESENT -> 1;
            case IMPLICIT -> implicit;
            default -> {
                skip(form);
                yield Entry.NONE;
            }
        };
    }

    private void skip(Form form) {
        switch (form) {
            case ADDRESS -> reader.skip(unit.addressSize());
            case DATA1, REFERENCE1, INDEXED_STRING1 -> reader.skip(1);
            case DATA2, REFERENCE2, INDEXED_STRING2 -> reader.skip(2);
            case DATA3, INDEXED_STRING3 -> reader.skip(3);
            case DATA4, REFERENCE4, INDEXED_STRING4 -> reader.skip(4);
            case DATA8, REFERENCE8, SIGNATURE -> reader.skip(8);
            case DATA16 -> reader.skip(16);
            case SIGNED, UNSIGNED, REFERENCE, INDEXED_STRING -> reader.uleb();
            case TEXT -> reader.skipText();
            case STRING, LINE_STRING, OFFSET -> reader.skip(unit.offsetSize());
            case INFO_REFERENCE -> reader.skip(unit.version() == 2 ? unit.addressSize() : unit.offsetSize());
            case BLOCK1 -> reader.skip(reader.u8());
            case BLOCK2 -> reader.skip(reader.u16());
            case BLOCK4 -> reader.skip(reader.u32());
            case BLOCK -> reader.skip(reader.uleb());
            case PRESENT, IMPLICIT -> {}
            case INDIRECT -> skipIndirect();
        }
    }

    private void skipIndirect() {
        Form form = Form.of(reader.uleb());
        if (form == Form.INDIRECT || form == Form.IMPLICIT) {
            throw reader.malformed("a form leads to another without end");
        }
        skip(form);
    }
}

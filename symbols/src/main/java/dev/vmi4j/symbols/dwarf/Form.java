package dev.vmi4j.symbols.dwarf;

import dev.vmi4j.symbols.MalformedSymbolsException;

/** {@code DW_FORM_}: how the value of an attribute is written. */
enum Form {
    /** An address. */
    ADDRESS,
    /** 1 byte. */
    DATA1,
    /** 2 bytes. */
    DATA2,
    /** 3 bytes. */
    DATA3,
    /** 4 bytes. */
    DATA4,
    /** 8 bytes. */
    DATA8,
    /** 16 bytes. */
    DATA16,
    /** A signed number. */
    SIGNED,
    /** An unsigned number. */
    UNSIGNED,
    /** Text. */
    TEXT,
    /** The offset of text in {@code .debug_str}. */
    STRING,
    /** The offset of text in {@code .debug_line_str}. */
    LINE_STRING,
    /** The number of an offset in {@code .debug_str_offsets}, by its width; 0 for an unsigned number. */
    INDEXED_STRING,
    /** The same in 1 byte. */
    INDEXED_STRING1,
    /** The same in 2 bytes. */
    INDEXED_STRING2,
    /** The same in 3 bytes. */
    INDEXED_STRING3,
    /** The same in 4 bytes. */
    INDEXED_STRING4,
    /** Bytes, their number in 1 byte. */
    BLOCK1,
    /** Bytes, their number in 2 bytes. */
    BLOCK2,
    /** Bytes, their number in 4 bytes. */
    BLOCK4,
    /** Bytes, their number unsigned. */
    BLOCK,
    /** A place in the unit, 1 byte. */
    REFERENCE1,
    /** A place in the unit, 2 bytes. */
    REFERENCE2,
    /** A place in the unit, 4 bytes. */
    REFERENCE4,
    /** A place in the unit, 8 bytes. */
    REFERENCE8,
    /** A place in the unit, an unsigned number. */
    REFERENCE,
    /** A place in {@code .debug_info}; as wide as an address in version 2. */
    INFO_REFERENCE,
    /** The signature of a type in a unit of its own. */
    SIGNATURE,
    /** A place in another section or file. */
    OFFSET,
    /** True, without a byte. */
    PRESENT,
    /** A number that the abbreviation has. */
    IMPLICIT,
    /** A form that stands before the value. */
    INDIRECT;

    /** The form of a number. */
    static Form of(long number) {
        return switch ((int) number) {
            case 0x01 -> ADDRESS;
            case 0x03 -> BLOCK2;
            case 0x04 -> BLOCK4;
            case 0x05 -> DATA2;
            case 0x06 -> DATA4;
            case 0x07 -> DATA8;
            case 0x08 -> TEXT;
            case 0x09, 0x18 -> BLOCK;
            case 0x0a -> BLOCK1;
            case 0x0b, 0x0c -> DATA1;
            case 0x0d -> SIGNED;
            case 0x0e -> STRING;
            case 0x0f, 0x1b, 0x22, 0x23, 0x1f01 -> UNSIGNED;
            case 0x10 -> INFO_REFERENCE;
            case 0x11 -> REFERENCE1;
            case 0x12 -> REFERENCE2;
            case 0x13 -> REFERENCE4;
            case 0x14 -> REFERENCE8;
            case 0x15 -> REFERENCE;
            case 0x16 -> INDIRECT;
            case 0x17, 0x1d, 0x1f20, 0x1f21 -> OFFSET;
            case 0x19 -> PRESENT;
            case 0x1a, 0x1f02 -> INDEXED_STRING;
            case 0x1c -> DATA4;
            case 0x1e -> DATA16;
            case 0x1f -> LINE_STRING;
            case 0x20 -> SIGNATURE;
            case 0x21 -> IMPLICIT;
            case 0x24 -> DATA8;
            case 0x25 -> INDEXED_STRING1;
            case 0x26 -> INDEXED_STRING2;
            case 0x27 -> INDEXED_STRING3;
            case 0x28 -> INDEXED_STRING4;
            case 0x29 -> DATA1;
            case 0x2a -> DATA2;
            case 0x2b -> DATA3;
            case 0x2c -> DATA4;
            default ->
                throw new MalformedSymbolsException(DwarfSections.FORMAT, 0, "there is no form of number " + number);
        };
    }
}

package dev.vmi4j.symbols.dwarf;

/** An entry with those of its attributes that types need; filled anew for each entry by {@link EntryReader}. */
final class Entry {
    static final long NONE = -1;

    Tag tag = Tag.OTHER;
    boolean end;
    boolean children;
    boolean declaration;
    boolean negative;

    /** Where the name is: an offset in a section of text, or in the entries themselves. */
    NamePlace namePlace = NamePlace.NONE;

    long name;
    long offset;
    long next;
    long sibling;
    long type;
    long byteSize;
    long encoding;
    long value;
    long count;
    long upperBound;
    long memberLocation;
    long bitSize;
    long bitOffset;
    long dataBitOffset;
    long stringOffsets;

    /** Where the name of an entry is. */
    enum NamePlace {
        NONE,
        STRINGS,
        LINE_STRINGS,
        INLINE
    }

    void clear(long at) {
        offset = at;
        tag = Tag.OTHER;
        end = false;
        children = false;
        declaration = false;
        negative = false;
        namePlace = NamePlace.NONE;
        name = NONE;
        sibling = NONE;
        type = NONE;
        byteSize = NONE;
        encoding = NONE;
        value = 0;
        count = NONE;
        upperBound = NONE;
        memberLocation = NONE;
        bitSize = NONE;
        bitOffset = NONE;
        dataBitOffset = NONE;
        stringOffsets = NONE;
    }
}

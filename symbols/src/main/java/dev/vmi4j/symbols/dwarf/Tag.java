package dev.vmi4j.symbols.dwarf;

/** {@code DW_TAG_}: what an entry describes, as far as types are concerned. */
enum Tag {
    /** An array. */
    ARRAY,
    /** An enumeration. */
    ENUMERATION,
    /** A parameter of a function. */
    PARAMETER,
    /** A member of a structure or union. */
    MEMBER,
    /** A pointer. */
    POINTER,
    /** A structure. */
    STRUCT,
    /** The type of a function. */
    FUNCTION_TYPE,
    /** Another name for a type. */
    TYPEDEF,
    /** A union. */
    UNION,
    /** The ellipsis of a function's parameters. */
    ELLIPSIS,
    /** A dimension of an array. */
    DIMENSION,
    /** A type of the language itself. */
    BASE,
    /** {@code const}. */
    CONST,
    /** A constant of an enumeration. */
    CONSTANT,
    /** {@code volatile}. */
    VOLATILE,
    /** {@code restrict}. */
    RESTRICT,
    /** A type without a description, like {@code void}. */
    UNSPECIFIED,
    /** {@code _Atomic}, which changes no layout. */
    ATOMIC,
    /** Anything else. */
    OTHER;

    static Tag of(long number) {
        return switch ((int) number) {
            case 0x01 -> ARRAY;
            case 0x04 -> ENUMERATION;
            case 0x05 -> PARAMETER;
            case 0x0d -> MEMBER;
            case 0x0f -> POINTER;
            case 0x13 -> STRUCT;
            case 0x15 -> FUNCTION_TYPE;
            case 0x16 -> TYPEDEF;
            case 0x17 -> UNION;
            case 0x18 -> ELLIPSIS;
            case 0x21 -> DIMENSION;
            case 0x24 -> BASE;
            case 0x26 -> CONST;
            case 0x28 -> CONSTANT;
            case 0x35 -> VOLATILE;
            case 0x37 -> RESTRICT;
            case 0x3b -> UNSPECIFIED;
            case 0x47 -> ATOMIC;
            default -> OTHER;
        };
    }

    /** Whether such an entry can have a name by which a type is looked up. */
    boolean isNamedType() {
        return switch (this) {
            case ENUMERATION, STRUCT, TYPEDEF, UNION, BASE -> true;
            case ARRAY,
                    PARAMETER,
                    MEMBER,
                    POINTER,
                    FUNCTION_TYPE,
                    ELLIPSIS,
                    DIMENSION,
                    CONST,
                    CONSTANT,
                    VOLATILE,
                    RESTRICT,
                    UNSPECIFIED,
                    ATOMIC,
                    OTHER -> false;
        };
    }
}

package dev.vmi4j.symbols.isf;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads how the file refers to a type: by kind and name, or as a pointer to, an array or a part of another. */
final class IsfTypeNames {
    /** Deeper than any declaration. */
    private static final int DEPTH = 64;

    private final IsfTypes types;

    IsfTypeNames(IsfTypes types) {
        this.types = types;
    }

    /**
     * A type that was referred to.
     *
     * @param id its number
     * @param bitPosition of a bit field from the start of the field, negative when the file does not know it; else 0
     * @param bitSize of a bit field; else 0
     */
    record Description(int id, int bitPosition, int bitSize) {
        static final Description NONE = new Description(0, 0, 0);
    }

    Description read(JsonParser parser) {
        return read(parser, 0);
    }

    private Description read(JsonParser parser, int depth) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Description.NONE;
        }
        if (depth > DEPTH) {
            throw IsfReader.malformed(parser, "a type is nested more than " + DEPTH + " deep");
        }
        String[] kind = {""};
        String[] name = {""};
        long[] numbers = {0, 0, 0};
        Description[] inner = {Description.NONE};
        IsfReader.objects(parser, (key, value) -> {
            switch (key) {
                case "kind" -> kind[0] = IsfReader.text(value);
                case "name" -> name[0] = IsfReader.text(value);
                case "count" -> numbers[0] = IsfReader.number(value);
                case "bit_position" -> numbers[1] = IsfReader.number(value);
                case "bit_length" -> numbers[2] = IsfReader.number(value);
                case "subtype", "type" -> inner[0] = read(value, depth + 1);
                default -> value.skipChildren();
            }
        });
        return switch (kind[0]) {
            case "pointer" -> new Description(types.pointer(inner[0].id()), 0, 0);
            case "array" -> new Description(types.array(inner[0].id(), numbers[0]), 0, 0);
            case "bitfield" ->
                new Description(inner[0].id(), Math.clamp(numbers[1], -1, 1 << 20), Math.clamp(numbers[2], 0, 64));
            case "function" -> new Description(types.function(), 0, 0);
            case "class" -> new Description(types.named("struct", name[0]), 0, 0);
            case "struct", "union", "enum", "base" -> new Description(types.named(kind[0], name[0]), 0, 0);
            default -> throw IsfReader.malformed(parser, "there is no kind of type '" + kind[0] + "'");
        };
    }
}

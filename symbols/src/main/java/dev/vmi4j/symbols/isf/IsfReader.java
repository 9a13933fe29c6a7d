package dev.vmi4j.symbols.isf;

import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.SymbolTableBuilder;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.FloatType;
import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.Member;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.VoidType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the JSON of one file, token by token. */
final class IsfReader {
    /** More than any kernel has. */
    private static final int MOST_MEMBERS = 1 << 24;

    private static final int MOST_SYMBOLS = 1 << 23;

    private static final int ADDRESS_BITS = 48;

    private final IsfTypes types = new IsfTypes();
    private final IsfTypeNames names = new IsfTypeNames(types);
    private final SymbolTableBuilder symbols = new SymbolTableBuilder();
    private Optional<String> banner = Optional.empty();
    private int members;

    /** What is done with the value of a key. */
    private interface Property {
        void read(String name, JsonParser parser);
    }

    Isf result() {
        return new Isf(types.finish(), symbols.build(), banner);
    }

    void read(JsonParser parser) {
        parser.nextToken();
        boolean[] some = {false};
        object(parser, (name, value) -> {
            switch (name) {
                case "base_types" -> object(value, this::base);
                case "user_types" -> object(value, this::user);
                case "enums" -> object(value, this::enumeration);
                case "symbols" -> object(value, this::symbol);
                default -> value.skipChildren();
            }
            some[0] |= name.equals("user_types");
        });
        if (!some[0]) {
            throw new MalformedSymbolsException(Isf.FORMAT, 0, "it has no user_types, so it describes no kernel");
        }
    }

    private void base(String name, JsonParser parser) {
        long[] size = {0};
        boolean[] signed = {false};
        String[] kind = {"int"};
        object(parser, (key, value) -> {
            switch (key) {
                case "size" -> size[0] = number(value);
                case "signed" -> signed[0] = value.currentToken() == JsonToken.VALUE_TRUE;
                case "kind" -> kind[0] = text(value);
                default -> value.skipChildren();
            }
        });
        if (name.equals("pointer")) {
            types.pointerSize(size[0]);
        }
        types.define(
                "base",
                name,
                switch (kind[0]) {
                    case "void" -> VoidType.VOID;
                    case "float" -> new FloatType(name, size[0]);
                    default -> integer(name, size[0], encoding(kind[0], signed[0]));
                });
    }

    private static IntegerType integer(String name, long size, IntegerEncoding encoding) {
        return new IntegerType(name, size, encoding, 0, Math.clamp(size, 0, Long.BYTES) * Byte.SIZE);
    }

    private static IntegerEncoding encoding(String kind, boolean signed) {
        return switch (kind) {
            case "bool" -> IntegerEncoding.BOOL;
            case "char" -> signed ? IntegerEncoding.SIGNED_CHAR : IntegerEncoding.CHAR;
            default -> signed ? IntegerEncoding.SIGNED : IntegerEncoding.UNSIGNED;
        };
    }

    private void user(String name, JsonParser parser) {
        long[] size = {0};
        String[] kind = {"struct"};
        List<Member> fields = new ArrayList<>();
        object(parser, (key, value) -> {
            switch (key) {
                case "size" -> size[0] = number(value);
                case "kind" -> kind[0] = text(value);
                case "fields" -> object(value, (field, of) -> field(field, of).ifPresent(fields::add));
                default -> value.skipChildren();
            }
        });
        fields.sort(Comparator.comparingLong(Member::bitOffset));
        boolean union = kind[0].equals("union");
        String shown = IsfTypes.isUnnamed(name) ? "" : name;
        types.define(
                union ? "union" : "struct",
                name,
                new StructType(shown, union ? StructKind.UNION : StructKind.STRUCT, size[0], fields));
    }

    /**
     * A field without a name has one in the file, because JSON needs it. A bit field is left out when its place is not known:
     * dwarf2json wrote negative ones, all at the start of the structure, before it knew DWARF 5.
     */
    private Optional<Member> field(String name, JsonParser parser) {
        if (++members > MOST_MEMBERS) {
            throw malformed(parser, "more than " + MOST_MEMBERS + " fields");
        }
        long[] offset = {0};
        boolean[] anonymous = {false};
        IsfTypeNames.Description[] type = {IsfTypeNames.Description.NONE};
        object(parser, (key, value) -> {
            switch (key) {
                case "offset" -> offset[0] = number(value);
                case "anonymous" -> anonymous[0] = value.currentToken() == JsonToken.VALUE_TRUE;
                case "type" -> type[0] = names.read(value);
                default -> value.skipChildren();
            }
        });
        if (type[0].bitPosition() < 0) {
            return Optional.empty();
        }
        boolean hidden = anonymous[0] || name.startsWith("unnamed_field_");
        return Optional.of(new Member(
                hidden ? "" : name,
                types.ref(type[0].id()),
                offset[0] * Byte.SIZE + type[0].bitPosition(),
                type[0].bitSize()));
    }

    private void enumeration(String name, JsonParser parser) {
        long[] size = {Integer.BYTES};
        List<EnumConstant> constants = new ArrayList<>();
        object(parser, (key, value) -> {
            switch (key) {
                case "size" -> size[0] = number(value);
                case "constants" ->
                    object(value, (constant, of) -> {
                        if (++members > MOST_MEMBERS) {
                            throw malformed(of, "more than " + MOST_MEMBERS + " constants");
                        }
                        constants.add(new EnumConstant(constant, number(of)));
                    });
                default -> value.skipChildren();
            }
        });
        constants.sort(Comparator.comparingLong(EnumConstant::value));
        boolean signed = constants.stream().anyMatch(constant -> constant.value() < 0);
        String shown = IsfTypes.isUnnamed(name) ? "" : name;
        types.define("enum", name, new EnumType(shown, size[0], signed, constants));
    }

    private void symbol(String name, JsonParser parser) {
        long[] address = {0};
        String[] data = {""};
        object(parser, (key, value) -> {
            switch (key) {
                case "address" -> address[0] = number(value);
                case "constant_data" -> data[0] = text(value);
                default -> value.skipChildren();
            }
        });
        if (symbols.size() >= MOST_SYMBOLS) {
            throw malformed(parser, "more than " + MOST_SYMBOLS + " symbols");
        }
        if (address[0] != 0) {
            symbols.add(name, canonical(address[0]), 'N');
        }
        if (name.equals("linux_banner") && !data[0].isEmpty()) {
            banner = Optional.of(decoded(parser, data[0]));
        }
    }

    /** dwarf2json cuts the addresses of variables to 48 bits, and of nothing else. */
    private static long canonical(long address) {
        return address >>> ADDRESS_BITS - 1 == 1 ? address | -1L << ADDRESS_BITS : address;
    }

    private static String decoded(JsonParser parser, String data) {
        try {
            String text = new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
            int end = text.indexOf(0);
            return (end < 0 ? text : text.substring(0, end)).stripTrailing();
        } catch (IllegalArgumentException _) {
            throw malformed(parser, "the data of linux_banner is no base 64");
        }
    }

    static void objects(JsonParser parser, BiConsumer<String, JsonParser> property) {
        object(parser, property::accept);
    }

    private static void object(JsonParser parser, Property property) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed(parser, "an object is expected");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            property.read(name, parser);
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw malformed(parser, "it ends early");
        }
    }

    static long number(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw malformed(parser, "an integer is expected");
        }
        BigInteger value = parser.getBigIntegerValue();
        if (value.bitLength() > Long.SIZE) {
            throw malformed(parser, "a number has more than 64 bits");
        }
        return value.longValue();
    }

    static String text(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed(parser, "a text is expected");
        }
        return parser.getString();
    }

    static MalformedSymbolsException malformed(JsonParser parser, String problem) {
        return new MalformedSymbolsException(
                Isf.FORMAT, Math.max(parser.currentLocation().getByteOffset(), 0), problem);
    }
}

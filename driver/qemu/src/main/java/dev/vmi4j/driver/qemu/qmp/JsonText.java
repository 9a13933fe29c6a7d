package dev.vmi4j.driver.qemu.qmp;

import dev.vmi4j.driver.qemu.qmp.Json.JsonArray;
import dev.vmi4j.driver.qemu.qmp.Json.JsonBoolean;
import dev.vmi4j.driver.qemu.qmp.Json.JsonNull;
import dev.vmi4j.driver.qemu.qmp.Json.JsonNumber;
import dev.vmi4j.driver.qemu.qmp.Json.JsonObject;
import dev.vmi4j.driver.qemu.qmp.Json.JsonString;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON text to and from {@link Json}, by Jackson's streaming core. Nesting is bounded by Jackson. */
final class JsonText {

    /**
     * The answers of {@code human-monitor-command} are one string each: {@code info tlb} of a big guest has many
     * million characters.
     */
    private static final int LONGEST_STRING = 1 << 29;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .build();

    private JsonText() {}

    static Json parse(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            var value = value(parser, parser.nextToken(), text);
            if (parser.nextToken() != null) throw new QmpProtocolException("something follows the JSON value", text);
            return value;
        } catch (JacksonException e) {
            throw new QmpProtocolException("not JSON", text, e);
        }
    }

    private static Json value(JsonParser parser, @Nullable JsonToken token, String text) {
        return switch (token) {
            case START_OBJECT -> object(parser, text);
            case START_ARRAY -> array(parser, text);
            case VALUE_STRING -> new JsonString(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            case null, default -> throw new QmpProtocolException("no JSON value", text);
        };
    }

    private static JsonObject object(JsonParser parser, String text) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            members.put(name, value(parser, parser.nextToken(), text));
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser parser, String text) {
        List<Json> elements = new ArrayList<>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken())
            elements.add(value(parser, token, text));
        return new JsonArray(elements);
    }

    static String write(Json value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Json value) {
        switch (value) {
            case JsonObject(var members) -> writeObject(generator, members);
            case JsonArray(var elements) -> writeArray(generator, elements);
            case JsonString(var string) -> generator.writeString(string);
            case JsonNumber(var digits) -> generator.writeNumber(digits);
            case JsonBoolean(var truth) -> generator.writeBoolean(truth);
            case JsonNull _ -> generator.writeNull();
        }
    }

    private static void writeObject(JsonGenerator generator, Map<String, Json> members) {
        generator.writeStartObject();
        members.forEach((name, value) -> {
            generator.writeName(name);
            write(generator, value);
        });
        generator.writeEndObject();
    }

    private static void writeArray(JsonGenerator generator, List<Json> elements) {
        generator.writeStartArray();
        elements.forEach(element -> write(generator, element));
        generator.writeEndArray();
    }
}

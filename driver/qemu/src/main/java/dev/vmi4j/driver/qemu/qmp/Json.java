package dev.vmi4j.driver.qemu.qmp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value as QMP messages hold them: immutable, compared by content, {@code toString()} is its JSON text. */
public sealed interface Json {

    /**
     * Parses one JSON value.
     *
     * @param text the JSON text, with nothing after the value but white space
     * @return the value
     * @throws QmpProtocolException if the text is not JSON
     */
    static Json parse(String text) {
        return JsonText.parse(text);
    }

    /**
     * An object without members, to which {@link JsonObject#with(String, Json)} adds some.
     *
     * @return the empty object
     */
    static JsonObject object() {
        return new JsonObject(Map.of());
    }

    /**
     * An object: names and values in the order in which they came.
     *
     * @param members the members by name; a later duplicate has replaced an earlier one
     */
    record JsonObject(Map<String, Json> members) implements Json {

        /** Copies the members. */
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /**
         * The object with one member more, or with the member replaced.
         *
         * @param name the member's name
         * @param value the member's value
         * @return a new object
         */
        public JsonObject with(String name, Json value) {
            var more = new LinkedHashMap<>(members);
            more.put(name, value);
            return new JsonObject(more);
        }

        /**
         * The object with a string more.
         *
         * @param name the member's name
         * @param value the member's value
         * @return a new object
         */
        public JsonObject with(String name, String value) {
            return with(name, new JsonString(value));
        }

        /**
         * The object with a whole number more.
         *
         * @param name the member's name
         * @param value the member's value, signed
         * @return a new object
         */
        public JsonObject with(String name, long value) {
            return with(name, new JsonNumber(Long.toString(value)));
        }

        /**
         * The object with a truth value more.
         *
         * @param name the member's name
         * @param value the member's value
         * @return a new object
         */
        public JsonObject with(String name, boolean value) {
            return with(name, new JsonBoolean(value));
        }

        /**
         * The member of a name.
         *
         * @param name the member's name
         * @return its value, or empty if there is no such member
         */
        public Optional<Json> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /**
         * The member of a name that has to be there.
         *
         * @param name the member's name
         * @return its value
         * @throws QmpProtocolException if there is no such member
         */
        public Json get(String name) {
            return find(name).orElseThrow(() -> new QmpProtocolException("no member \"" + name + "\"", this));
        }

        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /**
     * An array.
     *
     * @param elements the elements in order
     */
    record JsonArray(List<Json> elements) implements Json {

        /** Copies the elements. */
        public JsonArray {
            elements = Collections.unmodifiableList(new ArrayList<>(elements));
        }

        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /**
     * A string.
     *
     * @param value the characters, unescaped
     */
    record JsonString(String value) implements Json {
        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /**
     * A number, kept as its digits: QMP has unsigned 64-bit numbers, signed ones and fractions.
     *
     * @param digits the number as JSON writes it
     */
    record JsonNumber(String digits) implements Json {
        @Override
        public String toString() {
            return digits;
        }
    }

    /**
     * A truth value.
     *
     * @param value the value
     */
    record JsonBoolean(boolean value) implements Json {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** The value {@code null}. */
    enum JsonNull implements Json {
        /** The only one. */
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    /**
     * This value as an object.
     *
     * @return the object
     * @throws QmpProtocolException if it is something else
     */
    default JsonObject asObject() {
        if (this instanceof JsonObject object) return object;
        throw new QmpProtocolException("an object was expected", this);
    }

    /**
     * This value as the elements of an array.
     *
     * @return the elements
     * @throws QmpProtocolException if it is something else
     */
    default List<Json> asList() {
        if (this instanceof JsonArray(var elements)) return elements;
        throw new QmpProtocolException("an array was expected", this);
    }

    /**
     * This value as characters.
     *
     * @return the string's characters
     * @throws QmpProtocolException if it is something else
     */
    default String asString() {
        if (this instanceof JsonString(var value)) return value;
        throw new QmpProtocolException("a string was expected", this);
    }

    /**
     * This value as a whole number of 64 bits. A number from 2^63 to 2^64-1 comes as the {@code long} of the same bits.
     *
     * @return the number
     * @throws QmpProtocolException if it is something else or does not fit
     */
    default long asLong() {
        if (this instanceof JsonNumber(var digits)) {
            try {
                return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
            } catch (NumberFormatException e) {
                throw new QmpProtocolException("a whole number of 64 bits was expected", this, e);
            }
        }
        throw new QmpProtocolException("a number was expected", this);
    }

    /**
     * This value as a truth value.
     *
     * @return the truth value
     * @throws QmpProtocolException if it is something else
     */
    default boolean asBoolean() {
        if (this instanceof JsonBoolean(var value)) return value;
        throw new QmpProtocolException("true or false was expected", this);
    }
}

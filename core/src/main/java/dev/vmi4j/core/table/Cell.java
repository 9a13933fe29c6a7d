package dev.vmi4j.core.table;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import java.time.Instant;
import java.util.List;

/** A value in a table. */
public sealed interface Cell {
    /**
     * Text.
     *
     * @param value the text, with whatever characters the guest put there
     */
    record Text(String value) implements Cell {}

    /**
     * A number.
     *
     * @param value signed
     */
    record Count(long value) implements Cell {}

    /**
     * An address.
     *
     * @param value unsigned
     */
    record Address(long value) implements Cell {}

    /**
     * True or false.
     *
     * @param value the value
     */
    record Flag(boolean value) implements Cell {}

    /**
     * A length of time.
     *
     * @param nanoseconds signed
     */
    record Seconds(long nanoseconds) implements Cell {}

    /**
     * An instant of the wall clock.
     *
     * @param value UTC
     */
    record Moment(Instant value) implements Cell {}

    /**
     * Several texts.
     *
     * @param values in their order
     */
    record Texts(List<String> values) implements Cell {
        /** Copies the texts. */
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** There is no value here, and nothing is wrong: a kernel thread has no command line. */
    record None() implements Cell {}

    /**
     * There is a value, but it could not be read.
     *
     * @param reason one sentence
     */
    record Unreadable(String reason) implements Cell {}

    /** No value. */
    Cell NONE = new None();

    /**
     * Text.
     *
     * @param value the text
     * @return the cell
     */
    static Cell of(String value) {
        return new Text(value);
    }

    /**
     * A number.
     *
     * @param value signed
     * @return the cell
     */
    static Cell of(long value) {
        return new Count(value);
    }

    /**
     * True or false.
     *
     * @param value the value
     * @return the cell
     */
    static Cell of(boolean value) {
        return new Flag(value);
    }

    /**
     * A virtual address.
     *
     * @param value the address
     * @return the cell
     */
    static Cell of(Va value) {
        return new Address(value.value());
    }

    /**
     * A guest physical address.
     *
     * @param value the address
     * @return the cell
     */
    static Cell of(Pa value) {
        return new Address(value.value());
    }

    /**
     * Several texts.
     *
     * @param values in their order
     * @return the cell
     */
    static Cell of(List<String> values) {
        return new Texts(values);
    }
}

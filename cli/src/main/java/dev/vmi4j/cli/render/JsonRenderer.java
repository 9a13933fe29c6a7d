package dev.vmi4j.cli.render;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.table.Cell;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON: an object for each row, keyed by the names of the columns. What has no value or could not be read is null; the
 * reasons stand beside it under the key {@code unreadable}, which only such rows have.
 */
final class JsonRenderer implements Renderer {
    private final List<Heading> headings;
    private final Output output;
    private final JsonGenerator json;
    private final String begin;
    private final String end;
    private final String empty;
    private boolean begun;

    private JsonRenderer(
            List<Heading> headings, Output output, String begin, String between, String end, String empty) {
        this.headings = headings;
        this.output = output;
        this.begin = begin;
        this.end = end;
        this.empty = empty;
        this.json = JsonFactory.builder()
                .rootValueSeparator(between)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build()
                .createGenerator(ObjectWriteContext.empty(), output.writer());
    }

    static JsonRenderer array(List<Heading> headings, Output output) {
        return new JsonRenderer(headings, output, "[\n", ",\n", "\n]\n", "[]\n");
    }

    static JsonRenderer lines(List<Heading> headings, Output output) {
        return new JsonRenderer(headings, output, "", "\n", "\n", "");
    }

    @Override
    public void row(List<Cell> cells) {
        if (!begun) {
            begun = true;
            output.print(begin);
        }
        json.writeStartObject();
        for (int i = 0; i < cells.size(); i++) {
            if (!headings.get(i).equals(Heading.UNREADABLE)) {
                json.writeName(headings.get(i).name());
                write(cells.get(i));
            }
        }
        writeReasons(cells);
        json.writeEndObject();
    }

    @Override
    public void end() {
        json.flush();
        output.print(begun ? end : empty);
    }

    private void writeReasons(List<Cell> cells) {
        boolean begun = false;
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Cell.Unreadable(String reason)) {
                if (!begun) {
                    json.writeObjectPropertyStart(Heading.UNREADABLE.name());
                    begun = true;
                }
                json.writeName(headings.get(i).name());
                writeText(reason);
            }
        }
        if (begun) {
            json.writeEndObject();
        }
    }

    private void write(Cell cell) {
        switch (cell) {
            case Cell.Text(var value) -> writeText(value);
            case Cell.Count(long value) -> json.writeNumber(value);
            case Cell.Address(long value) -> json.writeString(Addresses.hex(value));
            case Cell.Flag(boolean value) -> json.writeBoolean(value);
            case Cell.Seconds(long nanoseconds) -> json.writeNumber(CellText.seconds(nanoseconds));
            case Cell.Moment(var value) -> json.writeString(value.toString());
            case Cell.Texts(var values) -> writeTexts(values);
            case Cell.None _, Cell.Unreadable _ -> json.writeNull();
        }
    }

    private void writeTexts(List<String> values) {
        json.writeStartArray();
        values.forEach(this::writeText);
        json.writeEndArray();
    }

    /** Text that a terminal might act on is escaped by us, which JSON allows and every reader undoes. */
    private void writeText(String text) {
        if (JsonText.isPlain(text)) {
            json.writeString(text);
        } else {
            json.writeRawValue(JsonText.quoted(text));
        }
    }
}

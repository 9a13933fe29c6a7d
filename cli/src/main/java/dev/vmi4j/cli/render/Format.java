package dev.vmi4j.cli.render;

import dev.vmi4j.cli.console.Output;
import java.util.List;

/** The formats in which a table can be written. */
public enum Format {
    /** Aligned columns for people. */
    TABLE {
        @Override
        public Renderer renderer(List<Heading> headings, Output output) {
            return new AlignedRenderer(headings, output);
        }
    },
    /** One JSON array with an object for each row. */
    JSON {
        @Override
        public Renderer renderer(List<Heading> headings, Output output) {
            return JsonRenderer.array(headings, output);
        }
    },
    /** A JSON object on each line. */
    JSONL {
        @Override
        public Renderer renderer(List<Heading> headings, Output output) {
            return JsonRenderer.lines(headings, output);
        }
    },
    /** Comma-separated values as RFC 4180 defines them. */
    CSV {
        @Override
        public Renderer renderer(List<Heading> headings, Output output) {
            return new CsvRenderer(headings, output);
        }
    };

    /**
     * Begins a table.
     *
     * @param headings the columns
     * @param output takes it
     * @return what takes the rows
     */
    public abstract Renderer renderer(List<Heading> headings, Output output);
}

package dev.vmi4j.cli.render;

import dev.vmi4j.core.table.Cell;
import java.util.List;

/** Writes rows in a format as they come. Implemented once for each {@link Format}; not thread-safe unless it writes nothing. */
public interface Renderer {
    /** Writes nothing. */
    Renderer NOWHERE = new Renderer() {
        @Override
        public void row(List<Cell> cells) {
            // The cells were made, which is all that is wanted.
        }

        @Override
        public void end() {
            // There is nothing to end.
        }
    };

    /**
     * Adds a row.
     *
     * @param cells a cell for each heading
     */
    void row(List<Cell> cells);

    /** Ends the table; without it a format may keep rows back. */
    void end();
}

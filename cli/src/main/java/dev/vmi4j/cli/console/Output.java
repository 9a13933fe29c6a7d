package dev.vmi4j.cli.console;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Takes the answer of a command. A reader that went away, as {@code head} does, ends the command by a {@link
 * OutputException}.
 */
public final class Output {
    private static final int BUFFER = 1 << 16;

    private final Writer writer;
    private final Screen screen;

    /**
     * An output of one's own.
     *
     * @param writer receives the text
     * @param screen what it leads to
     */
    public Output(Writer writer, Screen screen) {
        this.writer = writer;
        this.screen = screen;
    }

    /** Standard output of this process: UTF-8, whatever the locale, so that the formats are exact. */
    static Output standard(Screen screen) {
        Writer writer = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8);
        return new Output(new BufferedWriter(writer, BUFFER), screen);
    }

    /**
     * What the output leads to.
     *
     * @return the screen
     */
    public Screen screen() {
        return screen;
    }

    /**
     * Writes text.
     *
     * @param text any text
     */
    public void print(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    /**
     * Writes text and ends the line.
     *
     * @param text any text
     */
    public void line(String text) {
        print(text);
        print("\n");
    }

    /** Hands on what was written. */
    public void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    /**
     * A writer into this output, for libraries that want one.
     *
     * @return closing it flushes only
     */
    public Writer writer() {
        return new Writer() {
            @Override
            public void write(char[] characters, int offset, int length) {
                print(new String(characters, offset, length));
            }

            @Override
            public void flush() {
                Output.this.flush();
            }

            @Override
            public void close() {
                Output.this.flush();
            }
        };
    }
}

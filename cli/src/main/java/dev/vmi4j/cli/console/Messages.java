package dev.vmi4j.cli.console;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Takes everything that is said about an answer: errors, notes, progress. Text is made safe for a terminal. Nothing is
 * said of progress in the first second; after it a terminal gets a line that is overwritten, anything else a line when
 * a piece of work begins. Thread-safe.
 */
public final class Messages {
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream stream;
    private final Screen.Kind kind;
    private final LongSupplier nanos;
    private String work = "";
    private long begun;
    private long drawn;
    private boolean shown;
    private boolean quiet;

    /**
     * Messages of one's own.
     *
     * @param stream receives the text
     * @param kind what the stream leads to
     * @param nanos the clock: nanoseconds from any fixed moment
     */
    public Messages(PrintStream stream, Screen.Kind kind, LongSupplier nanos) {
        this.stream = stream;
        this.kind = kind;
        this.nanos = nanos;
    }

    @SuppressWarnings("SystemOut")
    static Messages standard(boolean terminal) {
        return new Messages(System.err, terminal ? Screen.Kind.TERMINAL : Screen.Kind.STREAM, System::nanoTime);
    }

    /** Shows errors alone from now on. */
    public synchronized void quiet() {
        quiet = true;
    }

    /**
     * Says what went wrong.
     *
     * @param sentence what is wrong and what to try
     */
    public synchronized void error(String sentence) {
        clear();
        stream.println("vmi: " + Printable.text(sentence));
    }

    /**
     * Says something about the answer.
     *
     * @param sentence what is to be known
     */
    public synchronized void note(String sentence) {
        if (!quiet) {
            error(sentence);
        }
    }

    /**
     * Shows where an error came from.
     *
     * @param error the error
     */
    public synchronized void trace(Throwable error) {
        clear();
        error.printStackTrace(stream);
    }

    /**
     * Says how far a piece of work is.
     *
     * @param what the work, for example {@code unpacking image.zst}; a new text begins a new piece of work
     * @param done how much of it is done
     * @param total how much there is; 0 when nobody knows
     */
    public synchronized void progress(String what, long done, long total) {
        long now = nanos.getAsLong();
        if (!what.equals(work)) {
            clear();
            work = what;
            begun = now;
            drawn = now - REDRAW_NANOS;
        }
        boolean due = kind == Screen.Kind.TERMINAL || !shown;
        if (!quiet && due && now - begun >= SILENT_NANOS && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            draw(done, total);
        }
    }

    /** The piece of work is over. */
    public synchronized void done() {
        clear();
        work = "";
    }

    /** A piece of work that is shown until it is closed. */
    public interface Work extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins a piece of work that cannot say how far it is.
     *
     * @param what the work
     * @return to be closed at its end
     */
    public Work during(String what) {
        return new Ticking(this, what);
    }

    private void draw(long done, long total) {
        String percent = total > 0 ? " " + Math.clamp((long) (100.0 * done / total), 0, 100) + "%" : "";
        if (kind == Screen.Kind.TERMINAL) {
            stream.print(ERASE + Printable.text(work) + " ..." + percent);
            stream.flush();
        } else {
            stream.println("vmi: " + Printable.text(work) + " ...");
        }
        shown = true;
    }

    private void clear() {
        if (shown && kind == Screen.Kind.TERMINAL) {
            stream.print(ERASE);
            stream.flush();
        }
        shown = false;
    }
}

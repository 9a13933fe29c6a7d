package dev.vmi4j.driver.qemu.qmp;

import dev.vmi4j.driver.qemu.io.Deadline;
import dev.vmi4j.driver.qemu.io.UnixLink;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Lines of UTF-8 text over a UNIX socket, read with a deadline. Used by one thread at a time. */
final class LineChannel implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 1 << 30;

    private final Path peer;
    private final UnixLink link;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private LineChannel(Path peer, UnixLink link) {
        this.peer = peer;
        this.link = link;
    }

    static LineChannel connect(Path peer) {
        try {
            return new LineChannel(peer, UnixLink.connect(peer));
        } catch (IOException e) {
            throw new QmpConnectionException(peer.toString(), "cannot connect; is QEMU running with -qmp unix:...?", e);
        }
    }

    /**
     * The next line without its end, or empty when the deadline passed; what has come of a line is kept for the next
     * call.
     */
    Optional<String> readLine(Deadline deadline) {
        while (!takeLine()) {
            if (!fill(deadline)) return Optional.empty();
        }
        return Optional.of(finishedLine());
    }

    private boolean takeLine() {
        int end = lineEnd();
        line.write(input.array(), input.position(), end - input.position());
        if (line.size() > LONGEST_LINE) throw new QmpProtocolException("a line of more than 1 GiB", finishedLine());
        boolean whole = end < input.limit();
        input.position(whole ? end + 1 : end);
        return whole;
    }

    /** Where the line ends in the input, or the input's end. */
    private int lineEnd() {
        for (int i = input.position(); i < input.limit(); i++) if (input.get(i) == '\n') return i;
        return input.limit();
    }

    private String finishedLine() {
        var text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        return text;
    }

    /** Waits for more input; false when the deadline passed. */
    private boolean fill(Deadline deadline) {
        try {
            return link.fill(input, deadline);
        } catch (EOFException e) {
            throw new QmpConnectionException(peer.toString(), "QEMU hung up", e);
        } catch (InterruptedIOException e) {
            throw new QmpConnectionException(peer.toString(), "the waiting thread was interrupted", e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    void writeLine(String text) {
        try {
            link.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private QmpConnectionException broken(IOException cause) {
        return new QmpConnectionException(peer.toString(), "the connection broke", cause);
    }

    Path peer() {
        return peer;
    }

    @Override
    public void close() {
        input.clear().flip();
        try {
            link.close();
        } catch (IOException e) {
            throw new QmpConnectionException(peer.toString(), "the connection could not be closed", e);
        }
    }
}

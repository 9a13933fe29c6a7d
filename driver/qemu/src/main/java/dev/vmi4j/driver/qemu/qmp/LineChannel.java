package dev.vmi4j.driver.qemu.qmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Lines of UTF-8 text over a UNIX socket, read with a deadline. Used by one thread at a time. */
final class LineChannel implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 1 << 30;

    private final Path peer;
    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private LineChannel(Path peer, SocketChannel channel, Selector selector) {
        this.peer = peer;
        this.channel = channel;
        this.selector = selector;
    }

    static LineChannel connect(Path peer) {
        try {
            return open(peer, SocketChannel.open(UnixDomainSocketAddress.of(peer)));
        } catch (IOException e) {
            throw new QmpConnectionException(peer.toString(), "cannot connect; is QEMU running with -qmp unix:...?", e);
        }
    }

    private static LineChannel open(Path peer, SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new LineChannel(peer, channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * The next line without its end, or empty when the deadline passed; what has come of a line is kept for the next
     * call.
     */
    Optional<String> readLine(Deadline deadline) {
        try {
            while (true) {
                if (takeLine()) return Optional.of(finishedLine());
                if (!fill(deadline)) return Optional.empty();
            }
        } catch (IOException e) {
            throw new QmpConnectionException(peer.toString(), "the connection broke", e);
        }
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
    private boolean fill(Deadline deadline) throws IOException {
        input.clear().flip();
        int count = read();
        while (count == 0) {
            long millis = deadline.millisLeft();
            if (millis == 0) return false;
            selector.select(_ -> {}, millis);
            if (Thread.interrupted()) throw interrupted();
            count = read();
        }
        if (count < 0) throw new QmpConnectionException(peer.toString(), "QEMU hung up", null);
        return true;
    }

    private int read() throws IOException {
        input.clear();
        int count = channel.read(input);
        input.flip();
        return count;
    }

    private QmpConnectionException interrupted() {
        Thread.currentThread().interrupt();
        return new QmpConnectionException(peer.toString(), "the waiting thread was interrupted", null);
    }

    void writeLine(String text) {
        try {
            var bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) if (channel.write(bytes) == 0) Thread.onSpinWait();
        } catch (IOException e) {
            throw new QmpConnectionException(peer.toString(), "the connection broke", e);
        }
    }

    Path peer() {
        return peer;
    }

    @Override
    public void close() {
        try (channel;
                selector) {
            input.clear().flip();
        } catch (IOException e) {
            throw new QmpConnectionException(peer.toString(), "the connection could not be closed", e);
        }
    }
}

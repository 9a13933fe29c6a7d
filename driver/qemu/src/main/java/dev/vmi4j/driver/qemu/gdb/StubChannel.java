package dev.vmi4j.driver.qemu.gdb;

import dev.vmi4j.driver.qemu.io.Deadline;
import dev.vmi4j.driver.qemu.io.UnixLink;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Bytes to and from the stub, read with a deadline. Used by one thread at a time. */
final class StubChannel implements AutoCloseable {

    /** What {@link #read} answers when the deadline passed. */
    static final int NOTHING = -1;

    private static final int BUFFER = 1 << 16;

    private final String peer;
    private final UnixLink link;
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER).flip();

    private StubChannel(String peer, UnixLink link) {
        this.peer = peer;
        this.link = link;
    }

    static StubChannel connect(Path peer) {
        try {
            return new StubChannel(peer.toString(), UnixLink.connect(peer));
        } catch (IOException e) {
            throw new GdbConnectionException(peer.toString(), "cannot connect; was QEMU's gdbserver started there?", e);
        }
    }

    String peer() {
        return peer;
    }

    /** The next byte, or {@link #NOTHING}. */
    int read(Deadline deadline) {
        if (!input.hasRemaining() && !fill(deadline)) return NOTHING;
        return input.get() & 0xff;
    }

    private boolean fill(Deadline deadline) {
        try {
            return link.fill(input, deadline);
        } catch (EOFException e) {
            throw new GdbConnectionException(peer, "the stub hung up", e);
        } catch (InterruptedIOException e) {
            throw new GdbConnectionException(peer, "the waiting thread was interrupted", e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    void write(byte[] bytes) {
        try {
            link.write(bytes);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private GdbConnectionException broken(IOException cause) {
        return new GdbConnectionException(peer, "the connection broke", cause);
    }

    @Override
    public void close() {
        input.clear().flip();
        try {
            link.close();
        } catch (IOException e) {
            throw new GdbConnectionException(peer, "the connection could not be closed", e);
        }
    }
}

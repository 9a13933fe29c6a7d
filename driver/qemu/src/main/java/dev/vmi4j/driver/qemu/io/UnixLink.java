package dev.vmi4j.driver.qemu.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection to a UNIX socket, read with a deadline. Used by one thread at a time. */
public final class UnixLink implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector selector;

    private UnixLink(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Connects.
     *
     * @param socket the socket's path
     * @return the connection
     * @throws IOException when nobody listens there
     */
    public static UnixLink connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        try {
            channel.configureBlocking(false);
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new UnixLink(channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Replaces what is in a buffer by what has come, waiting for it if need be.
     *
     * @param input the buffer, ready to be taken from afterwards; empty when the deadline passed
     * @param deadline until when to wait
     * @return false when the deadline passed
     * @throws EOFException when the peer hung up
     * @throws InterruptedIOException when the thread was interrupted, which it then still is
     * @throws IOException when the connection broke
     */
    public boolean fill(ByteBuffer input, Deadline deadline) throws IOException {
        int count = receive(input);
        while (count == 0) {
            long millis = deadline.millisLeft();
            if (millis == 0) return false;
            selector.select(_ -> {}, millis);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("the waiting thread was interrupted");
            }
            count = receive(input);
        }
        if (count < 0) throw new EOFException("the peer hung up");
        return true;
    }

    private int receive(ByteBuffer input) throws IOException {
        input.clear();
        int count = channel.read(input);
        input.flip();
        return count;
    }

    /**
     * Sends all of some bytes.
     *
     * @param bytes the bytes
     * @throws IOException when the connection broke
     */
    public void write(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) if (channel.write(buffer) == 0) Thread.onSpinWait();
    }

    /**
     * Ends the connection.
     *
     * @throws IOException when that fails
     */
    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}

package dev.vmi4j.driver.qemu;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A UNIX socket at which one client at a time is served by a thread. */
abstract class ToyServer implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private volatile Optional<SocketChannel> client = Optional.empty();

    ToyServer(Path socket) throws IOException {
        this.socket = socket;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    final void start() {
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel accepted = server.accept()) {
                client = Optional.of(accepted);
                talk();
            } catch (IOException _) {
                // The client has gone, or the test is over.
            }
            client = Optional.empty();
        }
    }

    /** Serves a client until it goes. */
    abstract void talk() throws IOException;

    final boolean isConnected() {
        return client.isPresent();
    }

    final int read() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        if (client.orElseThrow(() -> new IOException("nobody is there")).read(one) < 0) {
            throw new IOException("the client hung up");
        }
        return one.get(0) & 0xff;
    }

    final synchronized void say(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (client.isPresent() && bytes.hasRemaining()) client.get().write(bytes);
        } catch (IOException _) {
            client = Optional.empty();
        }
    }

    /** Ends the connection, as a QEMU that dies does. */
    final void hangUp() throws IOException {
        if (client.isPresent()) client.get().close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
        Files.deleteIfExists(socket);
    }
}

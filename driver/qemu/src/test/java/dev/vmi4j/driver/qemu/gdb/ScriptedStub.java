package dev.vmi4j.driver.qemu.gdb;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** A peer that plays a stub by a script. Packets are written as {@code content}; the framing is done here, by hand. */
final class ScriptedStub implements AutoCloseable {

    /** What the peer does once a client is there. */
    interface Script {
        void play(ScriptedStub peer) throws IOException;
    }

    private final Path folder;
    private final ServerSocketChannel server;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> done;
    private SocketChannel client = SocketChannel.open();

    private ScriptedStub(Script script) throws IOException {
        folder = Files.createTempDirectory("vmi4j-stub");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
        done = CompletableFuture.runAsync(
                () -> play(script), task -> Thread.ofVirtual().start(task));
    }

    static ScriptedStub raw(Script script) throws IOException {
        return new ScriptedStub(script);
    }

    /** A peer without a description that has answered the greeting. */
    static ScriptedStub greeted(Script script) throws IOException {
        return new ScriptedStub(peer -> {
            peer.answer("PacketSize=100;vContSupported+");
            peer.answer("T05thread:01;");
            script.play(peer);
        });
    }

    private void play(Script script) {
        try (var accepted = server.accept()) {
            client = accepted;
            script.play(this);
            awaitEnd();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** The client still acknowledges what it heard last. */
    private void awaitEnd() throws IOException {
        var rest = ByteBuffer.allocate(64);
        while (client.isOpen() && client.read(rest.clear()) >= 0) rest.flip();
    }

    Path socket() {
        return folder.resolve("stub");
    }

    /** Hears a packet, acknowledges it and answers. */
    String answer(String content) throws IOException {
        String request = hear();
        say("+" + packet(content));
        return request;
    }

    static String packet(String content) {
        int sum = 0;
        for (char each : content.toCharArray()) sum += each;
        return "$" + content + "#" + String.format("%02x", sum & 0xff);
    }

    void say(String bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
        while (buffer.hasRemaining()) client.write(buffer);
    }

    /** The content of the next packet; acknowledgements are passed over. */
    String hear() throws IOException {
        int next = read();
        while (next != '$') next = read();
        var content = new StringBuilder();
        for (next = read(); next != '#'; next = read()) content.append((char) next);
        read();
        read();
        heard.add(content.toString());
        return content.toString();
    }

    int read() throws IOException {
        var one = ByteBuffer.allocate(1);
        if (client.read(one) < 0) throw new IOException("the client hung up");
        return one.get(0) & 0xff;
    }

    void hangUp() throws IOException {
        client.close();
    }

    /** What the client has asked so far. */
    List<String> heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        server.close();
        client.close();
        done.exceptionally(_ -> null).join();
        Files.deleteIfExists(socket());
        Files.deleteIfExists(folder);
    }
}

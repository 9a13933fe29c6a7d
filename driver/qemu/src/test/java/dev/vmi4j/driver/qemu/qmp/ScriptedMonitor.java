package dev.vmi4j.driver.qemu.qmp;

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

/** A peer that plays a monitor by a script: it accepts one client and then does what the test wrote down. */
final class ScriptedMonitor implements AutoCloseable {

    /** What QEMU 7.2 says first, copied from a real one. */
    static final String GREETING = "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}, "
            + "\"package\": \"Debian 1:7.2+dfsg-7+deb12u18\"}, \"capabilities\": [\"oob\"]}}\r\n";

    /** What the peer does once a client is there. */
    interface Script {
        void play(ScriptedMonitor peer) throws IOException;
    }

    private final Path folder;
    private final ServerSocketChannel server;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder input = new StringBuilder();
    private final CompletableFuture<Void> done;
    private SocketChannel client = SocketChannel.open();

    private ScriptedMonitor(Script script) throws IOException {
        folder = Files.createTempDirectory("vmi4j-qmp");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
        done = CompletableFuture.runAsync(
                () -> play(script), task -> Thread.ofVirtual().start(task));
    }

    /** A peer that has not greeted yet. */
    static ScriptedMonitor raw(Script script) throws IOException {
        return new ScriptedMonitor(script);
    }

    /** A peer that greets and accepts the capabilities before the script begins. */
    static ScriptedMonitor greeted(Script script) throws IOException {
        return new ScriptedMonitor(peer -> {
            peer.say(GREETING);
            peer.answer("{\"return\": {}");
            script.play(peer);
        });
    }

    private void play(Script script) {
        try (var accepted = server.accept()) {
            client = accepted;
            script.play(this);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    Path socket() {
        return folder.resolve("qmp");
    }

    void say(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) client.write(bytes);
    }

    /** Hears a request and answers it: the text ends before the closing brace, where the id of the request is put. */
    void answer(String start) throws IOException {
        say(start + idOf(hear()) + "}\r\n");
    }

    /** The member {@code , "id": ...} of a request, to be put into its answer. */
    static String idOf(String request) {
        return ", \"id\": " + Json.parse(request).asObject().get("id");
    }

    String hear() throws IOException {
        var buffer = ByteBuffer.allocate(4096);
        while (input.indexOf("\n") < 0) {
            if (client.read(buffer.clear()) < 0) throw new IOException("the client hung up");
            input.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        }
        var line = input.substring(0, input.indexOf("\n"));
        input.delete(0, line.length() + 1);
        heard.add(line);
        return line;
    }

    /** What the client has sent so far, line by line. */
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

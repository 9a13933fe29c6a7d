package dev.vmi4j.driver.qemu.qmp;

import dev.vmi4j.driver.qemu.io.Deadline;
import dev.vmi4j.driver.qemu.qmp.Json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A connection to the monitor of a running QEMU.
 *
 * <p>One command is sent at a time; what QEMU says in between is kept as an {@link QmpEvent}. Any number of threads may
 * use a client: their commands are sent one after the other. QEMU gives a monitor to one client at a time, so that a
 * second one to the same socket waits for the first to close.
 *
 * {@snippet :
 * try (var qmp = QmpClient.connect(socket, Duration.ofSeconds(10))) {
 *     qmp.execute("stop");
 *     String registers = qmp.hmp("info registers -a");
 * }
 * }
 */
public final class QmpClient implements AutoCloseable {

    /** Events that nobody fetches are dropped from this number on, the oldest first. */
    public static final int KEPT_EVENTS = 1024;

    private final LineChannel channel;
    private final LongSupplier clock;
    private final Duration timeout;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<QmpEvent> events = new ArrayDeque<>();
    private final JsonObject greeting;
    private long lastId;

    private QmpClient(LineChannel channel, LongSupplier clock, Duration timeout) {
        this.channel = channel;
        this.clock = clock;
        this.timeout = timeout;
        this.greeting = greet();
    }

    /**
     * Connects to a monitor and makes it ready for commands.
     *
     * @param socket the UNIX socket that QEMU was given, as in {@code -qmp unix:SOCKET,server=on,wait=off}
     * @param timeout how long to wait for the greeting and, later, for the answer to a command that says nothing else
     * @return the client, to be closed by the caller
     * @throws QmpConnectionException if nobody listens there or hangs up
     * @throws QmpTimeoutException if there is no greeting in time
     * @throws QmpProtocolException if the peer speaks something else
     */
    public static QmpClient connect(Path socket, Duration timeout) {
        return connect(socket, System::nanoTime, timeout);
    }

    static QmpClient connect(Path socket, LongSupplier clock, Duration timeout) {
        var channel = LineChannel.connect(socket);
        try {
            return new QmpClient(channel, clock, timeout);
        } catch (QmpException e) {
            channel.close();
            throw e;
        }
    }

    private JsonObject greet() {
        var message = read("greeting", Deadline.in(clock, timeout));
        var hello = message.get("QMP").asObject();
        execute("qmp_capabilities");
        return hello;
    }

    /**
     * What QEMU said first: its version and capabilities.
     *
     * @return the member {@code QMP} of the greeting
     */
    public JsonObject greeting() {
        return greeting;
    }

    /**
     * Executes a command without arguments.
     *
     * @param command the command's name
     * @return what QEMU returned; an empty object if there is nothing to return
     * @throws QmpException as {@link #execute(String, JsonObject, Duration)} does
     */
    public Json execute(String command) {
        return execute(command, Json.object(), timeout);
    }

    /**
     * Executes a command.
     *
     * @param command the command's name
     * @param arguments the command's arguments
     * @return what QEMU returned; an empty object if there is nothing to return
     * @throws QmpException as {@link #execute(String, JsonObject, Duration)} does
     */
    public Json execute(String command, JsonObject arguments) {
        return execute(command, arguments, timeout);
    }

    /**
     * Executes a command that may take longer than others, such as a dump.
     *
     * @param command the command's name
     * @param arguments the command's arguments
     * @param patience how long to wait for the answer
     * @return what QEMU returned; an empty object if there is nothing to return
     * @throws QmpCommandException if QEMU answered with an error
     * @throws QmpTimeoutException if there was no answer in time; QEMU may still be at it
     * @throws QmpConnectionException if the connection broke, or the thread was interrupted
     * @throws QmpProtocolException if the answer is not one
     */
    public Json execute(String command, JsonObject arguments, Duration patience) {
        lock.lock();
        try {
            var id = Long.toString(++lastId);
            channel.writeLine(request(command, arguments, id).toString());
            return result(command, reply(command, id, Deadline.in(clock, patience)));
        } finally {
            lock.unlock();
        }
    }

    private static JsonObject request(String command, JsonObject arguments, String id) {
        var request = Json.object().with("execute", command).with("id", id);
        return arguments.members().isEmpty() ? request : request.with("arguments", arguments);
    }

    private JsonObject reply(String command, String id, Deadline deadline) {
        while (true) {
            var message = read("answer to " + command, deadline);
            if (message.find("event").isPresent()) keep(QmpEvent.of(message));
            else if (answers(message, id)) return message;
        }
    }

    /**
     * QEMU repeats the id of the request, but for requests that it could not even parse. Another id: the answer to a
     * command that timed out.
     */
    private static boolean answers(JsonObject message, String id) {
        return message.find("id").map(Json::asString).map(id::equals).orElse(true);
    }

    private static Json result(String command, JsonObject message) {
        var error = message.find("error").map(Json::asObject);
        if (error.isEmpty()) return message.get("return");
        throw new QmpCommandException(
                command,
                error.get().get("class").asString(),
                error.get().get("desc").asString());
    }

    private JsonObject read(String what, Deadline deadline) {
        var line = channel.readLine(deadline);
        while (line.filter(String::isEmpty).isPresent()) line = channel.readLine(deadline);
        return line.map(Json::parse)
                .map(Json::asObject)
                .orElseThrow(() -> new QmpTimeoutException(what, deadline.total()));
    }

    private void keep(QmpEvent event) {
        if (events.size() == KEPT_EVENTS) events.removeFirst();
        events.addLast(event);
    }

    /**
     * Executes a command of the human monitor.
     *
     * @param line the command line, such as {@code info registers -a}
     * @return what the monitor printed; an unknown command is told in this text, not by an exception
     * @throws QmpException as {@link #execute(String, JsonObject, Duration)} does
     */
    public String hmp(String line) {
        return hmp(Json.object().with("command-line", line));
    }

    /**
     * Executes a command of the human monitor on behalf of a vCPU: {@code info tlb}, {@code info mem}, {@code gva2gpa},
     * {@code x} look through its eyes.
     *
     * @param line the command line
     * @param cpuIndex the vCPU's number, from 0
     * @return what the monitor printed
     * @throws QmpException as {@link #execute(String, JsonObject, Duration)} does
     */
    public String hmp(String line, int cpuIndex) {
        return hmp(Json.object().with("command-line", line).with("cpu-index", cpuIndex));
    }

    private String hmp(JsonObject arguments) {
        return execute("human-monitor-command", arguments).asString();
    }

    /**
     * Reads what QEMU has said unasked by now, without waiting: a client that never asks anything does this now and then,
     * so that it does not pile up in QEMU.
     *
     * @throws QmpConnectionException if the connection broke
     */
    public void poll() {
        lock.lock();
        try {
            var now = Deadline.in(clock, Duration.ZERO);
            for (var line = channel.readLine(now); line.isPresent(); line = channel.readLine(now)) {
                if (line.get().isEmpty()) continue;
                var message = Json.parse(line.get()).asObject();
                if (message.find("event").isPresent()) keep(QmpEvent.of(message));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the events that came while answers were waited for.
     *
     * @return the events in the order in which they came; each is given once
     */
    public List<QmpEvent> takeEvents() {
        lock.lock();
        try {
            var taken = List.copyOf(events);
            events.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for an event, or takes one that has come already. Other events stay.
     *
     * @param name the event's name
     * @param patience how long to wait
     * @return the oldest event of the name
     * @throws QmpTimeoutException if there was none in time
     * @throws QmpConnectionException if the connection broke
     */
    public QmpEvent awaitEvent(String name, Duration patience) {
        lock.lock();
        try {
            var deadline = Deadline.in(clock, patience);
            var event = take(name);
            while (event.isEmpty()) {
                var message = read("event " + name, deadline);
                if (message.find("event").isPresent()) keep(QmpEvent.of(message));
                event = take(name);
            }
            return event.get();
        } finally {
            lock.unlock();
        }
    }

    private Optional<QmpEvent> take(String name) {
        for (Iterator<QmpEvent> each = events.iterator(); each.hasNext(); ) {
            var event = each.next();
            if (!event.name().equals(name)) continue;
            each.remove();
            return Optional.of(event);
        }
        return Optional.empty();
    }

    /** Ends the connection. QEMU goes on. */
    @Override
    public void close() {
        channel.close();
    }

    @Override
    public String toString() {
        return "QMP at " + channel.peer();
    }
}

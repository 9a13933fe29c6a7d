package dev.vmi4j.driver.qemu;

import dev.vmi4j.driver.qemu.qmp.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A QEMU that plays an AArch64 machine: its monitor, and the stub that the monitor starts. Events come between replies. */
final class ToyQemu extends ToyServer {
    private static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7},"
                    + " \"package\": \"toy\"}, \"capabilities\": []}}\r\n";
    private static final String EVENT =
            "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"RTC_CHANGE\", \"data\": {\"offset\": 1}}\r\n";
    private static final String MTREE = """
            FlatView #0
             AS "memory", root: system
              0000000040000000-0000000040003fff (prio 0, ram): ram
            """;

    final ToyMachine machine;
    private final Path folder;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile Optional<ToyStub> stub = Optional.empty();
    private String device = "";

    private ToyQemu(Path folder, int vcpus) throws IOException {
        super(folder.resolve("qmp"));
        this.folder = folder;
        this.machine = new ToyMachine(vcpus);
    }

    static ToyQemu start(int vcpus) {
        try {
            ToyQemu qemu = new ToyQemu(Files.createTempDirectory("vmi4j-toy"), vcpus);
            qemu.start();
            return qemu;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody guards this one: there is nothing to be let go. */
    QemuOptions options() {
        return QemuOptions.of(folder.resolve("qmp")).withGuard(QemuOptions.Guard.NONE);
    }

    ToyStub stub() {
        return stub.orElseThrow();
    }

    /** Whether the stub that was started was ended again. */
    boolean isStubGone() {
        return stub.isEmpty();
    }

    /** The monitor's commands so far, with the lines of the human monitor as they are. */
    List<String> heard() {
        return heard;
    }

    @Override
    void talk() throws IOException {
        say(GREETING);
        while (true) {
            StringBuilder line = new StringBuilder();
            for (int next = read(); next != '\n'; next = read()) line.append((char) next);
            Json.JsonObject request = Json.parse(line.toString()).asObject();
            String answer = answer(request);
            say(EVENT + "{\"return\": " + answer + ", \"id\": " + request.get("id") + "}\r\n");
        }
    }

    private String answer(Json.JsonObject request) throws IOException {
        String command = request.get("execute").asString();
        String line = command.equals("human-monitor-command")
                ? request.get("arguments").asObject().get("command-line").asString()
                : command;
        heard.add(line);
        return switch (command) {
            case "human-monitor-command" ->
                "\"" + human(line).replace("\n", "\\n").replace("\"", "\\\"") + "\"";
            case "query-target" -> "{\"arch\": \"aarch64\"}";
            case "query-kvm" -> "{\"enabled\": false, \"present\": false}";
            case "query-cpus-fast" -> cpus();
            case "query-status" -> status();
            case "query-chardev" -> devices();
            case "stop" -> done(machine::pause);
            case "cont" -> done(machine::run);
            default -> "{}";
        };
    }

    private static String done(Runnable work) {
        work.run();
        return "{}";
    }

    private String status() {
        boolean runs = machine.isRunning();
        return "{\"running\": " + runs + ", \"status\": \"" + (runs ? "running" : "paused") + "\"}";
    }

    private String cpus() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < machine.registers.length; i++) {
            all.append(i == 0 ? "" : ", ").append("{\"cpu-index\": " + i + "}");
        }
        return "[" + all + "]";
    }

    private String devices() {
        if (stub.isEmpty()) return "[]";
        String name = stub.get().isConnected() ? device : "disconnected:" + device;
        return "[{\"label\": \"gdb\", \"filename\": \"" + name + "\"}]";
    }

    private String human(String line) throws IOException {
        if (line.equals("info mtree -f")) return MTREE;
        if (line.equals("gdbserver none")) {
            stub().close();
            stub = Optional.empty();
        } else if (line.startsWith("gdbserver unix:")) {
            device = line.substring("gdbserver ".length());
            ToyStub started = new ToyStub(Path.of(device.substring(5, device.indexOf(','))), machine);
            started.start();
            stub = Optional.of(started);
        }
        return "";
    }

    @Override
    public void close() {
        try {
            super.close();
            if (stub.isPresent()) stub.get().close();
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

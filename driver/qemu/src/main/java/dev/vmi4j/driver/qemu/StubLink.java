package dev.vmi4j.driver.qemu;

import dev.vmi4j.driver.qemu.gdb.GdbClient;
import dev.vmi4j.driver.qemu.gdb.GdbException;
import dev.vmi4j.driver.qemu.qmp.Json;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The GDB stub of a QEMU: found, or started on a private socket, and ended again. */
final class StubLink {
    static final String FOLDER = "vmi4j-gdb";

    private static final String DISCONNECTED = "disconnected:";
    private static final String UNIX = "unix:";

    private final QmpClient qmp;
    private final GdbClient client;
    /** The folder of the socket, when the stub was started by us. */
    private final Optional<Path> folder;
    /** What the stub listened on before, when it had to be moved. */
    private final Optional<String> before;

    private StubLink(QmpClient qmp, GdbClient client, Optional<Path> folder, Optional<String> before) {
        this.qmp = qmp;
        this.client = client;
        this.folder = folder;
        this.before = before;
    }

    static StubLink open(QmpClient qmp, QemuOptions options) {
        if (options.stub().isPresent()) {
            return connect(qmp, options, options.stub().get(), Optional.empty(), Optional.empty());
        }
        Optional<String> present = present(qmp);
        if (present.isEmpty()) {
            return start(qmp, options, Optional.empty());
        }
        String device = present.get();
        if (!device.startsWith(DISCONNECTED)) {
            throw new QemuException(
                    qmp.toString(), "a debugger is connected to its GDB stub at " + device + "; end it first");
        }
        String address = device.substring(DISCONNECTED.length()).replaceFirst(",server.*", "");
        Path socket = Path.of(address.startsWith(UNIX) ? address.substring(UNIX.length()) : "");
        if (Files.exists(socket) && address.startsWith(UNIX)) {
            return connect(qmp, options, socket, ours(socket), Optional.empty());
        }
        return start(qmp, options, address.startsWith(UNIX) ? Optional.empty() : Optional.of(address));
    }

    /** A stub that a killed client of ours left is ended like one of our own. */
    private static Optional<Path> ours(Path socket) {
        return Optional.ofNullable(socket.getParent())
                .filter(parent -> String.valueOf(parent.getFileName()).startsWith(FOLDER));
    }

    /**
     * Whether a debugger died and left its breakpoints behind: the stub is one that we started, or the guest stands at a
     * breakpoint, and nobody is connected.
     */
    static boolean isAbandoned(QmpClient qmp) {
        Optional<String> device = present(qmp);
        boolean connected =
                device.filter(name -> !name.startsWith(DISCONNECTED)).isPresent();
        boolean ours = device.filter(name -> name.contains("/" + FOLDER)).isPresent();
        String status = qmp.execute("query-status").asObject().get("status").asString();
        return !connected && (ours || status.equals("debug"));
    }

    /** Removes the breakpoints of a client that died, and the stub that it had started; the guest runs then. */
    static void endAbandoned(QmpClient qmp, QemuOptions options) {
        if (isAbandoned(qmp)) {
            StubLink left = open(qmp, options);
            // Only this removes breakpoints that another client set; the guest runs after it.
            left.client.detach();
            left.close();
        }
    }

    private static Optional<String> present(QmpClient qmp) {
        return qmp.execute("query-chardev").asList().stream()
                .map(Json::asObject)
                .filter(device -> device.get("label").asString().equals("gdb"))
                .map(device -> device.get("filename").asString())
                .findFirst();
    }

    private static StubLink start(QmpClient qmp, QemuOptions options, Optional<String> before) {
        Path folder = makeFolder();
        Path socket = folder.resolve("stub");
        String said = qmp.hmp("gdbserver unix:" + socket + ",server=on,wait=off");
        if (!Files.exists(socket)) {
            delete(folder);
            throw new QemuException(
                    qmp.toString(),
                    "its GDB stub could not be started on a socket in " + folder.getParent() + " (" + said.strip()
                            + "); start QEMU with -gdb unix:SOCKET,server=on,wait=off and give vmi that socket");
        }
        return connect(qmp, options, socket, Optional.of(folder), before);
    }

    private static StubLink connect(
            QmpClient qmp, QemuOptions options, Path socket, Optional<Path> folder, Optional<String> before) {
        try {
            return new StubLink(qmp, GdbClient.connect(socket, options.patience()), folder, before);
        } catch (GdbException e) {
            folder.ifPresent(made -> {
                qmp.hmp("gdbserver none");
                delete(made);
            });
            throw e;
        }
    }

    GdbClient client() {
        return client;
    }

    /** Ends the connection, and the stub if it is ours. The guest keeps its state. */
    void close() {
        client.close();
        if (folder.isPresent()) {
            qmp.hmp("gdbserver " + before.orElse("none"));
            delete(folder.get());
        }
    }

    private static Path makeFolder() {
        try {
            return Files.createTempDirectory(FOLDER);
        } catch (IOException e) {
            throw failed("cannot make a folder for the GDB stub's socket: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("stub"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw failed("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    private static QemuException failed(String problem, IOException cause) {
        var error = new QemuException("GDB stub", problem);
        error.initCause(cause);
        return error;
    }
}

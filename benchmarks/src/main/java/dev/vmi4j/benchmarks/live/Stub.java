package dev.vmi4j.benchmarks.live;

import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The GDB stub of a guest, started for a debugger that is not vmi4j. */
final class Stub implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final QmpClient qmp;
    private final Path folder;

    private Stub(QmpClient qmp, Path folder) {
        this.qmp = qmp;
        this.folder = folder;
    }

    static Stub start(Path monitor) throws IOException {
        Stub stub = new Stub(QmpClient.connect(monitor, PATIENCE), Files.createTempDirectory("vmi4j-rates"));
        stub.qmp.hmp("gdbserver unix:" + stub.socket() + ",server=on,wait=off");
        return stub;
    }

    Path socket() {
        return folder.resolve("stub");
    }

    /** The guest runs on. */
    @Override
    public void close() throws IOException {
        try (qmp) {
            qmp.hmp("gdbserver none");
            qmp.execute("cont");
        } finally {
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder);
        }
    }
}

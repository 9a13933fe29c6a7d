package dev.vmi4j.driver.qemu;

import dev.vmi4j.driver.qemu.qmp.QmpClient;
import dev.vmi4j.driver.qemu.qmp.QmpException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a guest go whose client was killed. It is a small JVM of its own that waits for the end of its standard input,
 * which comes when the client dies in whatever way. A client that left the guest in order says so before.
 */
public final class QemuGuard implements AutoCloseable {
    private static final int IN_ORDER = 'q';
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final OutputStream line;

    private QemuGuard(Process process) {
        this.process = process;
        this.line = process.getOutputStream();
    }

    /** Starts a guard of this JVM. */
    static QemuGuard start(Path monitor) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx24m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        words.addAll(code());
        words.add(monitor.toAbsolutePath().toString());
        return new QemuGuard(new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static List<String> code() {
        String main = QemuGuard.class.getName();
        Module module = QemuGuard.class.getModule();
        String modules = System.getProperty("jdk.module.path", "");
        return module.isNamed() && !modules.isEmpty()
                ? List.of("-p", modules, "-m", module.getName() + "/" + main)
                : List.of("-cp", System.getProperty("java.class.path", ""), main);
    }

    /** The process, for those who want to see it end. */
    Process process() {
        return process;
    }

    /** Tells the guard that the guest was left in order. */
    @Override
    public void close() {
        try (line) {
            line.write(IN_ORDER);
        } catch (IOException _) {
            // It has ended before, for example by the same Ctrl-C as this JVM.
        }
    }

    /**
     * The guard's own program.
     *
     * @param args the UNIX socket of the QMP monitor
     * @throws IOException when standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        for (int next = System.in.read(); next >= 0; next = System.in.read()) {
            if (next == IN_ORDER) {
                return;
            }
        }
        for (int attempt = 0; attempt < ATTEMPTS && !release(Path.of(args[0])); attempt++) {
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    /**
     * Lets a guest go that a client has left: removes its breakpoints, ends the stub that was started for it, and resumes
     * it if it was stopped by a debugger or by the monitor.
     *
     * @param monitor the UNIX socket of the QMP monitor
     * @return false when QEMU did not answer
     */
    public static boolean release(Path monitor) {
        try (QmpClient qmp = QmpClient.connect(monitor, PATIENCE)) {
            StubLink.endAbandoned(qmp, QemuOptions.of(monitor));
            String status = qmp.execute("query-status").asObject().get("status").asString();
            if (status.equals("paused") || status.equals("debug")) {
                qmp.execute("cont");
            }
            return true;
        } catch (QmpException _) {
            return false;
        }
    }
}

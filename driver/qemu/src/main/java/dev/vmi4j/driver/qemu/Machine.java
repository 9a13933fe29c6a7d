package dev.vmi4j.driver.qemu;

import dev.vmi4j.driver.qemu.gdb.GdbClient;
import dev.vmi4j.driver.qemu.gdb.StopReply;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Whether the guest runs, and by which of QEMU's two doors it is stopped: the monitor, until the GDB stub is attached,
 * and the stub from then on. Every method takes the lock, which callers may hold already.
 */
final class Machine {
    /** QEMU tells the monitor of every stop; so often what it said is taken away. */
    private static final int DRAINED = 64;

    private final QmpClient qmp;
    private final QemuOptions options;
    private final Runnable forgetReads;
    private final boolean ranBefore;
    private final ReentrantLock lock = new ReentrantLock(true);

    private Optional<QemuGuard> guard = Optional.empty();
    private Optional<StubLink> stub = Optional.empty();
    private Optional<StopReply> unanswered = Optional.empty();
    private long resumptions;
    private int pauses;
    private boolean stoppedByMonitor;
    private boolean closed;

    /**
     * @param forgetReads is told each time when what was read goes out of date: the guest is about to run, or was replaced
     */
    Machine(QmpClient qmp, QemuOptions options, Runnable forgetReads) {
        this.qmp = qmp;
        this.options = options;
        this.forgetReads = forgetReads;
        boolean abandoned = StubLink.isAbandoned(qmp);
        if (abandoned) StubLink.endAbandoned(qmp, options);
        this.ranBefore = abandoned || runs();
        if (abandoned && !runs()) qmp.execute("cont");
    }

    ReentrantLock lock() {
        return lock;
    }

    private boolean runs() {
        return qmp.execute("query-status").asObject().get("running").asBoolean();
    }

    boolean isPaused() {
        lock.lock();
        try {
            return pauses > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the stub is attached. */
    boolean isAttached() {
        lock.lock();
        try {
            return !closed && stub.isPresent();
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        lock.lock();
        try {
            requireOpen();
            beGuarded();
            if (pauses == 0) stop();
            pauses++;
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            if (pauses > 0 && --pauses == 0 && !closed) go();
        } finally {
            lock.unlock();
        }
    }

    /** The stub's client while the guest stands; it goes on afterwards if it ran before. */
    <T> T standing(Function<GdbClient, T> work) {
        lock.lock();
        try {
            requireOpen();
            GdbClient client = attach();
            boolean ran = client.isRunning();
            stop();
            try {
                return work.apply(client);
            } finally {
                if (ran) go();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The stub's client. Attaching stops the guest for a moment. */
    GdbClient attach() {
        lock.lock();
        try {
            requireOpen();
            if (stub.isEmpty()) {
                beGuarded();
                boolean ran = !stoppedByMonitor && runs();
                stub = Optional.of(StubLink.open(qmp, options));
                boolean goesOn = ran || stoppedByMonitor;
                stoppedByMonitor = false;
                if (goesOn && pauses == 0) go();
            }
            return stub.get().client();
        } finally {
            lock.unlock();
        }
    }

    /** Stops the guest if it runs. A stop that comes of an event is kept for {@link #takeUnanswered}. */
    void stop() {
        if (stub.isEmpty()) {
            stoppedByMonitor = runs();
            if (stoppedByMonitor) qmp.execute("stop");
            return;
        }
        GdbClient client = stub.get().client();
        if (!client.isRunning()) return;
        client.interrupt();
        StopReply reply = client.awaitStop(options.patience())
                .orElseThrow(() -> new QemuException(
                        qmp.toString(),
                        "the guest did not stop in " + options.patience().toMillis() + " ms"));
        if (reply.signal() == StopReply.TRAP) unanswered = Optional.of(reply);
    }

    /** Lets the guest run, unless an event has not been answered or somebody else had stopped it before we came. */
    void go() {
        if (!ranBefore) return;
        forgetReads.run();
        if (stub.isEmpty()) {
            if (stoppedByMonitor) qmp.execute("cont");
            stoppedByMonitor = false;
        } else if (unanswered.isEmpty() && !stub.get().client().isRunning()) {
            stub.get().client().resume();
            if (++resumptions % DRAINED == 0) qmp.poll();
        }
    }

    /** What was read of the guest is out of date, though it stands. */
    void forget() {
        lock.lock();
        try {
            forgetReads.run();
        } finally {
            lock.unlock();
        }
    }

    Optional<StopReply> takeUnanswered() {
        var taken = unanswered;
        unanswered = Optional.empty();
        return taken;
    }

    void keepUnanswered(StopReply reply) {
        unanswered = Optional.of(reply);
    }

    boolean hasUnanswered() {
        return unanswered.isPresent();
    }

    /** From the first stop on somebody lets the guest go if this JVM is killed. */
    private void beGuarded() {
        if (!ranBefore || guard.isPresent() || options.guard() == QemuOptions.Guard.NONE) return;
        try {
            guard = Optional.of(QemuGuard.start(options.monitor()));
        } catch (IOException e) {
            var error = new QemuException(
                    qmp.toString(), "no process could be started that lets the guest go if this JVM is killed: " + e);
            error.initCause(e);
            throw error;
        }
    }

    private void requireOpen() {
        if (closed) throw new IllegalStateException("the guest was detached from");
    }

    /** Leaves the guest as it was found: running, unless it was stopped before. */
    void close() {
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            if (stub.isPresent()) {
                unanswered = Optional.empty();
                stub.get().close();
                if (ranBefore && !runs()) qmp.execute("cont");
            } else if (stoppedByMonitor) {
                qmp.execute("cont");
            }
            guard.ifPresent(QemuGuard::close);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return qmp.toString();
    }

    /** The thread that stopped first; the first one where the stub does not say. */
    static int thread(StopReply reply) {
        OptionalInt thread = reply.thread();
        return thread.orElse(1);
    }
}

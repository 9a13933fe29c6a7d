package dev.vmi4j.cli.console;

import java.util.concurrent.TimeUnit;

/** Reports work that does not report itself, now and then until it is closed. */
final class Ticking implements Messages.Work {
    private static final long PERIOD_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final Messages messages;
    private final Thread thread;

    Ticking(Messages messages, String what) {
        this.messages = messages;
        messages.progress(what, 0, 0);
        this.thread = Thread.ofVirtual().start(() -> tick(what));
    }

    @Override
    public void close() {
        thread.interrupt();
        messages.done();
    }

    private void tick(String what) {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(PERIOD_MILLIS);
                messages.progress(what, 0, 0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.vmi4j.driver.dump;

/** Tells a {@link Progress} of a job whenever another hundredth of it is done. Not thread-safe. */
final class ProgressMeter {
    private static final int STEPS = 100;

    private final Progress progress;
    private final String job;
    private final long total;
    private long next;

    ProgressMeter(Progress progress, String job, long total) {
        this.progress = progress;
        this.job = job;
        this.total = total;
    }

    void update(long done) {
        if (done >= next && done < total) {
            progress.update(job, done, total);
            next = done + Math.max(1, total / STEPS);
        }
    }

    void finish() {
        progress.update(job, total, total);
    }
}

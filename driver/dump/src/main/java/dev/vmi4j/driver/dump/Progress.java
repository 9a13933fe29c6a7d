package dev.vmi4j.driver.dump;

/** Hears how far a long job on an image is. Called from the thread that does the job, a few times a second at most. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress SILENT = (_, _, _) -> {};

    /**
     * Some more is done. The last call of a job has {@code done} equal to {@code total}.
     *
     * @param job what is being done, for example {@code unpacking linux.raw.xz}
     * @param done not negative, at most the total, never less than before
     * @param total in the same unit, more than 0
     */
    void update(String job, long done, long total);
}

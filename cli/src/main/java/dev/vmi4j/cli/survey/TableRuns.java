package dev.vmi4j.cli.survey;

import dev.vmi4j.cli.render.Summary;
import dev.vmi4j.core.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Runs tables concurrently, each for itself: one that fails does not stop the others. */
public final class TableRuns {
    private final int threads;
    private final LongSupplier nanos;

    /**
     * A way to run tables.
     *
     * @param threads how many tables run at once
     * @param nanos the clock: nanoseconds from any fixed moment
     */
    public TableRuns(int threads, LongSupplier nanos) {
        this.threads = threads;
        this.nanos = nanos;
    }

    /** What is done with a table. */
    @FunctionalInterface
    public interface Job {
        /**
         * Takes the rows of a table.
         *
         * @param table the table
         * @return what is to be said about them
         */
        Summary run(Table<?> table);
    }

    /**
     * Runs tables.
     *
     * @param tables the tables
     * @param job what is done with each; called by several threads at once
     * @return in the order of the tables
     */
    public List<TableRun> run(List<? extends Table<?>> tables, Job job) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<TableRun>> running = tables.stream()
                    .map(table -> executor.submit(() -> one(table, job)))
                    .toList();
            return running.stream().map(TableRuns::result).toList();
        }
    }

    private TableRun one(Table<?> table, Job job) {
        long begun = nanos.getAsLong();
        try {
            Summary summary = job.run(table);
            return new TableRun(table, summary, nanos.getAsLong() - begun, Optional.empty());
        } catch (RuntimeException | Error e) {
            return new TableRun(table, Summary.NOTHING, nanos.getAsLong() - begun, Optional.of(e));
        }
    }

    private static TableRun result(Future<TableRun> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("running the tables was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a table was not run", e);
        }
    }
}

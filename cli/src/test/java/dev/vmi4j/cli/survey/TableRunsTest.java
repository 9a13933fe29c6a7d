package dev.vmi4j.cli.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmi4j.cli.render.Summary;
import dev.vmi4j.core.table.Table;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableRunsTest {
    private static final Summary WHOLE = new Summary(3, List.of(), List.of(), List.of("it is a small guest"));
    private static final Summary TORN = new Summary(
            2,
            List.of(
                    new Summary.Gap("name", 2, "the page is missing"),
                    new Summary.Gap("size", 1, "it is odd"),
                    new Summary.Gap("path", 1, "the page is missing")),
            List.of("the list is cyclic"),
            List.of());

    private final AtomicLong clock = new AtomicLong();

    private static Table<String> table(String name) {
        return new Table<>(name, "rows", List.of(), _ -> Stream.empty());
    }

    private List<TableRun> run(int threads, TableRuns.Job job, String... names) {
        return new TableRuns(threads, () -> clock.getAndAdd(5))
                .run(Stream.of(names).map(TableRunsTest::table).toList(), job);
    }

    @Test
    void aTableThatFailsDoesNotStopTheOthers() {
        List<TableRun> runs = run(
                2,
                table -> switch (table.name()) {
                    case "whole" -> WHOLE;
                    case "torn" -> TORN;
                    default -> throw new IllegalStateException("a defect");
                },
                "broken",
                "torn",
                "whole");

        assertThat(runs)
                .extracting(
                        run -> run.table().name(),
                        TableRun::state,
                        run -> run.summary().rows(),
                        TableRun::unreadable)
                .containsExactly(
                        tuple("broken", TableRun.State.FAILED, 0L, 0L),
                        tuple("torn", TableRun.State.GAPS, 2L, 4L),
                        tuple("whole", TableRun.State.COMPLETE, 3L, 0L));
        assertThat(runs.get(0).notes()).containsExactly("java.lang.IllegalStateException: a defect");
        assertThat(runs.get(1).notes())
                .containsExactly(
                        "name, path could not be read; first: the page is missing",
                        "size could not be read in one row: it is odd",
                        "the list is cyclic");
        assertThat(runs.get(2).notes()).containsExactly("it is a small guest");
    }

    @Test
    void tablesRunAtOnce() {
        CyclicBarrier both = new CyclicBarrier(2);
        List<TableRun> runs = run(2, _ -> meet(both), "one", "other");

        assertThat(runs).extracting(TableRun::state).containsOnly(TableRun.State.COMPLETE);
    }

    private static Summary meet(CyclicBarrier both) {
        try {
            both.await(60, TimeUnit.SECONDS);
            return WHOLE;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other table does not run", e);
        }
    }

    @Test
    void saysHowLongEachTook() {
        assertThat(run(1, _ -> WHOLE, "one", "other"))
                .extracting(TableRun::nanoseconds)
                .containsExactly(5L, 5L);
    }
}

package dev.vmi4j.os.linux.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values follow {@code cputime_adjust} of {@code kernel/sched/cputime.c} by hand. */
final class CpuTimeTest {
    @ParameterizedTest
    @CsvSource({
        // ticks user, ticks system, runtime, shown user, shown system, user, system
        "0, 0, 900, 0, 0, 900, 0",
        "10, 0, 900, 0, 0, 900, 0",
        "0, 10, 900, 0, 0, 0, 900",
        "10, 20, 900, 0, 0, 300, 600",
        "10, 20, 900, 0, 700, 200, 700",
        "10, 20, 900, 400, 0, 400, 500",
        "10, 20, 900, 500, 400, 500, 400",
        "10, 20, 800, 500, 400, 500, 400",
    })
    void dividesTheRuntimeAndNeverGoesBack(
            long user, long system, long runtime, long shownUser, long shownSystem, long wantUser, long wantSystem) {
        assertThat(new CpuTime(user, system).adjusted(runtime, new CpuTime(shownUser, shownSystem)))
                .isEqualTo(new CpuTime(wantUser, wantSystem));
    }

    @Test
    void addsUp() {
        assertThat(new CpuTime(1, 2).plus(new CpuTime(30, 40))).isEqualTo(new CpuTime(31, 42));
        assertThat(new CpuTime(1, 2).sum()).isEqualTo(3);
    }

    @Test
    void anyNumbersGiveAnAnswer() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long user = random.nextLong();
            CpuTime ticks = new CpuTime(user, i % 3 == 0 ? -user : random.nextLong());
            assertThat(ticks.adjusted(random.nextLong(), new CpuTime(random.nextLong(), random.nextLong())))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }
}

package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits from {@code include/linux/sched.h}, letters from {@code proc(5)}. */
final class TaskStateTest {
    @ParameterizedTest
    @CsvSource({
        "0x0, 0x0, R",
        "0x1, 0x0, S",
        "0x2, 0x0, D",
        "0x4, 0x0, T",
        "0x8, 0x0, t",
        "0x40, 0x0, P",
        "0x402, 0x0, I",
        "0x102, 0x0, D",
        "0x1000, 0x0, D",
        "0x8000, 0x0, D",
        "0x2001, 0x0, S",
        "0x80, 0x20, Z",
        "0x80, 0x10, X",
        "0x200, 0x0, R",
    })
    void letters(String state, String exitState, char letter) {
        assertThat(TaskState.of(Integer.decode(state), Integer.decode(exitState))
                        .letter())
                .isEqualTo(letter);
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "-1, 0", "0x7fffffff, 0x7f"})
    void anyBitsHaveALetter(String state, String exitState) {
        assertThat(TaskState.of(Integer.decode(state), Integer.decode(exitState))
                        .letter())
                .isNotEqualTo(' ');
    }
}

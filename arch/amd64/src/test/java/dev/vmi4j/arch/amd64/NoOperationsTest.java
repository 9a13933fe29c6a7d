package dev.vmi4j.arch.amd64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Intel SDM Vol. 2B, {@code NOP}: the table of multi-byte sequences; and instructions encoded by hand. */
class NoOperationsTest {
    /** {@code push rbp}: what follows the instruction in the code. */
    private static final String NEXT = "55";

    private static byte[] code(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "90",
                "66 90",
                "0f 1f 00",
                "0f 1f 40 00",
                "0f 1f 44 00 00",
                "66 0f 1f 44 00 00",
                "0f 1f 80 00 00 00 00",
                "0f 1f 84 00 00 00 00 00",
                "66 0f 1f 84 00 00 00 00 00",
                // nopw with more operand size prefixes, as assemblers pad
                "66 66 66 90",
                "66 66 0f 1f 84 00 00 00 00 00",
                // nop eax; nop [rip + disp32]; nop [rsp]; nop [disp32]; nop [rsp + disp8]
                "0f 1f c0",
                "0f 1f c4",
                "0f 1f 05 00 00 00 00",
                "0f 1f 04 24",
                "0f 1f 04 25 00 00 00 00",
                "0f 1f 44 24 05",
                // endbr64
                "f3 0f 1e fa"
            })
    void aNoOperationIsAsLongAsItsEncodingAndOnlyWhenItIsWhole(String hex) {
        byte[] whole = code(hex);
        assertThat(NoOperations.length(whole)).isEqualTo(whole.length);
        assertThat(NoOperations.length(code(hex + NEXT))).isEqualTo(whole.length);
        for (int length = 0; length < whole.length; length++) {
            assertThat(NoOperations.length(Arrays.copyOf(whole, length)))
                    .as("the first %d bytes of %s", length, hex)
                    .isZero();
        }
    }

    /** int3, push rbp, mov rbp rsp, call, ud2, pause, prefetch, the reserved forms of 0f 1f, endbr32, mov eax ax. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cc",
                "55",
                "48 89 e5",
                "e8 00 00 00 00",
                "0f 0b",
                "f3 90",
                "0f 18 00",
                "0f 1f 08",
                "0f 1f 78 00",
                "f3 0f 1e fb",
                "66 89 c0",
                "66 66 66 66"
            })
    void whatDoesMoreOrIsNotKnownHasNoLength(String hex) {
        assertThat(NoOperations.length(code(hex + "00 00 00 00 00 00 00"))).isZero();
    }

    @Test
    void onlyTheFirstInstructionCounts() {
        assertThat(NoOperations.length(code("90 90 90"))).isEqualTo(1);
        assertThat(NoOperations.length(code("55 90"))).isZero();
    }
}

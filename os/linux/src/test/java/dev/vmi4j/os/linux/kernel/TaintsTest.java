package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaintsTest {
    /** Masks and letters of Documentation/admin-guide/tainted-kernels.rst. */
    @ParameterizedTest
    @CsvSource({"0x0, ''", "0x1, P", "0x2000, E", "0x3000, OE", "0x280, DW", "0x8000, K", "0x8000000000000001, P?"})
    void namesTheBitsThatAreSet(String mask, String letters) {
        assertThat(Taints.letters(Long.parseUnsignedLong(mask.substring(2), 16)))
                .isEqualTo(letters);
    }
}

package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class GuestTextTest {
    @Test
    void endsBeforeTheFirstNul() {
        assertThat(GuestText.terminated(new byte[] {'a', 'b', 0, 'c'})).isEqualTo("ab");
        assertThat(GuestText.terminated(new byte[] {'a', 'b'})).isEqualTo("ab");
        assertThat(GuestText.terminated(new byte[] {0})).isEmpty();
    }

    @Test
    void keepsCharactersOfUtf8() {
        byte[] bytes = "größe 価".getBytes(StandardCharsets.UTF_8);
        assertThat(GuestText.of(bytes, 0, bytes.length)).isEqualTo("größe 価");
    }

    @Test
    void showsBytesThatAreNoUtf8() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0xc3, (byte) 0xa9, (byte) 0xe4, (byte) 0xbe};
        assertThat(GuestText.of(bytes, 0, bytes.length)).isEqualTo("a\\xffé\\xe4\\xbe");
    }
}

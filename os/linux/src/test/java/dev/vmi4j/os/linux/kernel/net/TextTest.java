package dev.vmi4j.os.linux.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sockets and interfaces show as text. */
final class TextTest {
    /** The examples of RFC 5952, chapter 4, and what it says of mapped addresses. */
    @ParameterizedTest
    @CsvSource({
        "7f000001, 127.0.0.1",
        "fffffffe, 255.255.255.254",
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "20010db8000000000000000000020001, 2001:db8::2:1",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "20010000000000010000000000000001, 2001:0:0:1::1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "fe800000000000000000000000000000, fe80::",
        "00000000000000000000ffffc0000280, ::ffff:192.0.2.128",
        "00010000000000000000000000000000, 1::",
    })
    void addresses(String bytes, String text) {
        assertThat(IpText.of(HexFormat.of().parseHex(bytes))).isEqualTo(text);
    }

    /** As {@code net/unix/af_unix.c:unix_seq_show} prints them. */
    @Test
    void namesOfUnixSockets() {
        assertThat(UnixNames.text(bytes("/run/x.sock\0"))).isEqualTo("/run/x.sock");
        assertThat(UnixNames.text(bytes("/no/terminator"))).isEqualTo("/no/terminator");
        assertThat(UnixNames.text(bytes("\0abstract"))).isEqualTo("@abstract");
        assertThat(UnixNames.text(bytes("\0in\0the middle"))).isEqualTo("@in@the middle");
    }

    /** Flags, global flags, link state and whether it is operational, beside what {@code ip link} shows for them. */
    @Test
    void flagsOfInterfaces() {
        assertThat(DeviceNames.flags(0x9, 0, 0x3, true)).containsExactly("UP", "LOOPBACK", "RUNNING", "LOWER_UP");
        assertThat(DeviceNames.flags(0x1003, 0, 0x7, false)).isEqualTo(List.of("UP", "BROADCAST", "MULTICAST"));
        assertThat(DeviceNames.flags(0x82, 0, 0x2, true)).containsExactly("BROADCAST", "NOARP");
        assertThat(DeviceNames.flags(0x103, 0x100, 0x3, true))
                .containsExactly("UP", "BROADCAST", "RUNNING", "PROMISC", "LOWER_UP");
        assertThat(DeviceNames.flags(0x103, 0, 0x13, false)).containsExactly("UP", "BROADCAST", "LOWER_UP", "DORMANT");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

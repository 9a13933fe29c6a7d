package dev.vmi4j.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.lab.MemoryMap.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The texts are what QEMU 7.2 printed for machines that were started for this; the ranges were read off them by hand. */
class MemoryMapTest {

    private static String text(String name) throws IOException {
        try (var stream = Objects.requireNonNull(MemoryMapTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsRamBelowAndAboveThePciHole() throws IOException {
        assertThat(MemoryMap.parse(text("mtree-q35-4G.txt")).ranges())
                .containsExactly(
                        new Range(0, 0xbffff, 0, false),
                        new Range(0x100000, 0x7fff_ffff, 0x100000, false),
                        new Range(0x1_0000_0000L, 0x1_7fff_ffffL, 0x8000_0000L, false));
    }

    @Test
    void readsRamThatDoesNotStartAtZero() throws IOException {
        assertThat(MemoryMap.parse(text("mtree-virt-512M.txt")).ranges())
                .containsExactly(new Range(0x4000_0000, 0x5fff_ffff, 0, false));
    }

    @Test
    void tellsRamThatTheFirmwareLocked() {
        var mtree = """
                FlatView #0
                 AS "memory", root: system
                 AS "cpu-memory-0", root: system
                 Root memory region: system
                  00000000000e8000-00000000000effff (prio 0, ram): ram @00000000000e8000
                  00000000000f0000-00000000000fffff (prio 0, rom): ram @00000000000f0000
                  00000000fffc0000-00000000ffffffff (prio 0, rom): pc.bios

                FlatView #1
                 AS "other", root: ram
                 Root memory region: ram
                  0000000000000000-0000000000ffffff (prio 0, ram): ram

                """;
        assertThat(MemoryMap.parse(mtree).text()).isEqualTo("""
                        # guest-physical first byte, last byte, offset in image.raw
                        0x00000000000e8000 0x00000000000effff 0x00000000000e8000 ram
                        0x00000000000f0000 0x00000000000fffff 0x00000000000f0000 rom
                        """);
    }

    @Test
    void findsNothingInAnotherText() {
        assertThat(MemoryMap.parse("unknown command: 'info mtree'\r\n").ranges())
                .isEmpty();
    }
}

package dev.vmi4j.lab.initrd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;

/** What is written is read by a library that has nothing to do with the writer. */
class CpioWriterTest {

    private record Entry(String name, long mode, String content, long major, long minor) {}

    private static List<Entry> read(byte[] archive) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var cpio = new CpioArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = cpio.getNextEntry(); entry != null; entry = cpio.getNextEntry()) {
                var content = new String(cpio.readAllBytes(), StandardCharsets.UTF_8);
                boolean device = (entry.getMode() & 0170000) == 0020000;
                entries.add(new Entry(
                        entry.getName(),
                        entry.getMode(),
                        content,
                        device ? entry.getRemoteDeviceMaj() : 0,
                        device ? entry.getRemoteDeviceMin() : 0));
            }
        }
        return entries;
    }

    @Test
    void writesEveryKindOfFile() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var cpio = new CpioWriter(bytes)) {
            cpio.folder("bin");
            cpio.file("bin/a", 0755, "x".repeat(5).getBytes(StandardCharsets.UTF_8));
            cpio.link("bin/sh", "busybox");
            cpio.characterDevice("dev/console", 5, 1);
            cpio.file("empty", 0644, new byte[0]);
        }
        assertThat(read(bytes.toByteArray()))
                .containsExactly(
                        new Entry("bin", 0040755, "", 0, 0),
                        new Entry("bin/a", 0100755, "xxxxx", 0, 0),
                        new Entry("bin/sh", 0120777, "busybox", 0, 0),
                        new Entry("dev/console", 0020600, "", 5, 1),
                        new Entry("empty", 0100644, "", 0, 0));
    }

    @Test
    void alignsNamesAndContentsOfEveryLength() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var expected = new ArrayList<Entry>();
        try (var cpio = new CpioWriter(bytes)) {
            for (int length = 1; length < 20; length++) {
                var text = "n".repeat(length);
                cpio.file(text, 0600, text.getBytes(StandardCharsets.UTF_8));
                expected.add(new Entry(text, 0100600, text, 0, 0));
            }
        }
        assertThat(read(bytes.toByteArray())).isEqualTo(expected);
    }
}

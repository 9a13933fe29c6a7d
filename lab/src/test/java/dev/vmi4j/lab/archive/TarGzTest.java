package dev.vmi4j.lab.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzTest {

    private static final byte[] CONTENT = {1, 0, (byte) 0xff, 10};

    @TempDir
    private Path folder;

    private static InputStream archive(TarArchiveEntry entry, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    void unpacksAFile() throws IOException {
        TarGz.unpack(archive(new TarArchiveEntry("./proc/1/stat"), CONTENT), folder);
        assertThat(folder.resolve("proc/1/stat")).hasBinaryContent(CONTENT);
    }

    @Test
    void aLinkBecomesAFileWithItsTarget() throws IOException {
        var link = new TarArchiveEntry("proc/1/fd/3", TarConstants.LF_SYMLINK);
        link.setLinkName("/run/größe (deleted)");
        TarGz.unpack(archive(link, new byte[0]), folder);
        assertThat(folder.resolve("proc/1/fd/3")).isRegularFile().hasContent("/run/größe (deleted)");
    }

    @Test
    void refusesAFileOutsideOfTheFolder() throws IOException {
        var inner = folder.resolve("inner");
        var outside = new TarArchiveEntry("proc/../../outside");
        var absolute = new TarArchiveEntry("/absolute", true);
        assertThatThrownBy(() -> TarGz.unpack(archive(outside, CONTENT), inner)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TarGz.unpack(archive(absolute, CONTENT), inner))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void noticesEveryTruncation() throws IOException {
        var whole = archive(new TarArchiveEntry("a"), CONTENT).readAllBytes();
        for (int length = 0; length < whole.length; length++) {
            var part = new ByteArrayInputStream(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TarGz.unpack(part, folder))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void packsTheSameFilesIntoTheSameArchive() throws IOException {
        var from = Files.createDirectories(folder.resolve("from"));
        Files.write(Files.createDirectories(from.resolve("truth/x".repeat(40))).resolve("a b"), CONTENT);
        Files.writeString(from.resolve("console.log"), "hello");
        Files.writeString(from.resolve("left out"), "");
        TarGz.pack(from, List.of("console.log", "truth"), folder.resolve("one"));
        TarGz.pack(from, List.of("console.log", "truth"), folder.resolve("two"));
        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
        TarGz.unpack(Files.newInputStream(folder.resolve("one")), folder.resolve("to"));
        assertThat(folder.resolve("to").resolve("truth/x".repeat(40)).resolve("a b"))
                .hasBinaryContent(CONTENT);
        assertThat(folder.resolve("to/console.log")).hasContent("hello");
        assertThat(folder.resolve("to/left out")).doesNotExist();
    }
}

package dev.vmi4j.symbols.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmi4j.symbols.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class SymbolFileTest {
    private static final String ISF = "{\"user_types\": {\"a\": {\"size\": 4, \"kind\": \"struct\", \"fields\": {}}}}";

    @TempDir
    private Path folder;

    @Test
    void opensAVmlinux() throws IOException {
        Path file = folder.resolve("anything");
        try (InputStream in = SymbolFileTest.class.getResourceAsStream("/dev/vmi4j/symbols/dwarf/types-32-dwarf5")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        SymbolFile opened = SymbolFile.open(file);
        assertThat(opened.kind()).isEqualTo("ELF with DWARF");
        assertThat(opened.buildId()).contains("0123456789abcdef0123456789abcdef01234567");
        assertThat(opened.banner()).contains("Linux version 9.9.9-test (nobody@nowhere) #1");
        assertThat(opened.types().orElseThrow().struct("everything")).isPresent();
        assertThat(opened.symbols().orElseThrow().find("_stext").map(Symbol::type))
                .contains('T');
    }

    @Test
    void opensAnIsfHoweverItIsPacked() throws IOException {
        byte[] text = ISF.getBytes(StandardCharsets.UTF_8);
        Path plain = folder.resolve("plain");
        Path gzip = folder.resolve("gzip");
        Path xz = folder.resolve("xz");
        Files.write(plain, text);
        try (var out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(text);
        }
        try (var out = new XZOutputStream(Files.newOutputStream(xz), new LZMA2Options())) {
            out.write(text);
        }
        for (Path file : new Path[] {plain, gzip, xz}) {
            SymbolFile opened = SymbolFile.open(file);
            assertThat(opened.kind()).isEqualTo("ISF");
            assertThat(opened.types().orElseThrow().struct("a")).isPresent();
        }
    }

    @Test
    void opensASystemMap() throws IOException {
        Path file = Files.writeString(
                folder.resolve("map"), "c1000000 T _stext\nc1000010 t helper\nc2000000 D init_task\n");
        SymbolFile opened = SymbolFile.open(file);
        assertThat(opened.kind()).isEqualTo("System.map");
        assertThat(opened.symbols().orElseThrow().symbols())
                .containsExactly(
                        new Symbol("_stext", 0xc100_0000L, 'T'),
                        new Symbol("helper", 0xc100_0010L, 't'),
                        new Symbol("init_task", 0xc200_0000L, 'D'));
        assertThat(opened.types()).isEmpty();
    }

    @Test
    void saysWhatAFileIsNot() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello\n");
        Path map = Files.writeString(folder.resolve("map"), "c1000000 T _stext\nno line of a map\n");
        Path nothing = Files.write(folder.resolve("nothing"), new byte[0]);
        assertThatExceptionOfType(SymbolFileException.class)
                .isThrownBy(() -> SymbolFile.open(text))
                .withMessageContaining("none of")
                .withMessageContaining(text.toString());
        assertThatExceptionOfType(SymbolFileException.class)
                .isThrownBy(() -> SymbolFile.open(map))
                .withMessageContaining("ADDRESS LETTER NAME")
                .satisfies(error -> assertThat(error.file()).isEqualTo(map));
        assertThatExceptionOfType(SymbolFileException.class).isThrownBy(() -> SymbolFile.open(nothing));
        assertThatExceptionOfType(SymbolFileException.class)
                .isThrownBy(() -> SymbolFile.open(folder.resolve("missing")))
                .withMessageContaining("cannot be read");
    }
}

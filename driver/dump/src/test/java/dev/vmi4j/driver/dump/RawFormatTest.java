package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PageState;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawFormatTest {
    private static final byte[] CONTENT = Images.content(1, 0x4000);

    @TempDir
    Path folder;

    @Test
    void theWholeFileIsMemoryFromZero() {
        try (MemoryImage image = MemoryImage.open(write(CONTENT))) {
            assertThat(image.memory().ranges()).containsExactly(new MemoryRange(0, 0x4000));
            assertThat(image.memory().readBytes(0, 0x4000)).isEqualTo(CONTENT);
            assertThat(image.memory().state(0x4000)).isEqualTo(PageState.ABSENT);
            assertThat(image.capability(ReadsRegisters.class)).isEmpty();
            assertThat(image).hasToString("raw image guest.raw");
            assertThat(image.info().pages()).isEqualTo(new PageCounts(12, 4, 0));
            assertThat(image.info().fileSize()).isEqualTo(0x4000);
            assertThat(image.info().elfMachine()).isEmpty();
        }
    }

    @Test
    void aBaseAddressMovesIt() {
        ImageOptions options = ImageOptions.DEFAULT.withBaseAddress(new Pa(0x4000_0000));
        try (MemoryImage image = MemoryImage.open(write(CONTENT), options)) {
            assertThat(image.memory().readBytes(0x4000_0000, 0x4000)).isEqualTo(CONTENT);
            assertThat(image.memory().state(0)).isEqualTo(PageState.ABSENT);
        }
    }

    @Test
    void aMapPutsMemoryBehindTheHole() {
        MemoryMap map = MemoryMap.parse("0 0x1fff 0\n0x100000000 0x100001fff 0x2000");
        try (MemoryImage image = MemoryImage.open(write(CONTENT), ImageOptions.DEFAULT.withMemoryMap(map))) {
            assertThat(image.memory().readBytes(0, 0x2000)).isEqualTo(Arrays.copyOf(CONTENT, 0x2000));
            assertThat(image.memory().readBytes(0x1_0000_0000L, 0x2000))
                    .isEqualTo(Arrays.copyOfRange(CONTENT, 0x2000, 0x4000));
            assertThat(image.memory().state(0x2000)).isEqualTo(PageState.ABSENT);
        }
    }

    @Test
    void whatTheMapHasAndTheFileLacksIsExcluded() {
        MemoryMap map = MemoryMap.parse("0 0x1fff 0\n0x10000 0x1ffff 0x2000");
        try (MemoryImage image = MemoryImage.open(write(CONTENT), ImageOptions.DEFAULT.withMemoryMap(map))) {
            assertThat(image.info().truncated()).isTrue();
            assertThat(image.memory().state(0x11fff)).isEqualTo(PageState.PRESENT);
            assertThat(image.memory().state(0x12000)).isEqualTo(PageState.EXCLUDED);
        }
    }

    @Test
    void aMapOutsideTheFileIsRefused() {
        MemoryMap map = MemoryMap.parse("0 0x1fff 0x100000");
        assertThatThrownBy(() -> MemoryImage.open(write(CONTENT), ImageOptions.DEFAULT.withMemoryMap(map)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("ends before the first range of its memory map");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory-map.txt", "guest.raw.memory-map.txt"})
    void aMapBesideTheImageIsUsed(String name) {
        Images.write(folder, name, "0x8000 0xbfff 0".getBytes(StandardCharsets.US_ASCII));
        try (MemoryImage image = MemoryImage.open(write(CONTENT))) {
            assertThat(image.memory().ranges()).containsExactly(new MemoryRange(0x8000, 0x4000));
            assertThat(image.info().remarks()).singleElement().asString().contains(name);
        }
    }

    @Test
    void aMapBesideTheImageThatIsNoneIsNamed() {
        Images.write(folder, "memory-map.txt", "here be dragons".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> MemoryImage.open(write(CONTENT)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("memory-map.txt: is no memory map: line 1: ");
    }

    @Test
    void anOddSizeIsRemarked() {
        try (MemoryImage image = MemoryImage.open(write(Arrays.copyOf(CONTENT, 0x3801)))) {
            assertThat(image.info().truncated()).isTrue();
            assertThat(image.memory().readByte(0x3800)).isEqualTo(CONTENT[0x3800]);
            assertThat(image.memory().readable(0x3000, 0x1000)).isEqualTo(0x801);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAGEDU64",
                "PAGEDUMP",
                "MDMP",
                "HIBR",
                "EMiL",
                "QEVM",
                "QFI\u00fb",
                "PK\3\4",
                "BZh9",
                "MZ",
                "\4\"M\30",
                "LibvirtQemudSave",
                "DISKDUMP",
                "7z\u00bc\u00af"
            })
    void filesOfOtherKindsAreNamed(String magic) {
        byte[] content = CONTENT.clone();
        byte[] start = magic.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, content, 0, start.length);
        assertThatThrownBy(() -> MemoryImage.open(write(content)))
                .isInstanceOf(ImageException.class)
                .hasMessageMatching(".*guest.raw: is .*");
        try (MemoryImage asked = MemoryImage.open(write(content), ImageOptions.DEFAULT.withFormat("raw"))) {
            assertThat(asked.info().format()).isEqualTo("raw");
        }
    }

    @Test
    void textAndArchivesAreNoMemory() {
        byte[] text = "All work and no play\r\n".repeat(300).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> MemoryImage.open(write(text))).hasMessageContaining("is a text file");
        byte[] tar = CONTENT.clone();
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertThatThrownBy(() -> MemoryImage.open(write(tar))).hasMessageContaining("is a tar archive");
    }

    @Test
    void whatCannotBeReadIsOneSentence() {
        assertThatThrownBy(() -> MemoryImage.open(folder.resolve("nothing")))
                .isInstanceOf(ImageException.class)
                .hasMessageEndingWith("nothing: there is no such file");
        assertThatThrownBy(() -> MemoryImage.open(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> MemoryImage.open(write(new byte[0]))).hasMessageContaining("is empty");
        assertThatThrownBy(() -> MemoryImage.open(write(new byte[100]))).hasMessageContaining("is too short");
        assertThatThrownBy(() -> MemoryImage.open(write(CONTENT), ImageOptions.DEFAULT.withFormat("tape")))
                .hasMessageContaining("there is no image format tape; known are elf, kdump, raw");
    }

    @Test
    void nothingCanBeReadAfterItWasClosedOrWritten() {
        MemoryImage image = MemoryImage.open(write(CONTENT));
        MemorySegment page = image.memory().slice(0);
        assertThat(page.isReadOnly()).isTrue();
        image.close();
        assertThatThrownBy(() -> image.memory().readByte(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErrorKnowsWhereItIs() {
        ImageException error = new ImageException(Path.of("a"), 16, "is wrong");
        assertThat(error).hasMessage("a at offset 0x10: is wrong");
        assertThat(error.offset()).hasValue(16);
        assertThat(error.path()).isEqualTo(Path.of("a"));
        assertThat(new ImageException(Path.of("a"), "is wrong").offset()).isEmpty();
    }

    private Path write(byte[] content) {
        return Images.write(folder, "guest.raw", content);
    }
}

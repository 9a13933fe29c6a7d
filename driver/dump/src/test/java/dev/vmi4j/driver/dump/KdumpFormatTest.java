package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.memory.PageState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KdumpFormatTest {
    private static final int FAR = 40_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "true, 4096, true, false",
        "true, 4096, false, true",
        "true, 16384, true, true",
        "true, 65536, true, false",
        "false, 4096, true, false",
        "false, 4096, false, true"
    })
    void readsWhatWasWritten(boolean wide, int blockSize, boolean compress, boolean flattened) {
        KdumpWriter writer = guest(wide, blockSize);
        byte[] file = (compress ? writer : writer.plain()).write();
        try (MemoryImage image = open(flattened ? KdumpWriter.flattened(file, 3000, true) : file)) {
            assertThat(image.memory().ranges())
                    .containsExactly(
                            new MemoryRange(0, 4L * blockSize), new MemoryRange((long) FAR * blockSize, blockSize));
            for (int page : new int[] {0, 1, 3, FAR}) {
                assertThat(image.memory().readBytes((long) page * blockSize, blockSize))
                        .as("page %d", page)
                        .isEqualTo(Images.content(page, blockSize));
            }
            assertThat(image.memory().state(2L * blockSize)).isEqualTo(PageState.EXCLUDED);
            assertThat(image.memory().state(4L * blockSize)).isEqualTo(PageState.ABSENT);
            assertThat(image.memory().state(1L << 50)).isEqualTo(PageState.ABSENT);
            assertThat(image.info().pages()).isEqualTo(new PageCounts(Integer.numberOfTrailingZeros(blockSize), 4, 1));
            assertThat(image.info().codecs()).isEqualTo(compress ? List.of("zlib") : List.of());
            assertThat(image.info().truncated()).isFalse();
            assertThat(image.info().elfMachine()).hasValue(62);
            assertThat(image.info().format())
                    .isEqualTo(flattened ? "kdump-compressed (version 6, flattened)" : "kdump-compressed (version 6)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void readsEveryVersionOfTheHeader(int version) {
        byte[] file = guest(true, 4096)
                .version(version)
                .vmcoreInfo("OSRELEASE=5.10\n".getBytes(StandardCharsets.US_ASCII))
                .notes(Bytes.note("CORE", 1, new byte[392]))
                .machine("Unknown")
                .write();
        try (MemoryImage image = open(file)) {
            assertThat(image.memory().readBytes(0, 4096)).isEqualTo(Images.content(0, 4096));
            assertThat(image.info().vmcoreInfo().isPresent()).isEqualTo(version >= 3);
            assertThat(image.info().vcpus()).isEqualTo(version >= 4 ? 1 : 0);
            assertThat(image.info().elfMachine().orElse(0)).isEqualTo(version >= 4 ? 183 : 0);
        }
    }

    @Test
    void readsTheNotesOfQemu() {
        byte[] notes = new Bytes()
                .append(Bytes.note("CORE", 1, new byte[336]))
                .append(Bytes.note("QEMU", 0, new byte[440]))
                .append(Bytes.note("VMCOREINFO", 0, "OSRELEASE=6.1\n".getBytes(StandardCharsets.US_ASCII)))
                .toArray();
        try (MemoryImage image = open(guest(true, 4096).notes(notes).write())) {
            assertThat(image.info().vcpus()).isEqualTo(1);
            assertThat(image.info().vmcoreInfo()).contains("OSRELEASE=6.1\n");
            assertThat(image.capability(ReadsRegisters.class)).isEmpty();
        }
    }

    @Test
    void aPageThatDoesNotInflateIsDamaged() {
        byte[] file = guest(true, 4096).write();
        int descriptors = 2 * 4096 + 2 * (FAR / 8 / 4096 + 1) * 4096;
        file[descriptors + 4 * 24 + 10] ^= 0x55;
        try (MemoryImage image = open(file)) {
            assertDamaged(image, 0);
            assertThat(image.memory().readBytes(4096, 4096)).isEqualTo(Images.content(1, 4096));
        }
    }

    @ParameterizedTest
    @CsvSource({"8, -1", "8, 0", "8, 5000", "8, 20", "0, 70000000"})
    void aDescriptorThatCannotBeIsADamagedPage(int at, int value) {
        byte[] file = guest(true, 4096).write();
        int descriptors = 2 * 4096 + 2 * (FAR / 8 / 4096 + 1) * 4096;
        byte[] changed =
                new Bytes().append(file).u32(descriptors + 24 + at, value).toArray();
        try (MemoryImage image = open(changed)) {
            assertThatThrownBy(() -> image.memory().readByte(4096)).isInstanceOf(MissingMemoryException.class);
            assertThat(image.memory().readBytes(0, 4096)).isEqualTo(Images.content(0, 4096));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, lzo", "4, snappy", "32, zstd"})
    void saysWhichCompressionItDoesNotDecode(int flag, String codec) {
        try (MemoryImage image = open(guest(true, 4096).flags(1, flag).write())) {
            assertThat(image.info().codecs()).contains(codec);
            assertThatThrownBy(() -> image.memory().readByte(4096))
                    .isInstanceOfSatisfying(UnsupportedCodecException.class, error -> {
                        assertThat(error.codec()).isEqualTo(codec);
                        assertThat(error.pa().value()).isEqualTo(4096);
                    })
                    .hasMessageContaining("is compressed with " + codec + ", which this build does not decode");
        }
    }

    @Test
    void aPageWithSeveralCompressionsIsDamaged() {
        try (MemoryImage image = open(guest(true, 4096).flags(0, 3).write())) {
            assertDamaged(image, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatEndsEarlyGivesWhatItHas(boolean flattened) {
        byte[] file = guest(true, 4096).write();
        byte[] cut =
                flattened ? forwards(Arrays.copyOf(file, file.length - 100)) : Arrays.copyOf(file, file.length - 100);
        try (MemoryImage image = open(cut)) {
            assertThat(image.info().truncated()).isTrue();
            assertThat(image.memory().readBytes(0, 4096)).isEqualTo(Images.content(0, 4096));
            assertThat(image.memory().state((long) FAR * 4096)).isEqualTo(PageState.EXCLUDED);
            assertThatThrownBy(() -> image.memory().readByte((long) FAR * 4096))
                    .hasMessageContaining("was left out of the image");
        }
    }

    /** A flattened file of one block, without an end mark. */
    private static byte[] forwards(byte[] file) {
        return KdumpWriter.flattened(file, file.length, false);
    }

    @Test
    void aCacheOfAnySizeGivesTheSame() {
        Path path = Images.write(folder, "guest.kdump", guest(true, 4096).write());
        try (MemoryImage image = MemoryImage.open(path, ImageOptions.DEFAULT.withCacheBytes(0))) {
            assertThat(image.memory().cache().orElseThrow().capacity()).isZero();
            assertThat(image.memory().readBytes(0, 0x2000)).hasSize(0x2000);
        }
    }

    @Test
    void manyVirtualThreadsReadAtOnce() throws Exception {
        KdumpWriter writer = new KdumpWriter(true, 4096);
        IntStream.range(0, 64).forEach(page -> writer.page(page, Images.content(page, 4096)));
        Path path = Images.write(folder, "guest.kdump", writer.write());
        try (MemoryImage image = MemoryImage.open(path, ImageOptions.DEFAULT.withCacheBytes(8 * 4096));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> reads = IntStream.range(0, 640)
                    .mapToObj(i -> threads.submit(() -> image.memory().readBytes(i % 64 * 4096L, 4096)))
                    .toList();
            for (int i = 0; i < reads.size(); i++) {
                assertThat(reads.get(i).get()).isEqualTo(Images.content(i % 64, 4096));
            }
        }
    }

    @Test
    void refusesWhatItCannotRead() {
        assertRefused(guest(true, 4096).split().write(), "is one part of a split dump");
        assertRefused(guest(true, 4096).version(7).write(), "has a kdump header of version 7");
        assertRefused(guest(true, 2048).write(), "has a kdump header that makes no sense");
        assertRefused(Arrays.copyOf(guest(true, 4096).write(), 300), "ends within its header");
        assertRefused(Arrays.copyOf(guest(true, 4096).write(), 4100), "ends within its second header");
        assertRefused(Arrays.copyOf(guest(true, 4096).write(), 3 * 4096), "the file ends within the bitmap");
        byte[] elf = new ElfWriter(true).load(0, new byte[4096]).write();
        assertRefused(KdumpWriter.flattened(elf, 4096, true), "rearrange it: makedumpfile -R");
        byte[] lie = KdumpWriter.flattened(guest(true, 4096).write(), 4096, true);
        lie[4096] = (byte) 0xff;
        assertRefused(lie, "has no possible place");
    }

    @Test
    void saysWhenItsHeaderLies() {
        byte[] file = guest(true, 4096).write();
        byte[] changed = new Bytes()
                .append(file)
                .u64(4096 + 96, 1L << 60)
                .u64(4096 + 48, 1L << 60)
                .u64(4096 + 56, 100)
                .toArray();
        try (MemoryImage image = open(changed)) {
            assertThat(image.info().remarks())
                    .anyMatch(remark -> remark.contains("its bitmap has room for"))
                    .contains("its notes lie outside the file");
            assertThat(image.memory().readBytes(0, 4096)).isEqualTo(Images.content(0, 4096));
        }
    }

    private static void assertDamaged(MemoryImage image, long pa) {
        assertThatThrownBy(() -> image.memory().readByte(pa))
                .isInstanceOfSatisfying(
                        MissingMemoryException.class,
                        error -> assertThat(error.state()).isEqualTo(PageState.DAMAGED));
    }

    private void assertRefused(byte[] file, String sentence) {
        assertThatThrownBy(() -> open(file).close())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(sentence);
    }

    /** Pages 0, 1, 3 and a far one; page 2 is left out. */
    private static KdumpWriter guest(boolean wide, int blockSize) {
        KdumpWriter writer = new KdumpWriter(wide, blockSize).exclude(2);
        for (int page : new int[] {0, 1, 3, FAR}) {
            writer.page(page, Images.content(page, blockSize));
        }
        return writer;
    }

    private MemoryImage open(byte[] content) {
        return MemoryImage.open(Images.write(folder, "guest.kdump", content));
    }
}

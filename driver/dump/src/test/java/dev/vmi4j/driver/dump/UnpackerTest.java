package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnpackerTest {
    private static final byte[] CONTENT = content();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void unpacksOnceAndReadsAsTheOriginal(Compression compression) throws IOException {
        Path packed = write(pack(compression, CONTENT));
        List<Long> heard = new ArrayList<>();
        ImageOptions options = options().withProgress((job, done, total) -> {
            assertThat(job).isEqualTo("unpacking guest.raw.gz");
            assertThat(done).isBetween(0L, total);
            heard.add(done);
        });
        try (MemoryImage image = MemoryImage.open(packed, options)) {
            assertThat(image.memory().readBytes(0, CONTENT.length)).isEqualTo(CONTENT);
            assertThat(image.info().path()).isEqualTo(packed);
        }
        assertThat(heard).isSorted().endsWith(Files.size(packed));
        heard.clear();
        MemoryImage.open(packed, options).close();
        assertThat(heard).isEmpty();
        assertThat(cached()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void unpacksFilesOfSeveralParts(Compression compression) throws IOException {
        byte[] first = pack(compression, Arrays.copyOf(CONTENT, 500_000));
        byte[] second = pack(compression, Arrays.copyOfRange(CONTENT, 500_000, CONTENT.length));
        Path packed = write(new Bytes().append(first).append(second).toArray());
        try (MemoryImage image = MemoryImage.open(packed, options())) {
            assertThat(image.memory().readBytes(0, CONTENT.length)).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileIsOneSentenceAndLeavesNothing(Compression compression) throws IOException {
        byte[] packed = pack(compression, CONTENT);
        byte[] flipped = packed.clone();
        flipped[packed.length / 2] ^= 0x10;
        for (byte[] damaged : List.of(flipped, Arrays.copyOf(packed, packed.length / 2), Arrays.copyOf(packed, 6))) {
            assertThatThrownBy(() -> MemoryImage.open(write(damaged), options()))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("guest.raw.gz: cannot be unpacked (");
            assertThat(cached()).isEmpty();
        }
    }

    @Test
    void aZstdFileWithALargeWindowIsUnpackedInOneGo() throws IOException {
        byte[] content = new byte[9 << 20];
        System.arraycopy(CONTENT, 0, content, 0, CONTENT.length);
        ZstdJavaCompressor compressor = new ZstdJavaCompressor();
        byte[] packed = new byte[compressor.maxCompressedLength(content.length)];
        int size = compressor.compress(content, 0, content.length, packed, 0, packed.length);
        byte[] large = withLargeWindow(Arrays.copyOf(packed, size), content.length);
        Path part = folder.resolve("part");
        assertThat(ZstdWhole.unpack(write(large), part)).isTrue();
        assertThat(Files.readAllBytes(part)).isEqualTo(content);
        assertThat(ZstdWhole.unpack(write(Arrays.copyOf(large, large.length / 2)), part))
                .isFalse();
        try (MemoryImage image = MemoryImage.open(write(large), options())) {
            assertThat(image.memory().readBytes(0, content.length)).isEqualTo(content);
        }
    }

    /** The same frame with a header of its own: one segment, content size in 4 bytes. */
    private static byte[] withLargeWindow(byte[] packed, int content) {
        int descriptor = packed[4] & 0xff;
        boolean single = (descriptor & 0x20) != 0;
        int header = 5 + (single ? 0 : 1) + new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >>> 6];
        return new Bytes()
                .u32(0, 0xfd2fb528L)
                .u8(4, 0xa0 | descriptor & 4)
                .u32(5, content)
                .append(Arrays.copyOfRange(packed, header, packed.length))
                .toArray();
    }

    @Test
    void readsTheHeaderOfAFrame() {
        assertThat(frame(0x00, 0x59)).contains(new ZstdFrame((2 << 20) + (2 << 20) / 8, -1));
        assertThat(frame(0x20, 0x05)).contains(new ZstdFrame(5, 5));
        assertThat(frame(0x40, 0x00, 0x01, 0x01)).contains(new ZstdFrame(1024, 0x101 + 256));
        assertThat(frame(0xc3, 0x08, 9, 9, 9, 9, 0, 0, 0, 0, 1)).contains(new ZstdFrame(2048, 1L << 32));
        assertThat(ZstdFrame.first(MemorySegment.ofArray(new byte[10]))).isEmpty();
    }

    private static Optional<ZstdFrame> frame(int... header) {
        byte[] bytes = new byte[40];
        for (int i = 0; i < header.length; i++) {
            bytes[4 + i] = (byte) header[i];
        }
        return ZstdFrame.first(MemorySegment.ofArray(bytes));
    }

    @Test
    void aChangedFileIsUnpackedAgainAndItsOldContentRemoved() throws IOException {
        Path packed = write(pack(Compression.GZIP, CONTENT));
        MemoryImage.open(packed, options()).close();
        byte[] other = CONTENT.clone();
        other[1] = 77;
        write(pack(Compression.GZIP, other));
        Files.setLastModifiedTime(packed, FileTime.fromMillis(1_000_000));
        try (MemoryImage image = MemoryImage.open(packed, options())) {
            assertThat(image.memory().readByte(1)).isEqualTo((byte) 77);
        }
        assertThat(cached()).hasSize(1);
    }

    @Test
    void whatAProcessLeftThatIsGoneIsRemoved() throws IOException {
        Path packed = write(pack(Compression.GZIP, CONTENT));
        UnpackCache cache = UnpackCache.of(options());
        Path content = cache.contentOf(packed);
        Path dead = Files.createFile(content.resolveSibling(content.getFileName() + ".999999999999.1.part"));
        Path alive = Files.createFile(cache.partOf(content));
        cache.removeLeftovers(content);
        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
    }

    @Test
    void anInterruptionLeavesNothing() throws IOException {
        Path packed = write(pack(Compression.GZIP, CONTENT));
        ImageOptions options =
                options().withProgress((_, _, _) -> Thread.currentThread().interrupt());
        try {
            assertThatThrownBy(() -> MemoryImage.open(packed, options)).isInstanceOf(ImageException.class);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(cached()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() {
        ImageOptions options =
                ImageOptions.DEFAULT.withUnpackFolder(write(new byte[] {1}).resolve("below"));
        Path packed = Images.write(folder, "other.gz", pack(Compression.GZIP, CONTENT));
        assertThatThrownBy(() -> MemoryImage.open(packed, options)).isInstanceOf(ImageException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 4097, 300_000, 1 << 20})
    void zerosAtTheEndCount(int size) throws IOException {
        Path path = folder.resolve("sparse");
        try (SparseWriter writer = SparseWriter.create(path)) {
            writer.write(new byte[size], size);
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(new byte[size]);
    }

    private ImageOptions options() {
        return ImageOptions.DEFAULT.withUnpackFolder(folder.resolve("cache"));
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.toList();
        }
    }

    private Path write(byte[] content) {
        return Images.write(folder, "guest.raw.gz", content);
    }

    private static byte[] content() {
        byte[] content = new byte[1_000_000];
        System.arraycopy(Images.content(1, 300_000), 0, content, 0, 300_000);
        System.arraycopy(Images.content(2, 100_000), 0, content, 700_000, 100_000);
        return content;
    }

    private static byte[] pack(Compression compression, byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer(compression, packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static OutputStream packer(Compression compression, OutputStream out) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case ZSTD -> new ZstdOutputStream(out);
        };
    }
}

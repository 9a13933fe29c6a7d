package dev.vmi4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link GuestMemory} does: extended by a test of each implementation and variant. */
public abstract class GuestMemoryContract {
    private static final long SEED = 20_261_124;

    private MemoryFixture fixture = new NoFixture();
    private byte[] content = {};

    /** For the tests that extend it. */
    protected GuestMemoryContract() {}

    /**
     * A fresh memory.
     *
     * @return its fixture
     */
    protected abstract MemoryFixture fixture();

    /** Fills the memory with random bytes. */
    @BeforeEach
    protected void fill() {
        fixture = fixture();
        content = new byte[fixture.size()];
        new Random(SEED).nextBytes(content);
        fixture.put(0, content);
    }

    @Test
    void integersOfEverySizeAtEveryOffsetAroundBorders() {
        for (int border = 0; border <= content.length; border += fixture.unit()) {
            for (int offset = Math.max(0, border - 9); offset < Math.min(content.length - 8, border + 9); offset++) {
                checkIntegers(offset);
            }
        }
        checkIntegers(content.length - 8);
    }

    @Test
    void integersAtRandomOffsets() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            checkIntegers(random.nextInt(content.length - 7));
        }
    }

    @Test
    void integersOfOtherSizesAreRefused() {
        for (int size : new int[] {-1, 0, 3, 5, 6, 7, 9, 16}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory().readUnsigned(fixture.start(), size))
                    .withMessageContaining(Integer.toString(size));
        }
    }

    @Test
    void integersAcrossEitherEndFail() {
        for (int i = 1; i < 8; i++) {
            long beforeStart = fixture.start() - i;
            long acrossEnd = end() - 8 + i;
            assertFails(() -> memory().readLong(beforeStart));
            assertFails(() -> memory().readLong(acrossEnd));
            assertFails(() -> memory().readByte(beforeStart));
        }
        assertFails(() -> memory().readInt(end() - 3));
        assertFails(() -> memory().readShort(end() - 1));
        assertFails(() -> memory().readByte(end()));
    }

    @Test
    void bytesAcrossAnyBorders() {
        Random random = new Random(SEED);
        assertThat(memory().readBytes(fixture.start(), content.length)).isEqualTo(content);
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(content.length);
            int length = random.nextInt(content.length - from + 1);
            assertThat(memory().readBytes(fixture.start() + from, length))
                    .as("%d bytes at offset %d", length, from)
                    .isEqualTo(slice(from, length));
        }
    }

    @Test
    void bytesIntoAPartOfASegmentLeaveTheRest() {
        byte[] destination = new byte[fixture.unit() + 30];
        memory().read(fixture.start() + 5, MemorySegment.ofArray(destination), 10, fixture.unit() + 7);
        byte[] expected = new byte[destination.length];
        System.arraycopy(content, 5, expected, 10, fixture.unit() + 7);
        assertThat(destination).isEqualTo(expected);
    }

    @Test
    void bytesPastTheEndFailAndKeepWhatWasRead() {
        byte[] destination = new byte[fixture.unit() + 64];
        long from = end() - fixture.unit() - 32;
        assertFails(() -> memory().read(from, MemorySegment.ofArray(destination)));
        assertThat(Arrays.copyOf(destination, fixture.unit() + 32))
                .isEqualTo(slice(content.length - fixture.unit() - 32, fixture.unit() + 32));
        assertThat(Arrays.copyOfRange(destination, fixture.unit() + 32, destination.length))
                .containsOnly(0);
    }

    @Test
    void nothingIsReadFromAnywhere() {
        assertThat(memory().readBytes(fixture.start() - 1, 0)).isEmpty();
        assertThat(memory().readBytes(end(), 0)).isEmpty();
        assertThat(memory().readable(end(), 0)).isZero();
        assertThat(memory().readUtf8(end(), 0)).isEmpty();
        assertThat(memory().readUtf16(end(), 1)).isEmpty();
    }

    @Test
    void readableCountsToTheLimitOrTheEnd() {
        assertThat(memory().readable(fixture.start(), Long.MAX_VALUE)).isEqualTo(content.length);
        assertThat(memory().readable(fixture.start() - 1, 100)).isZero();
        assertThat(memory().readable(end(), 100)).isZero();
        for (int offset = 0; offset < content.length; offset += fixture.unit() / 2 + 1) {
            for (int limit : new int[] {1, 7, fixture.unit() - 1, fixture.unit(), fixture.unit() + 1}) {
                assertThat(memory().readable(fixture.start() + offset, limit))
                        .isEqualTo(Math.min(limit, content.length - offset));
            }
        }
    }

    @Test
    void contiguousPiecesCoverTheMemory() {
        long offset = 0;
        int pieces = 0;
        while (offset < content.length) {
            long piece = memory().contiguous(fixture.start() + offset);
            assertThat(piece).isPositive();
            int within = (int) Math.min(piece, content.length - offset);
            assertThat(memory().readBytes(fixture.start() + offset, within)).isEqualTo(slice((int) offset, within));
            offset += piece;
            pieces++;
        }
        assertThat(pieces).isLessThanOrEqualTo(content.length / 512);
        assertThat(memory().contiguous(end())).isPositive();
    }

    @Test
    void terminatedUtf8EndsAtANulAnywhereAroundBorders() {
        byte[] text = letters(3 * fixture.unit());
        for (int nul = fixture.unit() - 70; nul <= 2 * fixture.unit() + 3; nul = near(nul) ? nul + 1 : nul + 61) {
            byte[] bytes = text.clone();
            bytes[nul] = 0;
            fixture.put(0, bytes);
            assertThat(memory().readUtf8(fixture.start(), text.length))
                    .as("NUL at %d", nul)
                    .isEqualTo(new String(bytes, 0, nul, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void terminatedUtf8BeforeTheEndNeverTouchesWhatFollows() {
        for (int length = 0; length < 130; length++) {
            byte[] bytes = letters(length + 1);
            bytes[length] = 0;
            fixture.put(content.length - bytes.length, bytes);
            assertThat(memory().readUtf8(end() - bytes.length, 1 << 20))
                    .isEqualTo(new String(bytes, 0, length, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aLimitAtTheEndIsEnough() {
        for (int length = 1; length < 130; length++) {
            byte[] bytes = letters(length);
            fixture.put(content.length - length, bytes);
            long from = end() - length;
            String expected = new String(bytes, StandardCharsets.US_ASCII);
            assertThat(memory().readUtf8(from, length)).isEqualTo(expected);
            assertThat(memory().readUtf8Counted(from, length)).isEqualTo(expected);
            int tooMuch = length + 1;
            assertFails(() -> memory().readUtf8(from, tooMuch));
            assertFails(() -> memory().readUtf8Counted(from, tooMuch));
        }
    }

    @Test
    void limitsCutTextShort() {
        fixture.put(0, letters(fixture.unit() * 2));
        for (int limit : new int[] {1, 63, 64, 65, 128, fixture.unit(), fixture.unit() + 1}) {
            assertThat(memory().readUtf8(fixture.start(), limit)).hasSize(limit);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> memory().readUtf8(fixture.start(), -1));
    }

    @Test
    void malformedUtf8BecomesReplacementCharacters() {
        fixture.put(0, (byte) 'a', (byte) 0xff, (byte) 0xc3, (byte) 'b', (byte) 0xe2, (byte) 0x82, (byte) 0);
        assertThat(memory().readUtf8(fixture.start(), 100)).isEqualTo("a\ufffd\ufffdb\ufffd");
        assertThat(memory().readUtf8Counted(fixture.start(), 7)).isEqualTo("a\ufffd\ufffdb\ufffd\0");
    }

    @Test
    void charactersOfManyBytesAcrossABorder() {
        byte[] euro = {(byte) 0xe2, (byte) 0x82, (byte) 0xac, 0};
        for (int before = 0; before <= 4; before++) {
            fixture.put(fixture.unit() - before, euro);
            assertThat(memory().readUtf8(fixture.start() + fixture.unit() - before, 10))
                    .isEqualTo("\u20ac");
        }
    }

    @Test
    void terminatedUtf16EndsAtANulUnitAnywhereAroundBorders() {
        for (int start : new int[] {0, 1}) {
            for (int units = fixture.unit() / 2 - 35; units <= fixture.unit() / 2 + 3; units++) {
                byte[] bytes = wide(units + 1);
                bytes[2 * units] = 0;
                bytes[2 * units + 1] = 0;
                fixture.put(start, bytes);
                assertThat(memory().readUtf16(fixture.start() + start, 2 * fixture.unit()))
                        .as("%d units at offset %d", units, start)
                        .isEqualTo(new String(bytes, 0, 2 * units, StandardCharsets.UTF_16LE));
            }
        }
    }

    @Test
    void utf16AtTheEnd() {
        byte[] bytes = wide(20);
        fixture.put(content.length - 40, bytes);
        String expected = new String(bytes, StandardCharsets.UTF_16LE);
        assertThat(memory().readUtf16(end() - 40, 40)).isEqualTo(expected);
        assertThat(memory().readUtf16(end() - 40, 41)).isEqualTo(expected);
        assertThat(memory().readUtf16Counted(end() - 40, 41)).isEqualTo(expected);
        assertFails(() -> memory().readUtf16(end() - 40, 42));
        bytes[38] = 0;
        bytes[39] = 0;
        fixture.put(content.length - 40, bytes);
        assertThat(memory().readUtf16(end() - 40, 1 << 20)).isEqualTo(expected.substring(0, 19));
    }

    @Test
    void aZeroByteAcrossTwoUtf16UnitsDoesNotEndText() {
        fixture.put(0, (byte) 'a', (byte) 0, (byte) 0, (byte) 1, (byte) 'b', (byte) 0, (byte) 0, (byte) 0);
        assertThat(memory().readUtf16(fixture.start(), 100)).isEqualTo("a\u0100b");
        assertThat(memory().readUtf16Counted(fixture.start(), 8)).isEqualTo("a\u0100b\0");
    }

    private GuestMemory memory() {
        return fixture.memory();
    }

    private long end() {
        return fixture.start() + content.length;
    }

    private byte[] slice(int from, int length) {
        return Arrays.copyOfRange(content, from, from + length);
    }

    private boolean near(int offset) {
        int within = offset % fixture.unit();
        return within < 3 || within > fixture.unit() - 4;
    }

    private void checkIntegers(int offset) {
        ByteBuffer truth = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long address = fixture.start() + offset;
        assertThat(memory().readByte(address)).isEqualTo(truth.get(offset));
        assertThat(memory().readShort(address)).isEqualTo(truth.getShort(offset));
        assertThat(memory().readInt(address)).isEqualTo(truth.getInt(offset));
        assertThat(memory().readLong(address)).isEqualTo(truth.getLong(offset));
        assertThat(memory().readUnsigned(address, 1)).isEqualTo(Byte.toUnsignedLong(truth.get(offset)));
        assertThat(memory().readUnsigned(address, 2)).isEqualTo(Short.toUnsignedLong(truth.getShort(offset)));
        assertThat(memory().readUnsigned(address, 4)).isEqualTo(Integer.toUnsignedLong(truth.getInt(offset)));
        assertThat(memory().readUnsigned(address, 8)).isEqualTo(truth.getLong(offset));
    }

    private static void assertFails(Runnable read) {
        assertThatExceptionOfType(VmiException.class).isThrownBy(read::run);
    }

    private static byte[] letters(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + i % 26);
        }
        return bytes;
    }

    /** UTF-16 of which now one byte, now the other is zero. */
    private static byte[] wide(int units) {
        byte[] bytes = new byte[2 * units];
        for (int i = 0; i < units; i++) {
            bytes[2 * i + i % 2] = (byte) ('a' + i % 26);
        }
        return bytes;
    }

    /** Stands before {@link #fill} has run. */
    private record NoFixture() implements MemoryFixture {
        @Override
        public GuestMemory memory() {
            throw new IllegalStateException("the memory was not filled");
        }

        @Override
        public long start() {
            return 0;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public int unit() {
            return 512;
        }

        @Override
        public void put(int offset, byte... bytes) {
            throw new IllegalStateException("the memory was not filled");
        }
    }
}

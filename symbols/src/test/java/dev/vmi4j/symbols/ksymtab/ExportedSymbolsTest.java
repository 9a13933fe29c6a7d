package dev.vmi4j.symbols.ksymtab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.symbols.Bytes;
import dev.vmi4j.symbols.Symbol;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables of exported symbols, laid out by hand: entries of three distances, then the names. */
class ExportedSymbolsTest {
    private static final long START = 0xffff_8000_0800_0000L;
    private static final int ENTRY = 12;
    private static final int TABLE = 64;

    private static byte[] image(int count, IntFunction<String> names, long firstValue) {
        int strings = TABLE + count * ENTRY;
        Bytes bytes = new Bytes().raw(new byte[TABLE]);
        Bytes texts = new Bytes();
        for (int i = 0; i < count; i++) {
            int at = TABLE + i * ENTRY;
            bytes.u32(firstValue + i * 16L - START - at)
                    .u32(strings + texts.size() - (at + 4))
                    .u32(0);
            texts.text(names.apply(i)).u8(0);
        }
        return bytes.raw(texts.array()).u64(0).array();
    }

    private static List<Symbol> find(byte[] image, long end) {
        return ExportedSymbols.find(
                Bytes.memory(START & 0xffff_ffffL, image),
                START & 0xffff_ffffL,
                (START & 0xffff_ffffL) + image.length,
                START & 0xffff_ffffL,
                end);
    }

    private static byte[] moved(int count, IntFunction<String> names) {
        return image(count, names, START + 0x4_0000);
    }

    @Test
    void aTableIsFoundByItsShape() {
        List<Symbol> found = find(moved(100, i -> "symbol_%03d".formatted(i)), 0x0900_0000);
        assertThat(found).hasSize(100);
        assertThat(found.getFirst()).isEqualTo(new Symbol("symbol_000", 0x0804_0000, 'D'));
        assertThat(found.getLast()).isEqualTo(new Symbol("symbol_099", 0x0804_0000 + 99 * 16, 'D'));
    }

    @Test
    void fewEntriesAreNoTable() {
        assertThat(find(moved(40, i -> "symbol_%03d".formatted(i)), 0x0900_0000))
                .isEmpty();
    }

    @Test
    void namesThatDoNotAscendAreNoTable() {
        assertThat(find(moved(100, i -> "symbol_%03d".formatted(99 - i)), 0x0900_0000))
                .isEmpty();
    }

    @Test
    void whatIsNoNameEndsTheTable() {
        assertThat(find(moved(100, i -> i == 80 ? "9lives" : "symbol_%03d".formatted(i)), 0x0900_0000))
                .hasSize(80);
        assertThat(find(moved(100, i -> i == 70 ? "symbol_with a space" : "symbol_%03d".formatted(i)), 0x0900_0000))
                .hasSize(70);
    }

    @Test
    void addressesBeyondTheImageAreNoSymbols() {
        assertThat(find(moved(100, i -> "symbol_%03d".formatted(i)), 0x0804_0000))
                .isEmpty();
    }

    @Test
    void anyBytesEndWithoutAnError() {
        byte[] noise = new byte[5000];
        IntStream.range(0, noise.length).forEach(i -> noise[i] = (byte) (i * 31 ^ i >>> 3));
        assertThat(find(noise, 0x0900_0000)).isEmpty();
        assertThat(find(new byte[8], 0x0900_0000)).isEmpty();
    }
}

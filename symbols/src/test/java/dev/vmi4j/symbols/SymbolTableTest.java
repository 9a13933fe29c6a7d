package dev.vmi4j.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.address.Va;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolTableTest {
    private static final long BASE = 0xffff_ffff_8100_0000L;

    private final SymbolTable table = SymbolTable.of(List.of(
            new Symbol("_stext", BASE, 'T'),
            new Symbol("_text", BASE, 'T'),
            new Symbol("cleanup", BASE + 0x40, 't'),
            new Symbol("last", BASE + 0x100, 'D'),
            new Symbol("cleanup", BASE + 0x20, 't'),
            new Symbol("per_cpu", 0x1000, 'A')));

    @Test
    void isAscending() {
        assertThat(table.symbols().map(Symbol::name))
                .containsExactly("per_cpu", "_stext", "_text", "cleanup", "cleanup", "last");
        assertThat(table.size()).isEqualTo(6);
        assertThat(table.get(1).va()).isEqualTo(new Va(BASE));
        assertThat(table.get(1)).hasToString("0xffffffff81000000 T _stext");
        assertThat(table.between(BASE, BASE + 0x40).map(Symbol::name)).containsExactly("_stext", "_text", "cleanup");
        assertThat(table.between(BASE + 0x40, BASE)).isEmpty();
    }

    @Test
    void findsByName() {
        assertThat(table.find("cleanup")).contains(new Symbol("cleanup", BASE + 0x20, 't'));
        assertThat(table.findAll("cleanup")).extracting(Symbol::address).containsExactly(BASE + 0x20, BASE + 0x40);
        assertThat(table.address("last")).hasValue(BASE + 0x100);
        assertThat(table.address("lost")).isEmpty();
        assertThat(table.find("")).isEmpty();
        assertThat(table.findAll("lost")).isEmpty();
        assertThat(SymbolTable.of(List.of()).find("x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0xffffffff81000000, _stext, 32",
        "0xffffffff8100001f, _stext+0x1f, 32",
        "0xffffffff81000020, cleanup, 32",
        "0xffffffff810000ff, cleanup+0xbf, 192",
        "0xffffffff81000100, last, 0",
        "0x1000, per_cpu, -2130710528",
    })
    void findsTheNearest(String address, String expected, long size) {
        NearestSymbol nearest = table.nearest(Va.parse(address).value()).orElseThrow();
        assertThat(nearest).hasToString(expected);
        assertThat(nearest.size()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"0", "0xfff", "0xffffffff81000101", "0xffffffffffffffff"})
    void knowsWhatBelongsToNone(String address) {
        assertThat(table.nearest(Va.parse(address).value())).isEmpty();
    }

    @Test
    void findsTheVeryLastAddress() {
        assertThat(SymbolTable.of(List.of(new Symbol("end", -1, 'A'))).nearest(-1))
                .isPresent();
        assertThat(SymbolTable.of(List.of()).nearest(-1)).isEmpty();
    }

    @Test
    void isSavedAndRead() throws IOException {
        byte[] saved = saved();
        SymbolTable read = SymbolTable.read(new ByteArrayInputStream(saved));
        assertThat(read.symbols()).containsExactlyElementsOf(table.symbols().toList());
        assertThat(read.findAll("cleanup")).hasSize(2);
        assertThat(saved).startsWith('V', 'M', '4', 'J', 'S', 'Y', 'M', '1');
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        byte[] saved = saved();
        for (int length = 0; length < saved.length; length++) {
            refuses("length " + length, Arrays.copyOf(saved, length));
        }
        for (int bit = 0; bit < saved.length * 8; bit++) {
            byte[] damaged = saved.clone();
            damaged[bit >>> 3] ^= (byte) (1 << (bit & 7));
            if (bit >>> 3 < 20 || bit >>> 3 >= 24) {
                refuses("bit " + bit, damaged);
            }
        }
    }

    @Test
    void movesWithItsKernel() {
        SymbolTable moved = table.moved(BASE, 0x20_0000);
        assertThat(moved.address("_stext")).hasValue(BASE + 0x20_0000);
        assertThat(moved.address("last")).hasValue(BASE + 0x20_0100);
        assertThat(moved.address("per_cpu")).hasValue(0x1000);
        assertThatThrownBy(() -> table.moved(BASE, -BASE)).isInstanceOf(MalformedSymbolsException.class);
        assertThatThrownBy(() -> table.moved(BASE, -BASE - 0x80)).isInstanceOf(MalformedSymbolsException.class);
    }

    @Test
    void holdsManySymbols() {
        long seed = 7;
        var random = new SplittableRandom(seed);
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            symbols.add(new Symbol("name_" + random.nextInt(15_000), random.nextLong(), 'd'));
        }
        SymbolTable many = SymbolTable.of(symbols);
        for (Symbol symbol : symbols) {
            assertThat(many.findAll(symbol.name())).as("seed %d", seed).contains(symbol);
            assertThat(many.nearest(symbol.address()).orElseThrow().offset())
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    private byte[] saved() throws IOException {
        var out = new ByteArrayOutputStream();
        table.write(out);
        return out.toByteArray();
    }

    private static void refuses(String what, byte[] bytes) {
        assertThatThrownBy(() -> SymbolTable.read(new ByteArrayInputStream(bytes)))
                .as(what)
                .isInstanceOf(MalformedSymbolsException.class);
    }
}

package dev.vmi4j.symbols.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.Symbol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small loaded files, laid out here by hand as the ELF specification has them. */
final class LoadedElfTest {
    private static final long BASE = 0x7000_0000L;
    private static final int SIZE = 0x1000;
    private static final int DYNAMIC = 0x200;
    private static final int SYMBOLS = 0x400;
    private static final int NAMES = 0x600;
    private static final int TABLE = 0x700;
    private static final int VERSIONS = 0x800;
    private static final String TEXT = "\0first\0second\0absolute\0elsewhere\0thread\0";

    /** How the number of symbols is told. */
    enum Hash {
        PLAIN,
        GNU
    }

    static Stream<Arguments> forms() {
        return Stream.of(true, false)
                .flatMap(wide -> Stream.of(Hash.values())
                        .flatMap(hash -> Stream.of(0L, BASE).map(added -> Arguments.of(wide, hash, added))));
    }

    /** The loader may have added the base to the addresses in the dynamic section, or not. */
    @ParameterizedTest
    @MethodSource("forms")
    void whatTheFileDefinesIsFound(boolean wide, Hash hash, long added) {
        TableNotes notes = new TableNotes();
        LoadedElf elf = LoadedElf.read(memory(file(wide, hash, added)), BASE).orElseThrow();
        assertThat(elf.addressSize()).isEqualTo(wide ? 8 : 4);
        assertThat(elf.machine()).isEqualTo(62);
        assertThat(elf.entry()).hasValue(BASE + 0x123);
        assertThat(elf.size()).isEqualTo(SIZE);
        assertThat(elf.symbols(notes))
                .containsExactly(new Symbol("second", BASE + 0x20, 'D'), new Symbol("first", BASE + 0x10, 'T'));
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void whatIsNoFileIsNone() {
        assertThat(LoadedElf.read(memory(new byte[SIZE]), BASE)).isEmpty();
    }

    @Test
    void aFileWithoutDynamicSectionSaysSo() {
        byte[] file = file(true, Hash.PLAIN, 0);
        file[64 + 56] = 0;
        TableNotes notes = new TableNotes();
        assertThat(LoadedElf.read(memory(file), BASE).orElseThrow().symbols(notes))
                .isEmpty();
        assertThat(notes.explanations()).hasSize(1);
    }

    @Test
    void anAbsurdNumberOfSymbolsIsRefused() {
        byte[] file = file(true, Hash.PLAIN, 0);
        Arrays.fill(file, TABLE + 4, TABLE + 8, (byte) 0x7f);
        LoadedElf elf = LoadedElf.read(memory(file), BASE).orElseThrow();
        assertThatThrownBy(() -> elf.symbols(new TableNotes())).isInstanceOf(MalformedSymbolsException.class);
    }

    @Test
    void unreadableNamesAreNoted() {
        LoadedBytes whole = memory(file(true, Hash.PLAIN, 0));
        LoadedBytes torn = (va, length) -> {
            if (va >= BASE + NAMES && va < BASE + TABLE) {
                throw new VmiException("torn");
            }
            return whole.read(va, length);
        };
        TableNotes notes = new TableNotes();
        assertThat(LoadedElf.read(torn, BASE).orElseThrow().symbols(notes)).isEmpty();
        assertThat(notes.gaps()).containsExactly("2 of 6 symbols cannot be read");
    }

    @Test
    void damagedFilesEndWithOurOwnErrors() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] file = file(random.nextBoolean(), Hash.values()[random.nextInt(2)], random.nextBoolean() ? BASE : 0);
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                file[random.nextInt(4, VERSIONS + 16)] = (byte) random.nextInt();
            }
            assertThat(thrown(file).filter(error -> !(error instanceof VmiException)))
                    .as("seed %d, round %d", seed, round)
                    .isEmpty();
        }
    }

    private static Optional<Throwable> thrown(byte[] file) {
        return Optional.ofNullable(catchThrowable(
                () -> LoadedElf.read(memory(file), BASE).ifPresent(elf -> elf.symbols(new TableNotes()))));
    }

    private static LoadedBytes memory(byte[] file) {
        return (va, length) -> {
            if (va < BASE || va - BASE > file.length - length) {
                throw new VmiException("nothing is there");
            }
            return Arrays.copyOfRange(file, (int) (va - BASE), (int) (va - BASE) + length);
        };
    }

    /** A file of five symbols, of which two can be used by others; the first of them in a version that was superseded. */
    private static byte[] file(boolean wide, Hash hash, long added) {
        ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), 1, 1});
        out.putShort(0x12, (short) 62);
        word(out, 0x18, wide, 0x123);
        word(out, wide ? 0x20 : 0x1c, wide, 64);
        out.putShort(wide ? 0x36 : 0x2a, (short) (wide ? 56 : 32));
        out.putShort(wide ? 0x38 : 0x2c, (short) 2);
        header(out, 64, wide, 1, 0, SIZE);
        header(out, 64 + (wide ? 56 : 32), wide, 2, DYNAMIC, 0x100);
        long[] dynamic = {
            hash == Hash.PLAIN ? 4 : 0x6fff_fef5L,
            TABLE + added,
            5,
            NAMES + added,
            6,
            SYMBOLS + added,
            10,
            TEXT.length(),
            0x6fff_fff0L,
            VERSIONS + added
        };
        for (int i = 0; i < dynamic.length; i++) {
            word(out, DYNAMIC + i * (wide ? 8 : 4), wide, dynamic[i]);
        }
        symbol(out, 1, wide, "first", 0x10, 0x12, 1);
        symbol(out, 2, wide, "second", 0x20, 0x11, 1);
        symbol(out, 3, wide, "absolute", 0x30, 0x11, 0xfff1);
        symbol(out, 4, wide, "elsewhere", 0, 0x12, 0);
        symbol(out, 5, wide, "thread", 8, 0x16, 1);
        out.put(NAMES, TEXT.getBytes(StandardCharsets.US_ASCII));
        out.putShort(VERSIONS + 2, (short) 0x8002);
        List<Integer> table = hash == Hash.PLAIN ? List.of(1, 6) : List.of(2, 1, 1, 0);
        for (int i = 0; i < table.size(); i++) {
            out.putInt(TABLE + 4 * i, table.get(i));
        }
        if (hash == Hash.GNU) {
            chains(out, TABLE + 16 + (wide ? 8 : 4));
        }
        return out.array();
    }

    /** Two buckets, of the symbols 1 and 2 and of those from 3 on; the last of a chain is odd. */
    private static void chains(ByteBuffer out, int at) {
        for (int number : List.of(1, 3, 10, 11, 20, 22, 25)) {
            out.putInt(at, number);
            at += 4;
        }
    }

    private static void header(ByteBuffer out, int at, boolean wide, int type, int place, int size) {
        out.putInt(at, type);
        int word = wide ? 8 : 4;
        int first = at + word;
        word(out, first, wide, place);
        word(out, first + word, wide, place);
        word(out, first + 4 * word, wide, size);
    }

    private static void symbol(
            ByteBuffer out, int index, boolean wide, String name, long value, int info, int section) {
        int at = SYMBOLS + index * (wide ? 24 : 16);
        out.putInt(at, TEXT.indexOf(name));
        word(out, at + (wide ? 8 : 4), wide, value);
        out.put(at + (wide ? 4 : 12), (byte) info);
        out.putShort(at + (wide ? 6 : 14), (short) section);
    }

    private static void word(ByteBuffer out, int at, boolean wide, long value) {
        if (wide) {
            out.putLong(at, value);
        } else {
            out.putInt(at, (int) value);
        }
    }
}

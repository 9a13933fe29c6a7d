package dev.vmi4j.symbols.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmi4j.symbols.Bytes;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.elf.ElfFile;
import dev.vmi4j.symbols.type.NamedType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that compilers seldom write for C, put together by hand after the tables of the DWARF 5 standard (7.5.6). */
final class DwarfFormsTest {
    private static final int BASE = 0x24;
    private static final int NAME = 0x03;
    private static final int BYTE_SIZE = 0x0b;
    private static final int INLINE = 0x08;
    private static final int DATA1 = 0x0b;
    private static final int FOREIGN = 0x2a;

    /** Attributes nobody asked for, in any form, are passed over: the name and the size behind them are right. */
    @ParameterizedTest
    @CsvSource({
        "0x01, 8", "0x05, 2", "0x06, 4", "0x07, 8", "0x0b, 1", "0x0e, 4", "0x10, 4", "0x11, 1", "0x12, 2", "0x13, 4",
        "0x14, 8", "0x17, 4", "0x19, 0", "0x1c, 4", "0x1e, 16", "0x1f, 4", "0x20, 8", "0x24, 8", "0x25, 1", "0x26, 2",
        "0x27, 3", "0x28, 4", "0x29, 1", "0x2a, 2", "0x2b, 3", "0x2c, 4", "0x0d, 1", "0x0f, 1", "0x15, 1", "0x1a, 1"
    })
    void passesOverValues(int form, int length) {
        assertThat(one(form, new byte[length])).isEqualTo("a 7");
    }

    @Test
    void passesOverBlocksTextsAndFormsThatStandBeforeTheirValue() {
        assertThat(one(0x0a, new byte[] {2, 1, 1})).isEqualTo("a 7");
        assertThat(one(0x03, new byte[] {2, 0, 1, 1})).isEqualTo("a 7");
        assertThat(one(0x04, new byte[] {2, 0, 0, 0, 1, 1})).isEqualTo("a 7");
        assertThat(one(0x09, new byte[] {2, 1, 1})).isEqualTo("a 7");
        assertThat(one(0x08, new byte[] {'x', 'y', 0})).isEqualTo("a 7");
        assertThat(one(0x16, new byte[] {0x05, 1, 1})).isEqualTo("a 7");
        assertThatExceptionOfType(MalformedSymbolsException.class)
                .isThrownBy(() -> one(0x16, new byte[] {0x16, 0x16, 0x16}))
                .withMessageContaining("without end");
        assertThatExceptionOfType(MalformedSymbolsException.class)
                .isThrownBy(() -> one(0x7f, new byte[0]))
                .withMessageContaining("127");
    }

    /** The part of the offsets begins behind its head of 8 bytes; its second one is that of "second". */
    @ParameterizedTest
    @CsvSource({"0x1a, 1", "0x25, 1", "0x26, 2", "0x27, 3", "0x28, 4"})
    void namesByNumber(int form, int length) {
        Bytes abbreviations = new Bytes().u8(1).u8(0x11).u8(1).u8(0x72).u8(0x17).u16(0);
        abbreviations
                .u8(2)
                .u8(BASE)
                .u8(0)
                .u8(NAME)
                .u8(form)
                .u8(BYTE_SIZE)
                .u8(DATA1)
                .u16(0)
                .u8(0);
        Bytes number = new Bytes().u8(1).raw(new byte[length - 1]);
        Bytes entries = new Bytes().u8(1).u32(8).u8(2).raw(number.array()).u8(3).u8(0);
        assertThat(named(entries, abbreviations)).containsExactly("second 3");
        Bytes beyond = new Bytes()
                .u8(1)
                .u32(8)
                .u8(2)
                .u8(99)
                .raw(new byte[length - 1])
                .u8(3)
                .u8(0);
        assertThatExceptionOfType(MalformedSymbolsException.class)
                .isThrownBy(() -> named(beyond, abbreviations))
                .withMessageContaining("99");
    }

    /** More types than the set of those that were met begins with room for. */
    @Test
    void findsManyTypes() {
        Bytes entries = new Bytes().u8(1);
        for (int i = 0; i < 40_000; i++) {
            entries.u8(2).text("n" + i).u8(0).u8(4);
        }
        Bytes abbreviations = new Bytes().u8(1).u8(0x11).u8(1).u16(0);
        abbreviations
                .u8(2)
                .u8(BASE)
                .u8(0)
                .u8(NAME)
                .u8(INLINE)
                .u8(BYTE_SIZE)
                .u8(DATA1)
                .u16(0)
                .u8(0);
        assertThat(named(entries.u8(0), abbreviations)).hasSize(40_000).contains("n0 4", "n39999 4");
    }

    @Test
    void knowsWhatItDoesNotHave() {
        Dwarf types = dwarf(
                new Bytes().u8(1).u8(0), new Bytes().u8(1).u8(0x11).u8(1).u16(0).u8(0));
        assertThat(types).hasToString("DWARF of 1 units");
        assertThat(types.lastId()).isZero();
        assertThatExceptionOfType(MalformedSymbolsException.class).isThrownBy(() -> types.type(-1));
        assertThatExceptionOfType(MalformedSymbolsException.class).isThrownBy(() -> types.type(3));
        assertThatExceptionOfType(MalformedSymbolsException.class).isThrownBy(() -> types.ref(4096));
    }

    private static String one(int form, byte[] value) {
        Bytes abbreviations = new Bytes().u8(1).u8(0x11).u8(1).u16(0);
        abbreviations.u8(2).u8(BASE).u8(0).u8(FOREIGN).u8(form).u8(NAME).u8(INLINE);
        abbreviations.u8(BYTE_SIZE).u8(DATA1).u16(0).u8(0);
        Bytes entries = new Bytes().u8(1).u8(2).raw(value).text("a").u8(0).u8(7).u8(0);
        return named(entries, abbreviations).getFirst();
    }

    private static List<String> named(Bytes entries, Bytes abbreviations) {
        Dwarf types = dwarf(entries, abbreviations);
        return types.named().map(type -> shown(types, type)).toList();
    }

    private static String shown(Dwarf types, NamedType type) {
        return type.name() + " " + types.sizeOf(type).orElseThrow();
    }

    /** One unit of version 5 in a file of 64 bits. */
    private static Dwarf dwarf(Bytes entries, Bytes abbreviations) {
        Bytes info = new Bytes().u32(8L + entries.size()).u16(5).u8(1).u8(8).u32(0);
        byte[] offsets = new Bytes().u32(12).u16(5).u16(0).u32(0).u32(6).array();
        byte[] strings = new Bytes().text("first").u8(0).text("second").u8(0).array();
        return Dwarf.of(ElfFile.parse(MemorySegment.ofArray(elf(
                List.of("", ".debug_info", ".debug_abbrev", ".debug_str", ".debug_str_offsets", ".shstrtab"),
                new byte[0],
                info.raw(entries.array()).array(),
                abbreviations.array(),
                strings,
                offsets))));
    }

    /** A file of sections, the last of which has their names. */
    private static byte[] elf(List<String> names, byte[]... contents) {
        Bytes text = new Bytes();
        Bytes body = new Bytes();
        Bytes headers = new Bytes();
        for (int i = 0; i < names.size(); i++) {
            int name = text.size();
            text.text(names.get(i)).u8(0);
            byte[] content = i < contents.length ? contents[i] : text.array();
            headers.u32(name)
                    .u32(i == 0 ? 0 : 1)
                    .u64(0)
                    .u64(0)
                    .u64(64L + body.size())
                    .u64(content.length);
            headers.u32(0).u32(0).u64(1).u64(0);
            body.raw(content);
        }
        Bytes file = new Bytes().u32(0x464c_457fL).u8(2).u8(1).u8(1).raw(new byte[9]);
        file.u16(1).u16(62).u32(1).u64(0).u64(0).u64(64L + body.size()).u32(0);
        file.u16(64).u16(0).u16(0).u16(64).u16(names.size()).u16(names.size() - 1);
        return file.raw(body.array()).raw(headers.array()).array();
    }
}

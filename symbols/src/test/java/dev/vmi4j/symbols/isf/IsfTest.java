package dev.vmi4j.symbols.isf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IsfTest {
    /** Fields in the order of the alphabet, as {@code dwarf2json} writes them; a text in base 64 is the banner. */
    private static final String SMALL = """
        {"metadata": {"format": "6.2.0", "linux": {"types": [], "symbols": []}},
         "base_types": {
           "pointer": {"size": 8, "signed": false, "kind": "int", "endian": "little"},
           "int": {"size": 4, "signed": true, "kind": "int", "endian": "little"},
           "char": {"size": 1, "signed": true, "kind": "char", "endian": "little"},
           "void": {"size": 0, "signed": false, "kind": "void", "endian": "little"}},
         "user_types": {
           "task": {"size": 64, "kind": "struct", "fields": {
             "comm": {"offset": 16, "type": {"kind": "array", "count": 16, "subtype": {"kind": "base", "name": "char"}}},
             "flag": {"offset": 40, "type": {"kind": "bitfield", "bit_position": 3, "bit_length": 2,
                      "type": {"kind": "base", "name": "int"}}},
             "next": {"offset": 0, "type": {"kind": "pointer", "subtype": {"kind": "struct", "name": "task"}}},
             "other": {"offset": 8, "type": {"kind": "pointer", "subtype": {"kind": "struct", "name": "opaque"}}},
             "unnamed_field_0": {"offset": 48, "anonymous": true, "type": {"kind": "union", "name": "unnamed_12ab"}},
             "what": {"offset": 44, "type": {"kind": "enum", "name": "kind"}}}},
           "unnamed_12ab": {"size": 8, "kind": "union", "fields": {
             "code": {"offset": 0, "type": {"kind": "pointer", "subtype": {"kind": "function"}}},
             "data": {"offset": 0, "type": {"kind": "pointer", "subtype": {"kind": "base", "name": "void"}}}}}},
         "enums": {"kind": {"size": 4, "base": "int", "constants": {"MORE": 1, "LESS": -1}}},
         "symbols": {
           "init_task": {"type": {"kind": "struct", "name": "task"}, "address": 18446744071595983232},
           "linux_banner": {"address": 18446744071590000000, "constant_data": "TGludXggdmVyc2lvbiA5LjkuOSAoYSkgIzEKAA=="}}}
        """;

    private static Isf read(String json) throws IOException {
        return Isf.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsTypesSymbolsAndTheBanner() throws IOException {
        Isf isf = read(SMALL);
        TypeCatalog types = isf.types();
        StructType task = types.struct("task").orElseThrow();
        assertThat(task.members())
                .extracting(member ->
                        member.offset() + " " + types.declare(member.type().resolve(), member.name()))
                .startsWith("0 struct task *next", "8 struct opaque *other", "16 char comm[16]")
                .contains("44 enum kind what");
        StructLayout layout = StructLayout.of(task);
        assertThat(layout.offset("code")).isEqualTo(48);
        assertThat(layout.field("flag").bitOffset()).isEqualTo(3);
        assertThat(layout.field("flag").bitSize()).isEqualTo(2);
        assertThat(layout.target("next").type()).isEqualTo(task);
        assertThat(types.constant("LESS")).contains(new EnumConstant("LESS", -1));
        assertThat(isf.symbols().address("init_task").orElseThrow()).isEqualTo(0xffff_ffff_8205_8180L);
        assertThat(isf.banner()).contains("Linux version 9.9.9 (a) #1");
    }

    @Test
    void readsRareKindsAndWhatIsNull() throws IOException {
        Isf isf = read("""
            {"base_types": {"real": {"size": 8, "signed": true, "kind": "float", "endian": "little"},
                            "flag": {"size": 1, "signed": false, "kind": "bool", "endian": "little"}},
             "enums": null, "symbols": null, "other": [1, 2],
             "user_types": {"a": {"size": 16, "kind": "struct", "fields": {
               "yes": {"offset": 0, "type": {"kind": "base", "name": "flag"}},
               "value": {"offset": 8, "type": {"kind": "base", "name": "real"}}}}}}
            """);
        StructLayout layout = StructLayout.of(isf.types(), "a");
        assertThat(layout.field("value").size()).isEqualTo(8);
        assertThat(layout.field("yes").size()).isEqualTo(1);
        assertThat(isf.banner()).isEmpty();
        assertThat(isf.symbols().size()).isZero();
        assertThat(isf.types().constant("NONE")).isEmpty();
        assertThat(isf.types().pointerSize()).isEqualTo(8);
        assertThatExceptionOfType(MalformedSymbolsException.class)
                .isThrownBy(() -> isf.types().type(99))
                .withMessageContaining("99");
    }

    /** As dwarf2json does it: {@code 0xffff_ffff_8205_8180 & 0xffff_ffff_ffff}, but an assembler's label as it is. */
    @Test
    void addressesOfVariablesAreCutToFortyEightBits() throws IOException {
        Isf isf = read("""
            {"user_types": {}, "symbols": {
              "init_task": {"type": {"kind": "struct", "name": "task_struct"}, "address": 281472863142272},
              "_stext": {"type": {"kind": "base", "name": "void"}, "address": 18446744071578845184},
              "cpu_number": {"address": 110632},
              "old": {"address": 3238002688}}}
            """);
        assertThat(isf.symbols().address("init_task")).hasValue(0xffff_ffff_8205_8180L);
        assertThat(isf.symbols().address("_stext")).hasValue(0xffff_ffff_8100_0000L);
        assertThat(isf.symbols().address("cpu_number")).hasValue(110632);
        assertThat(isf.symbols().address("old")).hasValue(0xc100_0000L);
    }

    @Test
    void bitFieldsWithoutPlaceAreLeftOutAndTypesWithoutDescriptionAreVoid() throws IOException {
        Isf isf = read("""
            {"base_types": {"int": {"size": 4, "signed": true, "kind": "int", "endian": "little"}},
             "user_types": {"a": {"size": 16, "kind": "struct", "fields": {
               "lost": {"offset": 0, "type": {"kind": "bitfield", "bit_position": -3, "bit_length": 3,
                        "type": {"kind": "base", "name": "int"}}},
               "kept": {"offset": 4, "type": {"kind": "bitfield", "bit_position": 5, "bit_length": 3,
                        "type": {"kind": "base", "name": "int"}}},
               "odd": {"offset": 8, "type": {"kind": "pointer", "subtype": null}}}}}}
            """);
        StructLayout layout = StructLayout.of(isf.types(), "a");
        assertThat(layout.optional("lost")).isEmpty();
        assertThat(layout.field("kept").bitOffset()).isEqualTo(5);
        assertThat(isf.types().declare(layout.field("odd").type(), "odd")).isEqualTo("void *odd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"user_types\": 5}",
                "{\"user_types\": {\"a\": {\"fields\": {\"b\": {\"type\": {\"kind\": \"riddle\"}}}}}}",
                "{\"user_types\": {\"a\": {\"size\": \"big\"}}}",
                "{\"user_types\": {\"a\": {\"size\": 99999999999999999999999}}}",
                "{\"user_types\": {\"a\": {"
            })
    void refusesWhatIsNone(String json) {
        assertThatExceptionOfType(MalformedSymbolsException.class).isThrownBy(() -> read(json));
    }

    @Test
    void refusesTypesThatAreNestedWithoutEnd() {
        String deep = "{\"kind\":\"pointer\",\"subtype\":".repeat(500) + "{}" + "}".repeat(500);
        assertThatExceptionOfType(MalformedSymbolsException.class)
                .isThrownBy(() -> read("{\"user_types\":{\"a\":{\"fields\":{\"b\":{\"type\":" + deep + "}}}}}"));
    }

    @Test
    void survivesDamage() {
        byte[] whole = SMALL.getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = random.nextBoolean() ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) (' ' + random.nextInt(95));
            }
            try {
                Isf isf = Isf.read(new ByteArrayInputStream(damaged));
                isf.types().named().forEach(isf.types()::render);
            } catch (VmiException _) {
                // The damage was noticed.
            } catch (RuntimeException | IOException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}

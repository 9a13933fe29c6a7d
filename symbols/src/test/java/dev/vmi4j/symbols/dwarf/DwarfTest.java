package dev.vmi4j.symbols.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.symbols.elf.ElfFile;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.ForwardType;
import dev.vmi4j.symbols.type.PointerType;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypedefType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What compilers wrote of {@code types.c}, which lies beside the compiled files. */
final class DwarfTest {
    /** A file of the resources, read whole. */
    static byte[] resource(String name) {
        try (var in = DwarfTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TypeCatalog types(String name) {
        return Dwarf.of(ElfFile.parse(MemorySegment.ofArray(resource(name))));
    }

    /** The numbers are those of the compilers' {@code offsetof} and {@code sizeof} by their ABI documents. */
    @ParameterizedTest
    @CsvSource({
        "types-32-dwarf4, 160, 8, 16, 112, 114, 128, 144, 148",
        "types-32-dwarf5, 160, 8, 16, 112, 114, 128, 144, 148",
        "types-64-dwarf4, 192, 16, 28, 128, 130, 152, 168, 176",
        "types-64-dwarf5, 192, 16, 28, 128, 130, 152, 168, 176"
    })
    void placesFields(
            String file,
            long size,
            long name,
            long grid,
            long inside,
            long second,
            long bits,
            long opaque,
            long truth) {
        StructLayout everything = StructLayout.of(types(file), "everything");
        assertThat(everything.size()).isEqualTo(size);
        assertThat(everything.offset("name")).isEqualTo(name);
        assertThat(everything.offset("grid")).isEqualTo(grid);
        assertThat(everything.offset("inside")).isEqualTo(inside);
        assertThat(everything.offset("second")).isEqualTo(second);
        assertThat(everything.offset("bits")).isEqualTo(bits);
        assertThat(everything.offset("opaque")).isEqualTo(opaque);
        assertThat(everything.offset("truth")).isEqualTo(truth);
        assertThat(everything.field("grid").size()).isEqualTo(2 * 3 * 4 * 4);
        assertThat(everything.field("tail").size()).isZero();
        assertThat(everything.offset("link.previous")).isEqualTo(file.contains("32") ? 4 : 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"types-32-dwarf4", "types-32-dwarf5", "types-64-dwarf4", "types-64-dwarf5"})
    void describesTypesAsTheSourceDoes(String file) {
        TypeCatalog types = types(file);
        StructType everything = types.struct("everything").orElseThrow();
        assertThat(everything.members())
                .extracting(member -> types.declare(member.type().resolve(), member.name()))
                .contains(
                        "struct list link",
                        "const char *name",
                        "volatile int counter",
                        "int grid[2][3][4]",
                        "enum colour colour",
                        "callback call",
                        "struct only_declared *opaque",
                        "u8 tail[]");
        TypedefType callback = types.typedef("callback").orElseThrow();
        assertThat(types.render(callback.target().resolve())).isEqualTo("int (*)(void *, const char *, ...)");
        assertThat(types.union("word").orElseThrow().size()).isEqualTo(8);
        PointerType opaque =
                (PointerType) everything.field("opaque").orElseThrow().type();
        assertThat(opaque.target().resolve()).isInstanceOf(ForwardType.class);
        assertThat(types.pointerSize()).isEqualTo(file.contains("-32-") ? 4 : 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"types-32-dwarf4", "types-32-dwarf5", "types-64-dwarf4", "types-64-dwarf5"})
    void readsEnumerationsAndBitFields(String file) {
        TypeCatalog types = types(file);
        EnumType kind = types.enumeration("signed_kind").orElseThrow();
        assertThat(kind.signed()).isTrue();
        assertThat(kind.constants())
                .containsExactly(
                        new EnumConstant("LESS", -1), new EnumConstant("SAME", 0), new EnumConstant("MORE", 1));
        assertThat(types.constant("BLUE")).contains(new EnumConstant("BLUE", 6));
        StructType bits = types.struct("packed_bits").orElseThrow();
        assertThat(bits.members())
                .extracting(member -> member.bitOffset() + ":" + member.bitSize())
                .containsExactly("0:3", "3:7", "10:5", "15:40");
    }

    /** Every byte of the descriptions changed in turn, and files that end early: only our own errors, in bounded time. */
    @ParameterizedTest
    @ValueSource(strings = {"types-32-dwarf4", "types-64-dwarf5"})
    void survivesDamage(String file) {
        byte[] whole = resource(file);
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] damaged =
                    random.nextInt(10) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = random.nextInt(8); i >= 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            readAll(damaged, seed);
        }
    }

    private static void readAll(byte[] damaged, int seed) {
        try {
            ElfFile elf = ElfFile.parse(MemorySegment.ofArray(damaged));
            elf.buildId();
            elf.symbols();
            TypeCatalog types = Dwarf.of(elf);
            types.named().forEach(type -> {
                types.render(type);
                types.sizeOf(type);
            });
            types.struct("everything").ifPresent(type -> type.field("bits.far"));
            types.constant("BLUE");
        } catch (VmiException _) {
            // The damage was noticed.
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}

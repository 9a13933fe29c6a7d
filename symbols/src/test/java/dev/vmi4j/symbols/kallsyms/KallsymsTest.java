package dev.vmi4j.symbols.kallsyms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.symbols.Bytes;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.kallsyms.KallsymsImage.Layout;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 120, unit = SECONDS)
class KallsymsTest {
    static Stream<Arguments> layouts() {
        return Arrays.stream(Layout.values())
                .flatMap(layout -> Stream.of(Arguments.of(layout, 4), Arguments.of(layout, 8)));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsWhatVmcoreinfoLists(Layout layout, int pointer) {
        var image = new KallsymsImage(layout, pointer);
        SymbolTable table = Kallsyms.find(image.memory(), image.info(true)).orElseThrow();
        assertThat(table.symbols()).containsExactlyElementsOf(image.expected());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void findsItByShape(Layout layout, int pointer) {
        var image = new KallsymsImage(layout, pointer);
        SymbolTable table = Kallsyms.find(image.memory(), image.info(false)).orElseThrow();
        assertThat(table.symbols()).containsExactlyElementsOf(image.expected());
        assertThat(Kallsyms.search(image.memory(), image.info(false))).isEqualTo(KallsymsTables.of(image.info(true)));
    }

    @Test
    void findsNothingWhereNothingIs() {
        var image = new KallsymsImage(Layout.BEHIND_ABSOLUTE, 8);
        var empty = Bytes.memory(KallsymsImage.STEXT, new byte[3 << 20]);
        assertThat(Kallsyms.find(empty, image.info(false))).isEmpty();
        assertThat(Kallsyms.find(image.memory(), Vmcoreinfo.parse("OSRELEASE=5.10.0\n")))
                .isEmpty();
        assertThat(Kallsyms.find(PhysicalMemory.mapped(List.of()), image.info(false)))
                .isEmpty();
    }

    @Test
    void wantsProof() {
        var image = new KallsymsImage(Layout.BEFORE_RELATIVE, 8);
        String text = image.info(true).text();
        Vmcoreinfo wrong = Vmcoreinfo.parse(text.replace("SYMBOL(_stext)=40000000", "SYMBOL(_stext)=40000008"));
        assertThatThrownBy(() -> Kallsyms.find(image.memory(), wrong))
                .isInstanceOf(MalformedSymbolsException.class)
                .hasMessageContaining("_stext is not where VMCOREINFO has it");
        Vmcoreinfo without = Vmcoreinfo.parse(text.replace("SYMBOL(_stext)", "SYMBOL(other)"));
        assertThatThrownBy(() -> Kallsyms.find(image.memory(), without)).hasMessageContaining("lacks _stext");
        Vmcoreinfo reversed = Vmcoreinfo.parse(text.replace("SYMBOL(kallsyms_names)=4", "SYMBOL(kallsyms_names)=5"));
        assertThatThrownBy(() -> Kallsyms.find(image.memory(), reversed))
                .hasMessageContaining("names do not lie before the tokens");
        assertThat(KallsymsTables.of(image.info(true)).orElseThrow().toString()).startsWith("count at 0x4000");
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void survivesDamage(Layout layout) {
        var image = new KallsymsImage(layout, 8);
        byte[] good = image.bytes();
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            byte[] damaged = good.clone();
            for (int flips = random.nextInt(1, 50); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            use("seed " + seed, damaged, image.info(true));
            use("seed " + seed, damaged, image.info(false));
        }
        for (int length = 1; length < good.length; length += 509) {
            use("length " + length, Arrays.copyOf(good, length), image.info(true));
            use("length " + length, Arrays.copyOf(good, length), image.info(false));
        }
    }

    @Test
    void staysBoundedInHostileMemory() {
        byte[] hostile = new byte[8 << 20];
        for (int i = 0; i < hostile.length; i += 4) {
            hostile[i + 1] = 0x10;
            hostile[i + 2] = 1;
        }
        byte[] tokens = new Bytes()
                .raw(new KallsymsImage(Layout.FROM_ITSELF, 8).bytes())
                .array();
        System.arraycopy(tokens, 0, hostile, hostile.length - tokens.length, tokens.length);
        Arrays.fill(hostile, hostile.length - tokens.length, hostile.length - tokens.length + 9216, (byte) 1);
        use("hostile", hostile, new KallsymsImage(Layout.FROM_ITSELF, 8).info(false));
    }

    /** Whatever comes out, only our own exceptions do. */
    private static void use(String what, byte[] image, Vmcoreinfo info) {
        try {
            Kallsyms.find(Bytes.memory(KallsymsImage.STEXT, image), info);
        } catch (VmiException _) {
            // refused
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }
}

package dev.vmi4j.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyPaging;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Searches beside the simplest search there is, in windows, over the borders of pages, with holes. */
final class MemorySearchTest {
    private static final int BIG = 3 * Windows.SIZE + 777;

    @Test
    void bytesAreFoundWhereTheSimplestSearchFindsThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            byte[] content = random(random, round == 0 ? BIG : 1 + random.nextInt(9000), 1 + random.nextInt(4));
            byte[] needle = random(random, 1 + random.nextInt(Math.min(5, content.length)), 1 + random.nextInt(4));
            assertThat(starts(physical(content), Needle.bytes(needle)))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(naive(content, needle));
        }
    }

    @Test
    void matchesOverTheBorderOfWindowsAreFoundOnce() {
        byte[] content = new byte[BIG];
        byte[] text = text("across the border");
        for (int window = 1; window <= 3; window++) {
            System.arraycopy(text, 0, content, window * Windows.SIZE - window * 5, text.length);
        }
        List<Long> expected = List.of(Windows.SIZE - 5L, 2L * Windows.SIZE - 10, 3L * Windows.SIZE - 15);
        assertThat(starts(physical(content), Needle.bytes(text))).isEqualTo(expected);
        assertThat(starts(physical(content), Needle.regex("[a-z]+ the b[ord]+e.")))
                .isEqualTo(expected);
    }

    @Test
    void expressionsMatchAsOnTheWholeText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String expression : List.of("a+b", "(?<=c)a", "[^\\x00]{3,9}", "a.b|ca*", "\\bab\\b", "x*")) {
            byte[] content = random(random, 2 * Windows.SIZE + 99, 5);
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (content[i] == 0 ? 0 : 'a' + content[i] - 1);
            }
            List<Long> expected = new ArrayList<>();
            Matcher matcher = Pattern.compile(expression, Pattern.DOTALL)
                    .matcher(new String(content, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    expected.add((long) matcher.start());
                }
            }
            assertThat(starts(physical(content), Needle.regex(expression)))
                    .as("seed %d expression %s", seed, expression)
                    .isEqualTo(expected);
        }
    }

    /** The first match over the border ends 4 bytes behind it: what begins there hides another phase of the rest. */
    @Test
    void aMatchOverTheBorderShiftsThoseBehindIt() {
        byte[] content = new byte[BIG];
        Arrays.fill(content, Windows.SIZE - 5, Windows.SIZE + 31, (byte) 'a');
        assertThat(starts(physical(content), Needle.regex("a{9}")))
                .containsExactly(Windows.SIZE - 5L, Windows.SIZE + 4L, Windows.SIZE + 13L, Windows.SIZE + 22L);
    }

    /** Each cut match follows the one before, also over the border of windows, which 7 bytes keep it away from. */
    @Test
    void whatIsLongerThanAMatchMayBeIsCutWhereverTheBordersLie() {
        byte[] content = new byte[BIG];
        Arrays.fill(content, 7, 2 * Windows.SIZE, (byte) 'a');
        List<Long> expected = new ArrayList<>();
        for (long start = 7; start < 2L * Windows.SIZE; start += Needle.LONGEST) {
            expected.add(start);
        }
        assertThat(starts(physical(content), Needle.regex("a+"))).isEqualTo(expected);
    }

    /** The end of a window is not the end of the text: the longest match of the first window ends 4095 bytes behind it. */
    @Test
    void anchorsMatchAtTheEndsOfTheTextAlone() {
        byte[] content = new byte[BIG];
        Arrays.fill(content, Windows.SIZE - 1, Windows.SIZE + 4097, (byte) 'a');
        Arrays.fill(content, BIG - 5, BIG, (byte) 'a');
        assertThat(starts(physical(content), Needle.regex("a{4096}$"))).isEmpty();
        assertThat(starts(physical(content), Needle.regex("a{3}$"))).containsExactly(BIG - 3L);
        assertThat(starts(physical(content), Needle.regex("^\\x00{3}|a{2}\\z"))).containsExactly(0L, BIG - 2L);
    }

    @Test
    void neighbouringPagesAreOneTextWhereverTheyLie() {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x10000));
        PageTableBuilder builder = new PageTableBuilder(ToyEncoders.SMALL, memory);
        long start = 0x8_fc00;
        for (int i = 0; i < 4; i++) {
            builder.map(start + i * 1024L, 0x9c00 - i * 2048L, 1024);
        }
        byte[] text = text("scattered over two pages");
        memory.put(0x9c00 + 1024 - 9, Arrays.copyOf(text, 9));
        memory.put(0x9400, Arrays.copyOfRange(text, 9, text.length));
        AddressSpace space = AddressSpace.of(memory.mapped(), ToyPaging.SMALL, builder.root());
        assertThat(starts(Haystack.virtual(space, _ -> true), Needle.bytes(text)))
                .containsExactly(start + 1024 - 9);
        assertThat(starts(Haystack.virtual(space, va -> va.value() != start), Needle.bytes(text)))
                .isEmpty();
        assertThat(starts(Haystack.physical(memory.mapped()), Needle.bytes(text)))
                .isEmpty();
    }

    @Test
    void holesAreToldAndNotBridged() {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x1000), new MemoryRange(0x2000, 0x1000));
        memory.put(0xffe, text("xy"));
        memory.put(0x2000, text("zxyz"));
        TableNotes notes = new TableNotes();
        assertThat(starts(Haystack.physical(memory.mapped()), Needle.bytes(text("xy")), notes))
                .containsExactly(0xffeL, 0x2001L);
        assertThat(starts(Haystack.physical(memory.mapped()), Needle.bytes(text("xyz")), notes))
                .containsExactly(0x2001L);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aStreamThatIsClosedEarlyEndsItsThreads() {
        byte[] content = new byte[BIG];
        TableNotes notes = new TableNotes();
        try (Stream<Match> matches = MemorySearch.search(physical(content), Needle.bytes((byte) 0), notes, 3)) {
            assertThat(matches.limit(5).map(Match::address)).containsExactly(0L, 1L, 2L, 3L, 4L);
        }
    }

    @Test
    void anExpressionThatNeedsTooMuchStackSaysSo() {
        byte[] content = random(new Random(1), 100_000, 2);
        assertThatThrownBy(() -> starts(physical(content), Needle.regex("(\\x00|\\x01)*\\x05")))
                .isInstanceOf(VmiException.class)
                .hasMessageContaining("stack");
    }

    @Test
    void nothingCannotBeLookedFor() {
        assertThatThrownBy(Needle::bytes).isInstanceOf(IllegalArgumentException.class);
    }

    private static Haystack physical(byte... content) {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, content.length));
        memory.put(0, content);
        return Haystack.physical(memory.mapped());
    }

    private static List<Long> starts(Haystack haystack, Needle needle) {
        TableNotes notes = new TableNotes();
        List<Long> starts = starts(haystack, needle, notes);
        assertThat(notes.all()).isEmpty();
        return starts;
    }

    private static List<Long> starts(Haystack haystack, Needle needle, TableNotes notes) {
        try (Stream<Match> matches = MemorySearch.search(haystack, needle, notes, 3)) {
            return matches.map(Match::address).toList();
        }
    }

    private static List<Long> naive(byte[] content, byte... needle) {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i + needle.length <= content.length; i++) {
            int same = 0;
            while (same < needle.length && content[i + same] == needle[same]) {
                same++;
            }
            if (same == needle.length) {
                starts.add((long) i);
            }
        }
        return starts;
    }

    private static byte[] random(Random random, int length, int values) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(values);
        }
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.vmi4j.os.linux.detect.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.detect.LinuxPlatform;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClueTest {
    private static final long BASE = SyntheticKernel.BASE;
    private static final long MARK = 0x0123_4567_89ab_cdefL;

    private final SyntheticKernel made = new SyntheticKernel();

    private Evidence evidence(Symbol... symbols) {
        return new Evidence(
                made.kernel(symbols),
                Vmcoreinfo.parse("OSRELEASE=6.1.0\n"),
                LinuxPlatform.of(Amd64.INSTANCE).orElseThrow(),
                new ImageRange(BASE, BASE + 0x1000, BASE + 0x2000, BASE + SyntheticKernel.SIZE));
    }

    private static Clue marked(long... candidates) {
        return new Clue(
                "wanted", _ -> LongStream.of(candidates), (kernel, candidate) -> kernel.pointer(candidate) == MARK);
    }

    @Test
    void theFirstProvenCandidateIsTheAnswer() {
        made.put(BASE + 0x3000, MARK);
        made.put(BASE + 0x4000, MARK);
        assertThat(marked(BASE + 0x2000, BASE + 0x4000, BASE + 0x3000).find(evidence()))
                .containsExactly(BASE + 0x4000);
    }

    @Test
    void nothingIsTakenWithoutProof() {
        assertThat(marked(BASE + 0x2000, BASE + 0x3000).find(evidence())).isEmpty();
        assertThat(marked().find(evidence())).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotProven() {
        made.put(BASE + 0x3000, MARK);
        assertThat(marked(0, -1, BASE + SyntheticKernel.SIZE, BASE + 0x3000).find(evidence()))
                .containsExactly(BASE + 0x3000);
    }

    @Test
    void candidatesThatFailAreNone() {
        Clue failing = new Clue(
                "wanted",
                _ -> {
                    throw new VmiException("what they follow from is not there");
                },
                (_, _) -> true);
        assertThat(failing.find(evidence())).isEmpty();
    }

    /** The code of another architecture is not decoded here, so that its functions refer to nothing. */
    @Test
    void functionsThatReferToNothingGiveNoCandidates() {
        List<Long> asked = new ArrayList<>();
        Clue inCode = Clue.inCode("wanted", (_, candidate) -> asked.add(candidate), "function", "absent");
        assertThat(inCode.find(evidence(new Symbol("function", BASE, 't')))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void everyClueNamesDataOnce() {
        assertThat(Clues.ALL).isNotEmpty().extracting(Clue::symbol).doesNotHaveDuplicates();
    }

    /** A kernel of which nothing is known but its memory proves nothing, and breaks nothing. */
    @Test
    void noClueFindsAnythingInAnEmptyKernel() {
        Evidence nothing = evidence();
        for (Clue clue : Clues.ALL) {
            assertThat(clue.find(nothing)).as(clue.symbol()).isEmpty();
        }
    }
}

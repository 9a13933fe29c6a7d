package dev.vmi4j.os.linux.kernel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Frame records as the Procedure Call Standard for the Arm 64-bit Architecture has them (6.4.6): the caller's, then the way back. */
class FrameRecordsTest {
    private static final long STACK = SyntheticKernel.BASE + 0x1000;
    private static final long INTERRUPTS = SyntheticKernel.BASE + 0x4000;
    private static final long SIZE = 0x1000;
    private static final StackArea OWN = new StackArea("task", STACK, STACK + SIZE);
    private static final long CODE = 0xffff_ffff_8100_0000L;
    private static final long SIGNATURE = 0xffff_0000_0000_0000L;
    private static final StackFrame FIRST =
            new StackFrame(FrameKind.RUNNING, new Va(CODE), new Va(STACK), true, Optional.empty());

    private final SyntheticKernel guest = new SyntheticKernel();

    @Test
    void aSleepingTaskIsFollowedToItsRoot() {
        record(STACK + 0x800, STACK + 0x900, CODE + 1);
        record(STACK + 0x900, 0, CODE + 2);

        assertThat(addresses(records().asleep(OWN, FIRST, STACK + 0x800))).containsExactly(CODE, CODE + 1, CODE + 2);
    }

    @Test
    void signaturesAreTakenOut() {
        record(STACK + 0x800, 0, 0x1234_ffff_8100_0001L);

        assertThat(addresses(records().asleep(OWN, FIRST, STACK + 0x800))).containsExactly(CODE, CODE + 1);
    }

    @Test
    void anInterruptsStackLeadsToTheTasks() {
        record(INTERRUPTS + 0xfd0, INTERRUPTS + 0xfe0, CODE + 1);
        record(INTERRUPTS + 0xfe0, STACK + 0xe40, CODE + 2);
        record(STACK + 0xe40, STACK + 0xff0, CODE + 3);
        record(STACK + 0xff0, 0, 0);

        List<StackFrame> frames = records().running(OWN, List.of(FIRST), INTERRUPTS + 0xfd0);

        assertThat(addresses(frames)).containsExactly(CODE, CODE + 1, CODE + 2, CODE + 3);
        assertThat(frames).allMatch(frame -> frame.note().isEmpty());
    }

    @Test
    void whatHasJustEnteredTheKernelHasNoCaller() {
        List<StackFrame> frames = records().running(OWN, List.of(FIRST), 0xffff_c6a8_d5c8L);

        assertThat(frames).containsExactly(FIRST);
    }

    @Test
    void aSleepingTaskIsOnNoOtherStack() {
        record(INTERRUPTS, STACK + 0xe40, CODE + 1);

        List<StackFrame> frames = records().asleep(OWN, FIRST, INTERRUPTS);

        assertThat(addresses(frames)).containsExactly(CODE);
        assertThat(frames.getLast().note()).isPresent();
    }

    @Test
    void aStackThatLeadsNowhereIsSaidToDoSo() {
        record(INTERRUPTS, INTERRUPTS + 2 * SIZE, CODE + 1);

        List<StackFrame> frames = records().running(OWN, List.of(FIRST), INTERRUPTS);

        assertThat(addresses(frames)).containsExactly(CODE, CODE + 1);
        assertThat(frames.getLast().note()).isPresent();
    }

    @Test
    void recordsThatLeadDownEnd() {
        record(STACK + 0x800, STACK + 0x700, CODE + 1);
        record(STACK + 0x700, STACK + 0x800, CODE + 2);

        List<StackFrame> frames = records().asleep(OWN, FIRST, STACK + 0x800);

        assertThat(addresses(frames)).containsExactly(CODE, CODE + 1);
        assertThat(frames.getLast().note()).isPresent();
    }

    private void record(long at, long caller, long code) {
        guest.put(at, caller);
        guest.put(at + 8, code);
    }

    private FrameRecords records() {
        return new FrameRecords(guest.kernel().memory(), Long.BYTES, SIGNATURE, SIGNATURE);
    }

    private static List<Long> addresses(List<StackFrame> frames) {
        return frames.stream().map(frame -> frame.address().value()).toList();
    }
}

package dev.vmi4j.tools.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.tools.breakpoint.Breakpoint;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.BreakpointRequest;
import dev.vmi4j.tools.breakpoint.HitHandler;
import dev.vmi4j.tools.breakpoint.Place;
import dev.vmi4j.tools.breakpoint.PlaceResolver;
import dev.vmi4j.tools.event.EventLoop;
import dev.vmi4j.tools.toy.Code;
import dev.vmi4j.tools.toy.DebuggerMachine;
import dev.vmi4j.tools.toy.ToyMachine;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepRecorderTest {
    private static final Code LOOP = new Code().nop().nop().nop().countDown(0).halt();

    private static List<Va> places(StepRecorder recorder) {
        return recorder.steps().stream()
                .map(step -> step.registers().instructionPointer())
                .toList();
    }

    private static List<Va> at(int... indexes) {
        return IntStream.of(indexes).mapToObj(ToyMachine::at).toList();
    }

    private static DebuggerMachine run(StepRecorder recorder, long seed, int vcpus) {
        var machine = new DebuggerMachine(seed, vcpus, LOOP);
        for (int i = 0; i < vcpus; i++) {
            machine.withCounter(i, 3);
        }
        try (EventLoop loop = EventLoop.over(machine.core())) {
            loop.add(recorder);
            BreakpointManager manager =
                    loop.add(BreakpointManager.of(machine.core(), machine.root(), PlaceResolver.ADDRESSES));
            manager.set(
                    BreakpointRequest.of("begin", Place.address(ToyMachine.at(1)))
                            .when(hit -> hit.vcpu().value() == 0 && recorder.count() == 0),
                    hit -> recorder.begin(hit.event()));
            loop.runUntil(machine::halted);
        }
        return machine;
    }

    @Test
    void everyInstructionIsRecordedUpToTheLimit() {
        StepRecorder recorder = StepRecorder.of(100, 6);
        run(recorder, 1, 1);
        assertThat(places(recorder)).isEqualTo(at(1, 2, 3, 0, 1, 2));
        assertThat(recorder.isRecording()).isFalse();
    }

    @Test
    void theRingKeepsTheLastOnes() {
        StepRecorder recorder = StepRecorder.of(3, 6);
        run(recorder, 1, 1);
        assertThat(places(recorder)).isEqualTo(at(0, 1, 2));
        assertThat(recorder.steps().getFirst().number()).isEqualTo(3);
        assertThat(recorder.count()).isEqualTo(6);
    }

    @Test
    void aStopConditionEndsTheRecordingBeforeTheInstruction() {
        StepRecorder recorder = StepRecorder.of(100, 100)
                .until(event -> event.registers().instructionPointer().equals(ToyMachine.at(0)));
        run(recorder, 1, 1);
        assertThat(places(recorder)).isEqualTo(at(1, 2, 3));
    }

    @Test
    void onlyTheVirtualCpuThatWasBegunIsRecorded() {
        for (long seed = 1; seed <= 10; seed++) {
            StepRecorder recorder = StepRecorder.of(100, 7);
            run(recorder, seed, 3);
            assertThat(places(recorder)).as("seed " + seed).isEqualTo(at(1, 2, 3, 0, 1, 2, 3));
            assertThat(recorder.steps())
                    .as("seed " + seed)
                    .allMatch(step -> step.vcpu().value() == 0);
        }
    }

    @Test
    void aStepOntoABreakpointIsAHitOnce() {
        var machine = new DebuggerMachine(1, 1, LOOP);
        machine.withCounter(0, 4);
        StepRecorder recorder = StepRecorder.of(100, 100);
        try (EventLoop loop = EventLoop.over(machine.core())) {
            loop.add(recorder);
            BreakpointManager manager =
                    loop.add(BreakpointManager.of(machine.core(), machine.root(), PlaceResolver.ADDRESSES));
            manager.set(
                    BreakpointRequest.of("begin", Place.address(ToyMachine.at(1)))
                            .when(_ -> recorder.count() == 0),
                    hit -> recorder.begin(hit.event()));
            Breakpoint other = manager.set(
                    BreakpointRequest.of("other", Place.address(ToyMachine.at(2))), HitHandler.looking(_ -> {}));
            loop.runUntil(machine::halted);
            assertThat(other.statistics().hits()).isEqualTo(4);
        }
    }
}

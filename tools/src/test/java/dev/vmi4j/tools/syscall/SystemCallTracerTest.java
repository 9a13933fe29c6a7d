package dev.vmi4j.tools.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.SystemCall;
import dev.vmi4j.core.os.SystemCallDecoder;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.PlaceResolver;
import dev.vmi4j.tools.event.EventLoop;
import dev.vmi4j.tools.toy.Code;
import dev.vmi4j.tools.toy.DebuggerMachine;
import dev.vmi4j.tools.toy.ToyMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemCallTracerTest {
    private static final int GATE = 6;

    /** Calls the gate with 4, three times over by the counter, then with 9, which never returns. */
    private static Code calls() {
        return new Code()
                .push(4)
                .call(GATE)
                .drop(1)
                .push(9)
                .call(GATE)
                .halt()
                .argument()
                .result(40)
                .countDown(10)
                .halt()
                .ret();
    }

    /** A system of one gate whose argument is the number; 9 never returns. */
    private record Decoder(PhysicalMemory memory) implements SystemCallDecoder {
        @Override
        public List<Gate> gates() {
            return List.of(new Gate("gate", ToyMachine.at(GATE)));
        }

        @Override
        public Optional<Entered> enter(Gate gate, Registers registers) {
            long number = registers.argument(CallingConvention.LINUX_SYSCALL, 0, memory);
            return Optional.of(new Call(number, registers.stackPointer()));
        }
    }

    private record Call(long number, Va stack) implements SystemCallDecoder.Entered {
        private SystemCall known(Optional<SystemCall.Result> result) {
            return new SystemCall(stack, 7, 7, "toy", number, "toy", name(), List.of("" + number), result);
        }

        @Override
        public SystemCall call() {
            return known(Optional.empty());
        }

        @Override
        public long processId() {
            return 7;
        }

        @Override
        public String name() {
            return "call" + number;
        }

        @Override
        public boolean returns() {
            return number != 9;
        }

        @Override
        public SystemCall returned(Registers registers) {
            return known(Optional.of(new SystemCall.Result(registers.result(), "" + registers.result())));
        }
    }

    @Test
    void eachCallIsToldOnceWithItsResult() {
        for (long seed = 1; seed <= 20; seed++) {
            var machine = new DebuggerMachine(seed, 4, calls());
            List<String> told = new ArrayList<>();
            try (EventLoop loop = EventLoop.over(machine.core())) {
                BreakpointManager manager =
                        loop.add(BreakpointManager.of(machine.core(), machine.root(), PlaceResolver.ADDRESSES));
                try (var tracer = SystemCallTracer.start(
                        manager, new Decoder(machine.memory()), _ -> true, call -> told.add(call.toString()))) {
                    loop.runUntil(machine::halted);
                    assertThat(tracer.statistics())
                            .as("seed " + seed)
                            .isEqualTo(new TraceStatistics(8, 4, 4, 0, 0, 0, 0, 0));
                }
            }
            assertThat(told.stream().sorted().toList())
                    .as("seed " + seed)
                    .containsExactly(
                            "call4(4) = 40",
                            "call4(4) = 40",
                            "call4(4) = 40",
                            "call4(4) = 40",
                            "call9(9) = ?",
                            "call9(9) = ?",
                            "call9(9) = ?",
                            "call9(9) = ?");
            assertThat(machine.breakpoints()).isEmpty();
        }
    }

    @Test
    void aFilterLeavesCallsOut() {
        var machine = new DebuggerMachine(1, 1, calls());
        List<String> told = new ArrayList<>();
        try (EventLoop loop = EventLoop.over(machine.core())) {
            BreakpointManager manager =
                    loop.add(BreakpointManager.of(machine.core(), machine.root(), PlaceResolver.ADDRESSES));
            try (var tracer = SystemCallTracer.start(
                    manager,
                    new Decoder(machine.memory()),
                    call -> call.name().equals("call9"),
                    call -> told.add(call.toString()))) {
                loop.runUntil(machine::halted);
                assertThat(tracer.statistics().filtered()).isEqualTo(1);
            }
        }
        assertThat(told).containsExactly("call9(9) = ?");
    }
}

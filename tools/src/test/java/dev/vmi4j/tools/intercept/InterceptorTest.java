package dev.vmi4j.tools.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.BreakpointRequest;
import dev.vmi4j.tools.breakpoint.Hit;
import dev.vmi4j.tools.breakpoint.Place;
import dev.vmi4j.tools.breakpoint.PlaceResolver;
import dev.vmi4j.tools.event.EventLoop;
import dev.vmi4j.tools.toy.Code;
import dev.vmi4j.tools.toy.DebuggerMachine;
import dev.vmi4j.tools.toy.ToyMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterceptorTest {
    private static final int FUNCTION = 6;
    private static final int AFTER_OUTER = 2;
    private static final int BASE = 12;

    /** Main pushes its argument, calls the function, which calls itself with one less until that is 0, and doubles. */
    private static Code recursive(int argument) {
        return new Code()
                .push(argument)
                .call(FUNCTION)
                .drop(1)
                .halt()
                .nop()
                .nop()
                .argument()
                .jumpZero(BASE)
                .pushLess()
                .call(FUNCTION)
                .drop(1)
                .jump(BASE + 2)
                .result(1)
                .ret()
                .twice()
                .ret();
    }

    private static long argument(Hit hit) {
        return hit.argument(CallingConvention.SYSTEM_V, 0);
    }

    private static BreakpointRequest request(int index) {
        return BreakpointRequest.of("test", Place.address(ToyMachine.at(index)));
    }

    /** Notes what begins and what returns, each with its argument. */
    private static final class Noting implements FunctionHook {
        final List<String> seen = new ArrayList<>();

        @Override
        public Decision entered(Hit hit) {
            seen.add("in " + argument(hit));
            return new Decision.Proceed(Optional.empty(), argument(hit));
        }

        @Override
        public Optional<Registers> returned(FunctionCall call, Hit hit) {
            seen.add("out " + call.tag() + " = " + hit.registers().result());
            return Optional.empty();
        }
    }

    private static InterceptStatistics run(ToyMachine machine, int function, FunctionHook hook) {
        try (EventLoop loop = EventLoop.over(machine.core())) {
            BreakpointManager manager =
                    loop.add(BreakpointManager.of(machine.core(), machine.root(), PlaceResolver.ADDRESSES));
            try (Interceptor interceptor = Interceptor.start(manager, request(function), hook)) {
                loop.runUntil(machine::halted);
                return interceptor.statistics();
            }
        }
    }

    @Test
    void recursionPairsEachReturnWithItsCall() {
        var hook = new Noting();
        var machine = new DebuggerMachine(1, 1, recursive(2));
        assertThat(run(machine, FUNCTION, hook)).isEqualTo(new InterceptStatistics(3, 3, 0, 0, 0));
        assertThat(hook.seen).containsExactly("in 2", "in 1", "in 0", "out 0 = 1", "out 1 = 2", "out 2 = 4");
        assertThat(machine.breakpoints()).isEmpty();
    }

    @Test
    void severalThreadsInOneFunctionDoNotMeet() {
        for (long seed = 1; seed <= 20; seed++) {
            var hook = new Noting();
            var machine = new DebuggerMachine(seed, 4, recursive(3));
            assertThat(run(machine, FUNCTION, hook))
                    .as("seed " + seed)
                    .isEqualTo(new InterceptStatistics(16, 16, 0, 0, 0));
            assertThat(hook.seen.stream().filter("out 3 = 8"::equals).count())
                    .as("seed " + seed)
                    .isEqualTo(4);
        }
    }

    @Test
    void aFunctionThatIsLeftOutGivesItsCallerTheResult() {
        var machine = new DebuggerMachine(1, 1, recursive(2));
        assertThat(run(machine, FUNCTION, _ -> FunctionHook.Decision.skip(55)))
                .isEqualTo(new InterceptStatistics(1, 0, 1, 0, 0));
        assertThat(machine.executed(FUNCTION)).isZero();
        assertThat(machine.executed(AFTER_OUTER)).isEqualTo(1);
        assertThat(machine.registers(machine.vcpus().getFirst()).result()).isEqualTo(55);
    }

    @Test
    void theResultCanBeChanged() {
        var machine = new DebuggerMachine(1, 1, recursive(1));
        run(machine, FUNCTION, new FunctionHook() {
            @Override
            public Decision entered(Hit hit) {
                return Decision.proceed();
            }

            @Override
            public Optional<Registers> returned(FunctionCall call, Hit hit) {
                return Optional.of(hit.registers().withResult(hit.registers().result() + 10));
            }
        });
        // 1, then 11 doubled, then 10 more.
        assertThat(machine.registers(machine.vcpus().getFirst()).result()).isEqualTo(32);
    }

    @Test
    void callsThatNeverReturnAreGivenUp() {
        // The function takes its return address off the stack and jumps away, five times.
        Code code = new Code().call(3).nop().halt().drop(1).countDown(0).jump(2);
        var machine = new DebuggerMachine(1, 1, code);
        machine.withCounter(0, 5);
        assertThat(run(machine, 3, _ -> FunctionHook.Decision.proceed()))
                .isEqualTo(new InterceptStatistics(5, 0, 0, 4, 1));
    }
}

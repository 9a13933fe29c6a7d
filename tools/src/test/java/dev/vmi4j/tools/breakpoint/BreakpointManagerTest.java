package dev.vmi4j.tools.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.testkit.toy.ToyEventMonitor;
import dev.vmi4j.testkit.toy.ToyInterrupt;
import dev.vmi4j.tools.event.EventLoop;
import dev.vmi4j.tools.toy.Code;
import dev.vmi4j.tools.toy.DebuggerMachine;
import dev.vmi4j.tools.toy.ToyMachine;
import dev.vmi4j.tools.toy.ViewMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakpointManagerTest {
    /** The two ways in which a driver lets breakpoints be set. */
    enum Way {
        DEBUGGER,
        VIEWS;

        ToyMachine machine(long seed, int vcpus, Code code) {
            return switch (this) {
                case DEBUGGER -> new DebuggerMachine(seed, vcpus, code);
                case VIEWS -> new ViewMachine(seed, vcpus, code);
            };
        }

        BreakpointManager manager(ToyMachine machine, PlaceResolver resolver) {
            return switch (this) {
                case DEBUGGER -> BreakpointManager.of(machine.core(), machine.root(), resolver);
                case VIEWS ->
                    BreakpointManager.overViews(
                            machine.core(),
                            machine.root(),
                            resolver,
                            new ToyEventMonitor.Interrupts(ToyInterrupt.BREAKPOINT));
            };
        }
    }

    private static final int LOOP = 0;
    private static final int INNER = 1;
    private static final int HALT = 4;

    private static Code loop() {
        return new Code().nop().nop().nop().countDown(LOOP).halt();
    }

    private static Place at(int index) {
        return Place.address(ToyMachine.at(index));
    }

    private static void assertClean(ToyMachine machine) {
        switch (machine) {
            case DebuggerMachine debugger -> assertThat(debugger.breakpoints()).isEmpty();
            case ViewMachine views -> {
                assertThat(views.allocated()).isEmpty();
                assertThat(views.views()).isZero();
            }
            default -> throw new AssertionError(machine);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noHitIsLostOnAnyOfFourVcpus(Way way) {
        for (long seed = 1; seed <= 20; seed++) {
            ToyMachine machine = way.machine(seed, 4, loop());
            for (int vcpu = 0; vcpu < 4; vcpu++) {
                machine.withCounter(vcpu, 200 + vcpu);
            }
            Map<Va, Integer> hits = new HashMap<>();
            try (EventLoop loop = EventLoop.over(machine.core())) {
                BreakpointManager manager = loop.add(way.manager(machine, PlaceResolver.ADDRESSES));
                for (int index : new int[] {LOOP, INNER, INNER + 1}) {
                    manager.set(
                            BreakpointRequest.of("test", at(index)),
                            HitHandler.looking(
                                    hit -> hits.merge(hit.registers().instructionPointer(), 1, Integer::sum)));
                }
                loop.runUntil(machine::halted);
            }
            assertThat(hits)
                    .as("seed " + seed)
                    .isEqualTo(
                            Map.of(ToyMachine.at(LOOP), 806, ToyMachine.at(INNER), 806, ToyMachine.at(INNER + 1), 806));
            assertThat(machine.executed(INNER)).as("seed " + seed).isEqualTo(806);
            assertClean(machine);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalOwnersSeeOneHitInTheirOrderAndWhatTheOneBeforeChanged(Way way) {
        ToyMachine machine = way.machine(1, 1, loop()).withCounter(0, 3);
        List<String> seen = new ArrayList<>();
        try (EventLoop loop = EventLoop.over(machine.core())) {
            BreakpointManager manager = loop.add(way.manager(machine, PlaceResolver.ADDRESSES));
            manager.set(BreakpointRequest.of("first", at(INNER)), hit -> {
                seen.add("first " + hit.registers().result());
                return EventResponse.CONTINUE.withRegisters(
                        hit.registers().withResult(hit.registers().result() + 1));
            });
            Breakpoint second = manager.set(
                    BreakpointRequest.of("second", at(INNER)),
                    HitHandler.looking(
                            hit -> seen.add("second " + hit.registers().result())));
            manager.set(BreakpointRequest.of("end", at(INNER + 1)), hit -> {
                second.remove();
                return EventResponse.CONTINUE;
            });
            loop.runUntil(machine::halted);
            assertThat(manager.statistics())
                    .isEqualTo(Map.of(
                            "first", new BreakpointStatistics(3, 0, 0, 0),
                            "second", new BreakpointStatistics(1, 0, 0, 0),
                            "end", new BreakpointStatistics(3, 0, 0, 0)));
        }
        assertThat(seen).containsExactly("first 0", "second 1", "first 1", "first 2");
    }

    @ParameterizedTest
    @EnumSource
    void conditionsAndScopesAreCounted(Way way) {
        ToyMachine machine = way.machine(7, 2, loop()).withCounter(0, 5).withCounter(1, 5);
        Map<Integer, Integer> vcpus = new HashMap<>();
        try (EventLoop loop = EventLoop.over(machine.core())) {
            BreakpointManager manager = loop.add(way.manager(machine, PlaceResolver.ADDRESSES));
            manager.set(
                    BreakpointRequest.of("one", at(INNER))
                            .in(Scope.root(machine.root()))
                            .when(hit -> hit.vcpu().value() == 1),
                    HitHandler.looking(hit -> vcpus.merge(hit.vcpu().value(), 1, Integer::sum)));
            manager.set(
                    BreakpointRequest.of("unreadable", at(INNER)).when(_ -> {
                        throw new MissingMemoryException(0x1234, PageState.ABSENT);
                    }),
                    HitHandler.looking(_ -> vcpus.put(99, 99)));
            loop.runUntil(machine::halted);
            assertThat(manager.statistics())
                    .isEqualTo(Map.of(
                            "one", new BreakpointStatistics(5, 0, 5, 0),
                            "unreadable", new BreakpointStatistics(0, 0, 0, 10)));
        }
        assertThat(vcpus).isEqualTo(Map.of(1, 5));
    }

    @Test
    void aHitInAnotherProcessIsFiltered() {
        ToyMachine machine = Way.DEBUGGER.machine(3, 1, loop()).withCounter(0, 5);
        try (EventLoop loop = EventLoop.over(machine.core())) {
            BreakpointManager manager = loop.add(Way.DEBUGGER.manager(machine, PlaceResolver.ADDRESSES));
            manager.set(
                    BreakpointRequest.of("other", at(INNER)).in(Scope.root(new Pa(0x123000))), HitHandler.looking(_ -> {
                        throw new AssertionError("of another process");
                    }));
            loop.runUntil(machine::halted);
            assertThat(manager.statistics()).isEqualTo(Map.of("other", new BreakpointStatistics(0, 5, 0, 0)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThrowingHandlerLeavesNothingInTheGuest(Way way) {
        ToyMachine machine = way.machine(3, 2, loop()).withCounter(0, 9).withCounter(1, 9);
        EventLoop loop = EventLoop.over(machine.core());
        BreakpointManager manager = loop.add(way.manager(machine, PlaceResolver.ADDRESSES));
        manager.set(BreakpointRequest.of("bad", at(INNER)), _ -> {
            throw new ArithmeticException("of the handler");
        });
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> loop.runUntil(machine::halted));
        assertClean(machine);
        machine.waitForEvents(Duration.ZERO, _ -> EventResponse.CONTINUE);
        machine.waitForEvents(Duration.ZERO, _ -> EventResponse.CONTINUE);
        assertThat(machine.halted()).isTrue();
        assertThat(machine.executed(INNER)).isEqualTo(18);
        assertThatIllegalStateException()
                .isThrownBy(() -> manager.set(BreakpointRequest.of("late", at(INNER)), HitHandler.looking(_ -> {})));
    }

    @ParameterizedTest
    @EnumSource
    void movingTheInstructionPointerLeavesTheInstructionOut(Way way) {
        ToyMachine machine = way.machine(3, 1, loop()).withCounter(0, 9);
        try (EventLoop loop = EventLoop.over(machine.core())) {
            loop.add(way.manager(machine, PlaceResolver.ADDRESSES))
                    .set(
                            BreakpointRequest.of("skip", at(INNER)),
                            hit -> EventResponse.CONTINUE.withRegisters(
                                    hit.registers().withInstructionPointer(ToyMachine.at(INNER + 1))));
            loop.runUntil(machine::halted);
        }
        assertThat(machine.executed(INNER)).isZero();
        assertThat(machine.executed(INNER + 1)).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void aSymbolThatAppearsLaterIsFoundByRefreshing(Way way) {
        ToyMachine machine = way.machine(3, 1, loop()).withCounter(0, 9);
        Map<String, Va> symbols = new HashMap<>();
        try (EventLoop loop = EventLoop.over(machine.core())) {
            BreakpointManager manager = loop.add(way.manager(
                    machine,
                    (place, _) -> place instanceof Place.Symbol(String name, long _)
                            ? Optional.ofNullable(symbols.get(name))
                            : Optional.empty()));
            Breakpoint breakpoint =
                    manager.set(BreakpointRequest.of("test", Place.symbol("inner")), HitHandler.looking(_ -> {}));
            assertThat(breakpoint.state()).isEqualTo(BreakpointState.PENDING);
            assertThat(breakpoint.address()).isEmpty();
            symbols.put("inner", ToyMachine.at(INNER));
            manager.refresh();
            assertThat(breakpoint.state()).isEqualTo(BreakpointState.ARMED);
            symbols.put("inner", ToyMachine.at(HALT));
            manager.refresh();
            loop.runUntil(machine::halted);
            assertThat(breakpoint.statistics().hits()).isEqualTo(1);
            breakpoint.remove();
            assertThat(breakpoint.state()).isEqualTo(BreakpointState.REMOVED);
        }
    }

    @Test
    void aBreakpointFollowsItsPageOutAndIn() {
        ViewMachine machine = new ViewMachine(3, 1, loop());
        long far = ToyMachine.CODE + 0x10000;
        Map<BreakpointState, Integer> states = new EnumMap<>(BreakpointState.class);
        try (EventLoop loop = EventLoop.over(machine.core())) {
            BreakpointManager manager = loop.add(Way.VIEWS.manager(machine, PlaceResolver.ADDRESSES));
            Breakpoint breakpoint =
                    manager.set(BreakpointRequest.of("test", Place.address(new Va(far))), HitHandler.looking(_ -> {}));
            manager.set(BreakpointRequest.of("tick", at(INNER)), HitHandler.looking(_ -> {}));
            assertThat(breakpoint.state()).isEqualTo(BreakpointState.PENDING);

            long first = machine.bytes().allocate(0x2000, 0x2000, 40);
            machine.tables().map(far, first, 0x2000);
            machine.withCounter(0, 3);
            loop.waitForEvents(Duration.ZERO);
            assertThat(breakpoint.state()).isEqualTo(BreakpointState.ARMED);
            assertThat(machine.allocated()).hasSize(2);

            machine.tables().forge(far, 2, 0);
            machine.core().newEpoch();
            loop.waitForEvents(Duration.ZERO);
            states.merge(breakpoint.state(), 1, Integer::sum);
            assertThat(machine.allocated()).hasSize(1);
        }
        assertThat(states).isEqualTo(Map.of(BreakpointState.PENDING, 1));
        assertClean(machine);
    }

    @Test
    void theGuestsOwnBreakpointsAreDeliveredToIt() {
        ViewMachine machine = new ViewMachine(3, 1, new Code().nop().nop().halt());
        machine.bytes().put(machine.codePage() + 2, (byte) 0x7e, (byte) 0x57);
        try (EventLoop loop = EventLoop.over(machine.core())) {
            loop.add(Way.VIEWS.manager(machine, PlaceResolver.ADDRESSES))
                    .set(BreakpointRequest.of("test", at(0)), HitHandler.looking(_ -> {}));
            loop.runUntil(machine::halted);
        }
        assertThat(machine.reinjected()).isEqualTo(1);
    }

    @Test
    void codeThatChangesItsPageIsSeenInTheCopy() {
        Code code = new Code().nop().poke(HALT_OPCODE).nop().nop().nop().jump(0);
        ViewMachine machine = new ViewMachine(3, 1, code);
        machine.withCounter(0, ToyMachine.at(4).value());
        try (EventLoop loop = EventLoop.over(machine.core())) {
            Breakpoint breakpoint = loop.add(Way.VIEWS.manager(machine, PlaceResolver.ADDRESSES))
                    .set(BreakpointRequest.of("test", at(3)), HitHandler.looking(_ -> {}));
            loop.runUntil(machine::halted);
            assertThat(breakpoint.statistics().hits()).isEqualTo(1);
        }
        assertThat(machine.executed(4)).isEqualTo(1);
    }

    /** The opcode that ends a virtual CPU's work. */
    private static final int HALT_OPCODE = 10;
}

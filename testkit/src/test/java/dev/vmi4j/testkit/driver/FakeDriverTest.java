package dev.vmi4j.testkit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.Interrupt;
import dev.vmi4j.core.driver.AllocatesFrames;
import dev.vmi4j.core.driver.ControlsExecution;
import dev.vmi4j.core.driver.HasViews;
import dev.vmi4j.core.driver.InjectsInterrupts;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.driver.QueriesProtection;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.driver.SetsProtection;
import dev.vmi4j.core.driver.WritesMemory;
import dev.vmi4j.core.driver.WritesRegisters;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.testkit.contract.DriverContract;
import dev.vmi4j.testkit.contract.DriverFixture;
import dev.vmi4j.testkit.contract.DriverPeer;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.toy.ToyArchitecture;
import dev.vmi4j.testkit.toy.ToyEventMonitor;
import dev.vmi4j.testkit.toy.ToyEventReason;
import dev.vmi4j.testkit.toy.ToyInterrupt;
import dev.vmi4j.testkit.toy.ToyRegisters;
import dev.vmi4j.testkit.toy.ToySpecialRegister;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FakeDriverTest {
    private static final VcpuId VCPU = VcpuId.FIRST;

    private static FakeDriver.Builder guest() {
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x20000));
        memory.put(0x4000, "what is known of the guest".getBytes(StandardCharsets.US_ASCII));
        return FakeDriver.builder(ToyArchitecture.INSTANCE, memory, ToyRegisters.of(0))
                .vcpus(ToyRegisters.of(0), ToyRegisters.of(0x2000))
                .spareFrames(new MemoryRange(0x10000, 0x10000))
                .supports(monitor -> !(monitor instanceof ToyEventMonitor.SingleSteps));
    }

    private static DriverFixture fixture(FakeDriver driver) {
        return new DriverFixture(
                driver,
                Set.of(
                        ReadsMemory.class,
                        WritesMemory.class,
                        ReadsRegisters.class,
                        WritesRegisters.class,
                        QueriesProtection.class,
                        SetsProtection.class,
                        HasViews.class,
                        MonitorsEvents.class,
                        ControlsExecution.class,
                        InjectsInterrupts.class,
                        AllocatesFrames.class),
                new Pa(0x4000),
                MemorySegment.ofArray("what is known of the guest".getBytes(StandardCharsets.US_ASCII)),
                Optional.of(new DriverFixture.Active(
                        new Peer(driver),
                        new ToyEventMonitor.Interrupts(ToyInterrupt.BREAKPOINT),
                        new ToyEventMonitor.SingleSteps(),
                        ToyInterrupt.breakpoint())));
    }

    private record Peer(FakeDriver driver) implements DriverPeer {
        @Override
        public byte sees(VcpuId vcpu, Pa pa) {
            return driver.guest().sees(vcpu, pa);
        }

        @Override
        public void raise(VcpuId vcpu) {
            driver.guest().raise(vcpu, new ToyEventReason.Interrupted(Gfn.ZERO, ToyInterrupt.breakpoint()));
        }

        @Override
        public boolean takes(VcpuId vcpu, Interrupt interrupt) {
            return driver.guest().injected().contains(new FakeGuest.Injected(vcpu, interrupt));
        }
    }

    @Nested
    class Mapped extends DriverContract {
        @Override
        protected DriverFixture open() {
            return fixture(guest().open());
        }
    }

    @Nested
    class Paged extends DriverContract {
        @Override
        protected DriverFixture open() {
            return fixture(guest().paged(12, 16).open());
        }
    }

    @Nested
    class PagedWithoutCache extends DriverContract {
        @Override
        protected DriverFixture open() {
            return fixture(guest().paged(13, 0).open());
        }
    }

    @Test
    void callsAreRecordedInTheirOrder() {
        FakeDriver driver = guest().open();
        View view = driver.createView(MemoryAccess.RX);
        driver.write(new Pa(0x10), MemorySegment.ofArray(new byte[] {1, (byte) 0xab}));
        driver.registers(VCPU);
        driver.pause().close();
        driver.close();
        assertThat(view).isEqualTo(new View(1));
        assertThat(driver.calls())
                .containsExactly(
                        new Call.CreateView(MemoryAccess.RX),
                        new Call.Write(new Pa(0x10), "01ab"),
                        new Call.ReadRegisters(VCPU),
                        new Call.Pause(),
                        new Call.Resume(),
                        new Call.Close());
        assertThat(driver.isClosed()).isTrue();
        driver.clearCalls();
        assertThat(driver.calls()).isEmpty();
    }

    /** Each operation once: the map is complete, or the test fails. */
    private static Map<Operation, Runnable> operations(FakeDriver driver) {
        Map<Operation, Runnable> all = new EnumMap<>(Operation.class);
        View view = driver.createView(MemoryAccess.RWX);
        Gfn gfn = new Gfn(2);
        all.put(Operation.READ_PAGE, () -> driver.memory().readByte(0));
        all.put(Operation.WRITE, () -> driver.write(new Pa(0), MemorySegment.ofArray(new byte[1])));
        all.put(Operation.REGISTERS, () -> driver.registers(VCPU));
        all.put(Operation.SET_REGISTERS, () -> driver.setRegisters(VCPU, ToyRegisters.of(0)));
        all.put(Operation.PROTECTION, () -> driver.protection(gfn, view));
        all.put(Operation.SET_PROTECTION, () -> driver.setProtection(gfn, view, MemoryAccess.R));
        all.put(Operation.CREATE_VIEW, () -> driver.createView(MemoryAccess.R));
        all.put(Operation.DESTROY_VIEW, () -> driver.destroyView(driver.createView(MemoryAccess.R)));
        all.put(Operation.SWITCH_VIEW, () -> driver.switchToView(view));
        all.put(Operation.REMAP_FRAME, () -> driver.remapFrame(view, gfn, Gfn.ZERO));
        all.put(Operation.RESET_FRAME, () -> driver.resetFrame(view, gfn));
        all.put(Operation.ENABLE, () -> driver.enable(new ToyEventMonitor.Interrupts(1)));
        all.put(Operation.DISABLE, () -> driver.disable(new ToyEventMonitor.Interrupts(1)));
        all.put(Operation.WAIT, () -> driver.waitForEvents(Duration.ZERO, _ -> EventResponse.CONTINUE));
        all.put(Operation.PAUSE, driver::pause);
        all.put(Operation.RESUME, () -> driver.pause().close());
        all.put(Operation.INJECT, () -> driver.injectInterrupt(VCPU, ToyInterrupt.breakpoint()));
        all.put(Operation.ALLOCATE_FRAME, driver::allocateFrame);
        all.put(Operation.FREE_FRAME, () -> driver.freeFrame(driver.allocateFrame()));
        all.put(Operation.CLOSE, driver::close);
        return all;
    }

    @Test
    void theNthCallOfAnyOperationFails() {
        for (Operation operation : Operation.values()) {
            FakeDriver driver = guest().paged(12, 0).open();
            Runnable run = operations(driver).get(operation);
            assertThat(run).as("%s", operation).isNotNull();
            VmiException failure = new VmiException("on purpose");
            run.run();
            driver.fail(operation, 2, failure);
            run.run();
            assertThatExceptionOfType(VmiException.class)
                    .as("%s", operation)
                    .isThrownBy(run::run)
                    .isSameAs(failure);
            run.run();
            assertThat(driver.calls().stream().filter(call -> call.operation() == operation))
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void aPauseThatFailsToEndIsNotLeaked() {
        FakeDriver driver = guest().open();
        driver.fail(Operation.RESUME, 1, new VmiException("on purpose"));
        ControlsExecution.PauseScope scope = driver.pause();
        assertThatExceptionOfType(VmiException.class).isThrownBy(scope::close);
        assertThat(driver.isPaused()).isFalse();
    }

    @Test
    void answersAreApplied() {
        FakeDriver driver = guest().open();
        View view = driver.createView(MemoryAccess.R);
        List<EventResponse> responses = List.of(
                EventResponse.CONTINUE.withView(view),
                EventResponse.of(new EventAction.ReinjectInterrupt()),
                EventResponse.of(new EventAction.Deny()).withRegisters(ToyRegisters.of(0x4000)),
                EventResponse.of(new EventAction.SingleStep()),
                EventResponse.of(new EventAction.FastSingleStep(driver.defaultView())),
                EventResponse.of(new EventAction.Emulate()).withView(driver.defaultView()));
        responses.forEach(_ -> raiseBreakpoint(driver));
        List<EventResponse> left = new ArrayList<>(responses);
        int answered = driver.waitForEvents(Duration.ofSeconds(1), event -> {
            assertThat(event.view()).contains(driver.defaultView());
            assertThat(event.vcpuPaused()).isTrue();
            return left.removeFirst();
        });
        assertThat(answered).isEqualTo(6);
        assertThat(driver.guest().answers())
                .extracting(FakeGuest.Answered::response)
                .isEqualTo(responses);
        assertThat(driver.guest().injected()).containsExactly(new FakeGuest.Injected(VCPU, ToyInterrupt.breakpoint()));
        assertThat(driver.guest().registers(VCPU)).isEqualTo(ToyRegisters.of(0x4000));
        assertThat(driver.guest().view(VCPU)).isEqualTo(driver.defaultView());
    }

    @Test
    void answersThatMakeNoSenseAreRefused() {
        FakeDriver driver = guest().open();
        driver.guest().raise(VCPU, new ToyEventReason.Stepped());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> driver.waitForEvents(
                        Duration.ZERO, _ -> EventResponse.of(new EventAction.ReinjectInterrupt())));
        raiseBreakpoint(driver);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> driver.waitForEvents(Duration.ZERO, _ -> EventResponse.CONTINUE.withView(new View(99))));
    }

    @Test
    void neutralViewsOfReasons() {
        var access = new ToyEventReason.Accessed(new Pa(0x2010), Optional.of(new Va(0x10)), MemoryAccess.W);
        var breakpoint = new ToyEventReason.Interrupted(new Gfn(1), ToyInterrupt.breakpoint());
        var written = new ToyEventReason.RegisterWritten(ToySpecialRegister.ROOT, 0x2000);
        assertThat(access.asMemoryAccess()).contains(access);
        assertThat(access.asInterrupt()).isEmpty();
        assertThat(breakpoint.asSoftwareBreakpoint()).contains(breakpoint);
        assertThat(breakpoint.asMemoryAccess()).isEmpty();
        assertThat(written.asSoftwareBreakpoint()).isEmpty();
        assertThat(ToyInterrupt.breakpoint().mnemonic()).isEqualTo("#BRK");
        assertThat(new ToyEventMonitor.RegisterWrites(ToySpecialRegister.ROOT).description())
                .isEqualTo("ROOT writes");
    }

    @Test
    void protectionIsThatOfTheCurrentView() {
        FakeDriver driver = guest().open();
        View view = driver.createView(MemoryAccess.R);
        assertThat(driver.guest().may(VCPU, new Pa(0x4001), MemoryAccess.W)).isTrue();
        driver.switchToView(view);
        assertThat(driver.guest().may(VCPU, new Pa(0x4001), MemoryAccess.W)).isFalse();
        driver.setProtection(new Gfn(2), view, MemoryAccess.RW);
        assertThat(driver.guest().may(VCPU, new Pa(0x4001), MemoryAccess.W)).isTrue();
        assertThat(driver.guest().may(VCPU, new Pa(0x3fff), MemoryAccess.W)).isFalse();
    }

    @Test
    void eventsWaitUntilTheyAreTaken() {
        FakeDriver driver = guest().open();
        driver.enable(new ToyEventMonitor.Interrupts(ToyInterrupt.BREAKPOINT));
        assertThat(driver.enabledMonitors()).hasSize(1);
        raiseBreakpoint(driver);
        raiseBreakpoint(driver);
        int answered = driver.waitForEvents(Duration.ZERO, event -> {
            if (driver.pendingEvents() == 0) {
                driver.guest().raise(VCPU, event.reason());
            }
            return EventResponse.CONTINUE;
        });
        assertThat(answered).as("what arrives meanwhile waits").isEqualTo(2);
        assertThat(driver.pendingEvents()).isEqualTo(1);
    }

    @Test
    void anInterruptedWaitIsAnErrorOfOurOwn() {
        FakeDriver driver = guest().open();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(VmiException.class)
                .isThrownBy(() -> driver.waitForEvents(Duration.ofHours(1), _ -> EventResponse.CONTINUE));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void raiseBreakpoint(FakeDriver driver) {
        driver.guest().raise(VCPU, new ToyEventReason.Interrupted(Gfn.ZERO, ToyInterrupt.breakpoint()));
    }
}

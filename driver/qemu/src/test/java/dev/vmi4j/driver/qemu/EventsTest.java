package dev.vmi4j.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.arch.aarch64.event.Aarch64EventMonitor;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.MemoryAccessEvent;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.driver.qemu.gdb.GdbConnectionException;
import dev.vmi4j.driver.qemu.gdb.GdbErrorException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long PLACE = ToyMachine.RAM + 0x100;
    private static final Va BREAKPOINT = new Va(PLACE);
    private static final byte[] NOP = {0x1f, 0x20, 0x03, (byte) 0xd5};

    private final ToyQemu qemu = ToyQemu.start(2);
    private final QemuGuest guest = QemuGuest.attach(qemu.options());
    private final List<VmiEvent> seen = new ArrayList<>();

    @AfterEach
    void end() {
        try (qemu) {
            guest.close();
        }
    }

    private EventResponse see(VmiEvent event) {
        seen.add(event);
        return EventResponse.CONTINUE;
    }

    private long pc(int vcpu) {
        return qemu.machine.registers[vcpu][ToyMachine.PC];
    }

    @Test
    void aHitIsToldOnceAndPassedByOneStep() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.arrive(1, PLACE);
        assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(seen).singleElement().satisfies(event -> {
            assertThat(event.vcpu()).isEqualTo(new VcpuId(1));
            assertThat(event.reason().asSoftwareBreakpoint()).isPresent();
            assertThat(event.registers().instructionPointer()).isEqualTo(BREAKPOINT);
        });
        assertThat(pc(1)).isEqualTo(PLACE + 4);
        assertThat(qemu.machine.comesToRun()).isTrue();
        assertThat(guest.waitForEvents(Duration.ZERO, this::see)).isZero();
    }

    @Test
    void anInstructionThatDoesNothingIsPassedWithoutAStep() {
        System.arraycopy(NOP, 0, qemu.machine.ram, 0x100, NOP.length);
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.arrive(0, PLACE);
        assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(qemu.machine.comesToRun()).isTrue();
        assertThat(pc(0)).isEqualTo(PLACE + 4);
        assertThat(qemu.stub().heard()).noneMatch(packet -> packet.startsWith("vCont;s"));
    }

    @Test
    void whenTwoVirtualCpusComeAtOnceEachIsTold() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.arrive(0, PLACE);
        qemu.machine.arrive(1, PLACE);
        assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(seen).extracting(VmiEvent::vcpu).containsExactly(new VcpuId(0), new VcpuId(1));
        assertThat(guest.waitForEvents(Duration.ZERO, this::see)).isZero();
    }

    @Test
    void aStepThatEndsBeforeItBeganIsMadeAgain() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.stopLate(2);
        qemu.machine.arrive(0, PLACE);
        assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(pc(0)).isEqualTo(PLACE + 4);
        assertThat(guest.waitForEvents(Duration.ZERO, this::see)).isZero();
    }

    @Test
    void aHandlerChangesRegistersAndMovesAway() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.arrive(0, PLACE);
        guest.waitForEvents(
                LONG,
                event -> EventResponse.CONTINUE.withRegisters(
                        event.registers().withResult(77).withInstructionPointer(new Va(PLACE + 64))));
        assertThat(qemu.machine.comesToRun()).isTrue();
        assertThat(qemu.machine.registers[0][0]).isEqualTo(77);
        assertThat(pc(0)).isEqualTo(PLACE + 64);
    }

    @Test
    void whatAHandlerThrowsLeavesNothingInTheGuest() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.arrive(0, PLACE);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> guest.waitForEvents(LONG, _ -> {
                    throw new ArithmeticException("of the handler");
                }));
        assertThat(qemu.machine.breakpoints).isEmpty();
        assertThat(qemu.machine.comesToRun()).isTrue();
    }

    @Test
    void anAnswerThatQemuCannotGiveLeavesNothingInTheGuest() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.arrive(0, PLACE);
        assertThatExceptionOfType(QemuException.class)
                .isThrownBy(() -> guest.waitForEvents(LONG, _ -> EventResponse.of(new EventAction.Deny())));
        assertThat(qemu.machine.breakpoints).isEmpty();
        assertThat(qemu.machine.comesToRun()).isTrue();
    }

    @Test
    void anEventThatCameBeforeAPauseIsAnsweredInItAndTheGuestStands() {
        guest.setBreakpoint(BREAKPOINT);
        assertThat(qemu.machine.comesToRun()).isTrue();
        qemu.machine.arrive(0, PLACE);
        assertThat(guest.pendingEvents()).isEqualTo(1);
        try (var _ = guest.pause()) {
            assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
            assertThat(guest.waitForEvents(LONG, this::see)).isZero();
            assertThat(qemu.machine.isRunning()).isFalse();
        }
        assertThat(qemu.machine.comesToRun()).isTrue();
        assertThat(seen).hasSize(1);
    }

    @Test
    void virtualCpusStepInTurn() {
        var steps = new Aarch64EventMonitor.SingleSteps();
        guest.enable(steps);
        for (int i = 0; i < 4; i++)
            assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(seen).extracting(event -> event.vcpu().value()).containsExactly(0, 1, 0, 1);
        guest.disable(steps);
        assertThat(qemu.machine.comesToRun()).isTrue();
    }

    @Test
    void aSingleStepThatWasAskedForIsToldOfTheSameVirtualCpu() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.machine.arrive(1, PLACE);
        guest.waitForEvents(LONG, _ -> EventResponse.of(new EventAction.SingleStep()));
        assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(seen.getFirst().vcpu()).isEqualTo(new VcpuId(1));
        assertThat(seen.getFirst().registers().instructionPointer()).isEqualTo(new Va(PLACE + 4));
    }

    @Test
    void watchedMemoryIsToldWithItsAccess() {
        guest.watch(BREAKPOINT, 4096, MemoryAccess.W);
        qemu.machine.access(1, "watch:" + Long.toHexString(PLACE));
        assertThat(guest.waitForEvents(LONG, this::see)).isEqualTo(1);
        assertThat(seen.getFirst().reason().asMemoryAccess())
                .hasValueSatisfying(access -> assertThat(access)
                        .returns(new Pa(PLACE), MemoryAccessEvent::pa)
                        .returns(MemoryAccess.W, MemoryAccessEvent::access));
        guest.unwatch(BREAKPOINT, 4096, MemoryAccess.W);
        assertThat(qemu.stub().heard()).contains("Z2,40000100,1000", "z2,40000100,1000");
        assertThatIllegalArgumentException().isThrownBy(() -> guest.watch(BREAKPOINT, 8, MemoryAccess.X));
    }

    @Test
    void aBreakpointThatIsRefusedLetsTheGuestRunOn() {
        guest.pendingEvents();
        guest.setBreakpoint(BREAKPOINT);
        qemu.stub().answerInstead("Z0", "E22");
        assertThatExceptionOfType(GdbErrorException.class).isThrownBy(() -> guest.setBreakpoint(new Va(PLACE + 8)));
        assertThat(qemu.machine.comesToRun()).isTrue();
        assertThat(qemu.machine.breakpoints).containsExactly(PLACE);
    }

    @Test
    void aStubThatHangsUpIsAnErrorForEverybodyAndTheGuestRunsOn() throws IOException {
        guest.setBreakpoint(BREAKPOINT);
        qemu.stub().hangUp();
        assertThatExceptionOfType(GdbConnectionException.class).isThrownBy(() -> guest.waitForEvents(LONG, this::see));
        assertThatExceptionOfType(GdbConnectionException.class).isThrownBy(guest::close);
        assertThat(qemu.machine.comesToRun()).isTrue();
        assertThat(qemu.isStubGone()).isTrue();
    }

    @Test
    void theEndOfTheGuestIsAnError() {
        guest.setBreakpoint(BREAKPOINT);
        qemu.stub().say(ToyStub.packet("W00"));
        assertThatExceptionOfType(QemuException.class)
                .isThrownBy(() -> guest.waitForEvents(LONG, this::see))
                .withMessageContaining("ended");
    }
}

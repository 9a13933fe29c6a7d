package dev.vmi4j.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.driver.qemu.gdb.GdbClient;
import dev.vmi4j.driver.qemu.gdb.PointKind;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether the guest runs when it should, by the monitor and by the stub. */
final class MachineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Va PLACE = new Va(ToyMachine.RAM + 0x100);

    private final ToyQemu qemu = ToyQemu.start(1);

    @AfterEach
    void end() {
        qemu.close();
    }

    @Test
    void aPauseNeedsNoStub() {
        try (QemuGuest guest = QemuGuest.attach(qemu.options())) {
            try (var _ = guest.pause();
                    var _ = guest.pause()) {
                assertThat(qemu.machine.isRunning()).isFalse();
            }
            assertThat(qemu.machine.comesToRun()).isTrue();
        }
        assertThat(qemu.heard()).containsOnlyOnce("stop", "cont").noneMatch(line -> line.startsWith("gdbserver"));
    }

    @Test
    void theStubIsStartedWhenItIsNeededAndEndedAtTheEnd() {
        try (QemuGuest guest = QemuGuest.attach(qemu.options())) {
            guest.setBreakpoint(PLACE);
            assertThat(qemu.machine.comesToRun()).isTrue();
            assertThat(qemu.machine.breakpoints).containsExactly(PLACE.value());
        }
        assertThat(qemu.isStubGone()).isTrue();
        assertThat(qemu.machine.breakpoints).isEmpty();
        assertThat(qemu.machine.comesToRun()).isTrue();
    }

    @Test
    void theStubTakesOverAPauseOfTheMonitor() {
        try (QemuGuest guest = QemuGuest.attach(qemu.options())) {
            try (var _ = guest.pause()) {
                guest.setBreakpoint(PLACE);
                assertThat(guest.registers(guest.vcpus().getFirst()).result()).isZero();
                assertThat(qemu.machine.isRunning()).isFalse();
            }
            assertThat(qemu.machine.comesToRun()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void closingEndsEveryPause() {
        try (QemuGuest guest = QemuGuest.attach(qemu.options())) {
            guest.pause();
        }
        assertThat(qemu.machine.comesToRun()).isTrue();
    }

    @Test
    void aGuestThatSomebodyElseStoppedStaysStopped() {
        qemu.machine.pause();
        try (QemuGuest guest = QemuGuest.attach(qemu.options())) {
            try (var _ = guest.pause()) {
                guest.setBreakpoint(PLACE);
            }
            assertThat(guest.waitForEvents(Duration.ZERO, _ -> {
                        throw new AssertionError("nothing runs");
                    }))
                    .isZero();
        }
        assertThat(qemu.machine.isRunning()).isFalse();
    }

    @Test
    void whatAKilledClientLeftIsTidiedUp() throws IOException {
        qemu.machine.arrive(0, PLACE.value());
        abandon();
        assertThat(qemu.machine.isRunning()).isFalse();
        try (QemuGuest guest = QemuGuest.attach(qemu.options())) {
            assertThat(guest.isPaused()).isFalse();
            assertThat(qemu.isStubGone()).isTrue();
            assertThat(qemu.machine.breakpoints).isEmpty();
            assertThat(qemu.machine.comesToRun()).isTrue();
        }
    }

    /** A client that dies while the guest stands at its breakpoint. */
    private void abandon() throws IOException {
        Path folder = Files.createTempDirectory(StubLink.FOLDER);
        try (QmpClient qmp = QmpClient.connect(qemu.options().monitor(), PATIENCE)) {
            qmp.hmp("gdbserver unix:" + folder.resolve("stub") + ",server=on,wait=off");
            try (GdbClient client = GdbClient.connect(folder.resolve("stub"), PATIENCE)) {
                client.insert(PointKind.SOFTWARE_BREAKPOINT, PLACE.value(), 1);
            }
        }
    }

    @Test
    void aDebuggerThatIsConnectedIsNotThrownOut() throws IOException {
        Path folder = Files.createTempDirectory("other");
        Path socket = folder.resolve("stub");
        try (QmpClient qmp = QmpClient.connect(qemu.options().monitor(), PATIENCE)) {
            qmp.hmp("gdbserver unix:" + socket + ",server=on,wait=off");
        }
        try (GdbClient _ = GdbClient.connect(socket, PATIENCE);
                QemuGuest guest = QemuGuest.attach(qemu.options())) {
            assertThatExceptionOfType(QemuException.class)
                    .isThrownBy(() -> guest.setBreakpoint(PLACE))
                    .withMessageContaining("end it first");
        }
        qemu.stub().close();
        Files.deleteIfExists(folder);
    }
}

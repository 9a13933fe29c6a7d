package dev.vmi4j.driver.qemu.gdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmi4j.core.address.MemoryAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GdbClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    /** Enough for a greeting on a busy machine, and not too long to wait for nothing. */
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    /** In the way of QEMU 7.2: a comment hides registers that are not there, the registers lie in a file of their own. */
    private static final String TARGET = "<?xml version=\"1.0\"?><target><architecture>i386:x86-64</architecture>"
            + "<xi:include href=\"core.xml\"/></target>";

    private static final String CORE = "<feature name=\"x\"><reg name=\"rax\" bitsize=\"64\" type=\"int64\"/>"
            + "<!-- <reg name=\"ghost\" bitsize=\"64\"/>\n-->"
            + "<reg name='cs' bitsize='32' type='int32' regnum='1'/><reg name=\"st0\" bitsize=\"80\"/>"
            + "<reg name=\"cr3\" bitsize=\"64\"/></feature>";

    private static GdbClient connect(ScriptedStub stub) {
        return GdbClient.connect(stub.socket(), TIMEOUT);
    }

    @Test
    void packetsMayComeByteByByte() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    for (char each : ("+" + ScriptedStub.packet("0102")).toCharArray()) peer.say(String.valueOf(each));
                });
                var client = connect(stub)) {
            assertThat(client.readMemory(0x1000, 2)).containsExactly(1, 2);
            assertThat(stub.heard()).last().isEqualTo("m1000,2");
        }
    }

    @Test
    void aPacketWithABadChecksumIsAskedForAgain() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.say("+$ffff#00");
                    while (peer.read() != '-') {
                        // Acknowledgements of the greeting.
                    }
                    peer.say(ScriptedStub.packet("2a"));
                });
                var client = connect(stub)) {
            assertThat(client.readMemory(0, 1)).containsExactly(42);
        }
    }

    @Test
    void aRefusedPacketIsSentAgain() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.say("-");
                    peer.answer("07");
                });
                var client = connect(stub)) {
            assertThat(client.readMemory(0, 1)).containsExactly(7);
            assertThat(stub.heard()).endsWith("m0,1", "m0,1");
        }
    }

    @Test
    void aPeerThatRefusesForeverIsGivenUp() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    for (int i = 0; i < 6; i++) {
                        peer.hear();
                        peer.say("-");
                    }
                });
                var client = connect(stub)) {
            assertThatExceptionOfType(GdbProtocolException.class).isThrownBy(() -> client.readMemory(0, 1));
        }
    }

    @Test
    void repetitionsAndEscapesAreUndone() throws IOException {
        // "0* " is 0 and three more; "}\003" is '#'.
        try (var stub = ScriptedStub.greeted(peer -> peer.answer("a0* }\003"));
                var client = connect(stub)) {
            assertThat(client.request("test")).isEqualTo("a0000#");
        }
    }

    @Test
    void notificationsAndConsoleTextArePassedOver() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.say("+%Stop:T05#00" + ScriptedStub.packet("O68690a") + ScriptedStub.packet("OK"));
                });
                var client = connect(stub)) {
            assertThat(client.request("test")).isEqualTo("OK");
        }
    }

    @Test
    void aStopBeforeTheAnswerIsNoAnswer() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.say("+" + ScriptedStub.packet("T02thread:01;") + ScriptedStub.packet("05"));
                });
                var client = connect(stub)) {
            assertThat(client.readMemory(0, 1)).containsExactly(5);
        }
    }

    @Test
    void theDescriptionIsReadInPiecesAndTellsTheRegisters() throws IOException {
        try (var stub = ScriptedStub.raw(peer -> {
                    peer.answer("PacketSize=40;qXfer:features:read+");
                    peer.answer("T05thread:01;");
                    file(peer, TARGET);
                    file(peer, CORE);
                    peer.answer("OK");
                    peer.answer("8877665544332211" + "33000000" + "00000000000000000000" + "00f0010000000000");
                });
                var client = connect(stub)) {
            assertThat(client.description().architecture()).isEqualTo("i386:x86-64");
            assertThat(client.description().registers())
                    .containsExactly(
                            new TargetRegister("rax", 0, 64),
                            new TargetRegister("cs", 1, 32),
                            new TargetRegister("st0", 2, 80),
                            new TargetRegister("cr3", 3, 64));
            var values = client.registers(2);
            assertThat(values.get("rax")).hasValue(0x1122334455667788L);
            assertThat(values.get("cs")).hasValue(0x33);
            assertThat(values.get("cr3")).hasValue(0x1f000);
            assertThat(values.get("st0")).isEmpty();
            assertThat(stub.heard()).endsWith("Hg2", "g");
        }
    }

    /** Answers requests for a file of the description until it has been read. */
    private static void file(ScriptedStub peer, String text) throws IOException {
        while (true) {
            String[] range = peer.hear().split(":", -1)[4].split(",", -1);
            int from = Integer.parseInt(range[0], 16);
            int to = Math.min(text.length(), from + Integer.parseInt(range[1], 16));
            boolean last = to == text.length();
            String content = (last ? "l" : "m") + text.substring(from, to);
            peer.say("+" + ScriptedStub.packet(escaped(content)));
            if (last) return;
        }
    }

    private static String escaped(String content) {
        return content.replace("}", "}]")
                .replace("#", "}\003")
                .replace("$", "}\004")
                .replace("*", "}\n");
    }

    @Test
    void registersAreWrittenLittleEndian() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.answer("OK");
                    peer.answer("OK");
                });
                var client = connect(stub)) {
            client.setRegister(3, new TargetRegister("cs", 0x1a, 32), 0x1234);
            client.settle();
            assertThat(stub.heard()).endsWith("Hg3", "P1a=34120000");
        }
    }

    @Test
    void aRegisterIsNotWaitedForWhenTheGuestGoesOnAndNothingIsSaidWhileItRuns() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.answer("OK");
                    peer.hear();
                    peer.hear();
                    peer.say(ScriptedStub.packet("OK") + ScriptedStub.packet("T05thread:03;"));
                    for (int next = peer.read(); next != '+'; next = peer.read()) {
                        assertThat(next).isNotEqualTo(3);
                    }
                    peer.say(ScriptedStub.packet("OK"));
                });
                var client = connect(stub)) {
            client.setRegister(3, new TargetRegister("pc", 32, 64), 0x1234);
            client.resume();
            assertThat(client.awaitStop(TIMEOUT)).isPresent();
            client.setStepFlags(7);
            assertThat(stub.heard()).endsWith("P20=3412000000000000", "vCont;c");
        }
    }

    @Test
    void aRefusedRegisterIsToldLater() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.answer("OK");
                    peer.answer("E22");
                    peer.hear();
                });
                var client = connect(stub)) {
            client.setRegister(3, new TargetRegister("pc", 32, 64), 0x1234);
            client.resume();
            assertThatExceptionOfType(GdbErrorException.class).isThrownBy(() -> client.awaitStop(TIMEOUT));
        }
    }

    @Test
    void longReadsAndWritesAreCutUp() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.answer("00".repeat(126));
                    peer.answer("11".repeat(74));
                    peer.answer("OK");
                    peer.answer("OK");
                });
                var client = connect(stub)) {
            assertThat(client.readMemory(0x10, 200)).hasSize(200).endsWith((byte) 0x11);
            client.writeMemory(0x20, new byte[150]);
            assertThat(stub.heard().subList(2, 4)).containsExactly("m10,7e", "m8e,4a");
            assertThat(stub.heard().get(5)).startsWith("M90,26:");
        }
    }

    @Test
    void runningAndStopping() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.say("+" + ScriptedStub.packet("T05watch:fff0;thread:02;"));
                    peer.hear();
                    while (peer.read() != 3) {
                        // Acknowledgements.
                    }
                    peer.say("+" + ScriptedStub.packet("T02thread:p1.3;"));
                });
                var client = connect(stub)) {
            client.resume();
            assertThatIllegalStateException().isThrownBy(() -> client.readMemory(0, 1));
            StopReply watch = client.awaitStop(TIMEOUT).orElseThrow();
            assertThat(watch.signal()).isEqualTo(StopReply.TRAP);
            assertThat(watch.thread()).hasValue(2);
            assertThat(watch.access()).contains(MemoryAccess.W);
            assertThat(watch.address()).hasValue(0xfff0);
            client.step(2);
            client.interrupt();
            StopReply stopped = client.awaitStop(TIMEOUT).orElseThrow();
            assertThat(stopped.signal()).isEqualTo(StopReply.INTERRUPT);
            assertThat(stopped.thread()).hasValue(3);
            assertThat(client.isRunning()).isFalse();
            assertThat(stub.heard()).endsWith("vCont;c", "vCont;s:2");
        }
    }

    @Test
    void aGuestThatEndsIsToldApart() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> peer.answer("W00"));
                var client = connect(stub)) {
            client.resume();
            assertThat(client.awaitStop(TIMEOUT).orElseThrow().ended()).isTrue();
        }
    }

    @Test
    void errorsCarryTheRequest() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.answer("E22");
                    peer.answer("");
                    peer.answer("OK");
                });
                var client = connect(stub)) {
            assertThatExceptionOfType(GdbErrorException.class)
                    .isThrownBy(() -> client.insert(PointKind.SOFTWARE_BREAKPOINT, 0xff, 1))
                    .satisfies(e -> assertThat(e.request() + e.reply()).isEqualTo("Z0,ff,1E22"));
            assertThatExceptionOfType(GdbErrorException.class)
                    .isThrownBy(() -> client.remove(PointKind.ACCESS_WATCHPOINT, 0xff, 4096))
                    .withMessageContaining("does not know");
            client.setStepFlags(1);
            assertThat(stub.heard()).endsWith("z4,ff,1000", "Qqemu.sstep=1");
        }
    }

    @Test
    void aHangUpIsAnErrorOfTheConnection() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.say("+$ab");
                    peer.hangUp();
                });
                var client = connect(stub)) {
            assertThatExceptionOfType(GdbConnectionException.class)
                    .isThrownBy(() -> client.readMemory(0, 1))
                    .satisfies(e -> assertThat(e.peer()).isEqualTo(stub.socket().toString()));
        }
    }

    @Test
    void aSlowPeerIsWaitedForAndASilentOneIsNot() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.read();
                });
                var client = GdbClient.connect(stub.socket(), System::nanoTime, ENOUGH)) {
            assertThatExceptionOfType(GdbTimeoutException.class)
                    .isThrownBy(() -> client.request("test"))
                    .satisfies(e -> assertThat(e.waited()).isEqualTo(ENOUGH));
        }
    }

    @Test
    void aGuestThatRunsOnIsNoError() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> {
                    peer.hear();
                    peer.read();
                });
                var client = connect(stub)) {
            client.resume();
            assertThat(client.awaitStop(SHORT)).isEmpty();
            assertThat(client.isRunning()).isTrue();
        }
    }

    @Test
    void whatIsNoStubIsRefused() throws IOException {
        try (var stub = ScriptedStub.raw(peer -> {
            peer.answer("PacketSize=1000");
            peer.answer("nonsense");
        })) {
            assertThatExceptionOfType(GdbProtocolException.class).isThrownBy(() -> connect(stub));
        }
        assertThatExceptionOfType(GdbConnectionException.class)
                .isThrownBy(() -> GdbClient.connect(Path.of("/nowhere"), TIMEOUT));
    }

    @Test
    void detachingLetsGo() throws IOException {
        try (var stub = ScriptedStub.greeted(peer -> peer.answer("OK"));
                var client = connect(stub)) {
            client.detach();
            assertThat(stub.heard()).last().isEqualTo("D;1");
            assertThat(client).hasToString("GDB stub at " + stub.socket());
        }
    }
}

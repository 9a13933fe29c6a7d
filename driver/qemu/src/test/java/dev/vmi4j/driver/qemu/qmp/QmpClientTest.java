package dev.vmi4j.driver.qemu.qmp;

import static dev.vmi4j.driver.qemu.qmp.ScriptedMonitor.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.driver.qemu.qmp.Json.JsonNumber;
import dev.vmi4j.driver.qemu.qmp.ScriptedMonitor.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class QmpClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration INSTANTLY = Duration.ofMillis(1);
    private static final String STOP =
            "{\"timestamp\": {\"seconds\": 1795518000, \"microseconds\": 250000}, \"event\": \"STOP\"}\r\n";
    private static final String SHUTDOWN =
            "{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": \"guest-panic\"}}\r\n";

    private static QmpClient connect(ScriptedMonitor peer) {
        return QmpClient.connect(peer.socket(), PATIENCE);
    }

    @Test
    void greetsAndNegotiates() throws IOException {
        try (var peer = ScriptedMonitor.greeted(_ -> {});
                var qmp = connect(peer)) {
            var version = qmp.greeting().get("version").asObject().get("qemu").asObject();
            assertThat(version.get("major").asLong()).isEqualTo(7);
            assertThat(peer.heard()).containsExactly("{\"execute\":\"qmp_capabilities\",\"id\":\"1\"}");
        }
    }

    @Test
    void sendsArgumentsOnlyIfThereAreSome() throws IOException {
        Script script = peer -> {
            peer.answer("{\"return\": {}");
            peer.answer("{\"return\": {}");
        };
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            qmp.execute("stop");
            qmp.execute("dump-guest-memory", Json.object().with("paging", false).with("protocol", "file:/a \"b\""));
            assertThat(peer.heard().subList(1, 3))
                    .containsExactly(
                            "{\"execute\":\"stop\",\"id\":\"2\"}",
                            "{\"execute\":\"dump-guest-memory\",\"id\":\"3\","
                                    + "\"arguments\":{\"paging\":false,\"protocol\":\"file:/a \\\"b\\\"\"}}");
        }
    }

    @Test
    void keepsEventsThatComeBetweenRequestAndAnswer() throws IOException {
        Script script = peer -> {
            var request = peer.hear();
            peer.say(STOP + SHUTDOWN + "{\"return\": {\"running\": false}" + idOf(request) + "}\r\n");
        };
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            var status = qmp.execute("query-status").asObject();
            assertThat(status.get("running").asBoolean()).isFalse();
            var events = qmp.takeEvents();
            assertThat(events).extracting(QmpEvent::name).containsExactly("STOP", "SHUTDOWN");
            assertThat(events.getFirst().time()).isEqualTo(Instant.parse("2026-11-24T11:00:00.250Z"));
            assertThat(events.getLast().data().get("reason").asString()).isEqualTo("guest-panic");
            assertThat(qmp.takeEvents()).isEmpty();
        }
    }

    @Test
    void awaitsAnEventAndLeavesTheOthers() throws IOException {
        try (var peer = ScriptedMonitor.greeted(monitor -> monitor.say(STOP + SHUTDOWN));
                var qmp = connect(peer)) {
            assertThat(qmp.awaitEvent("SHUTDOWN", PATIENCE).data().get("guest").asBoolean())
                    .isTrue();
            assertThat(qmp.awaitEvent("STOP", PATIENCE).name()).isEqualTo("STOP");
        }
    }

    @Test
    void dropsTheOldestOfTooManyEvents() throws IOException {
        Script script = peer -> {
            for (int i = 0; i < QmpClient.KEPT_EVENTS + 5; i++) peer.say("{\"event\": \"E" + i + "\"}\r\n");
            peer.answer("{\"return\": {}");
        };
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            qmp.execute("stop");
            assertThat(qmp.takeEvents())
                    .hasSize(QmpClient.KEPT_EVENTS)
                    .extracting(QmpEvent::name)
                    .startsWith("E5");
        }
    }

    @Test
    void readsMessagesInPiecesOfOneByte() throws IOException {
        Script script = peer -> {
            var answer = "{\"return\": \"size: gr\u00f6\u00dfe\"" + idOf(peer.hear()) + "}\r\n";
            for (int i = 0; i < answer.length(); i++) peer.say(answer.substring(i, i + 1));
        };
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            assertThat(qmp.hmp("info name")).isEqualTo("size: größe");
        }
    }

    @Test
    void readsAnAnswerOfManyMegabytes() throws IOException {
        var text = "ffffffff81000000: 0000000001000000 --P-----W\\r\\n".repeat(1 << 19);
        try (var peer = ScriptedMonitor.greeted(monitor -> monitor.answer("{\"return\": \"" + text + "\""));
                var qmp = connect(peer)) {
            assertThat(qmp.hmp("info tlb")).hasSize((1 << 19) * 46);
        }
    }

    @Test
    void asksTheHumanMonitorOnBehalfOfAVcpu() throws IOException {
        try (var peer = ScriptedMonitor.greeted(monitor -> monitor.answer("{\"return\": \"gpa: 0x1000\\r\\n\""));
                var qmp = connect(peer)) {
            assertThat(qmp.hmp("gva2gpa 0", 3)).isEqualTo("gpa: 0x1000\r\n");
            assertThat(peer.heard().getLast())
                    .isEqualTo("{\"execute\":\"human-monitor-command\",\"id\":\"2\","
                            + "\"arguments\":{\"command-line\":\"gva2gpa 0\",\"cpu-index\":3}}");
        }
    }

    @Test
    void tellsWhatQemuRefused() throws IOException {
        Script script = peer -> peer.answer(
                "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"The command dance has not been found\"}");
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            assertThatThrownBy(() -> qmp.execute("dance")).isInstanceOfSatisfying(QmpCommandException.class, e -> {
                assertThat(e.command()).isEqualTo("dance");
                assertThat(e.errorClass()).isEqualTo("CommandNotFound");
                assertThat(e.description()).isEqualTo("The command dance has not been found");
            });
        }
    }

    @Test
    void takesAnErrorWithoutIdAsTheAnswer() throws IOException {
        Script script = peer -> {
            peer.hear();
            peer.say("{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error\"}}\r\n");
        };
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            assertThatThrownBy(() -> qmp.execute("stop")).isInstanceOf(QmpCommandException.class);
        }
    }

    @Test
    void dropsTheAnswerThatComesAfterItsTimeout() throws IOException {
        var timedOut = new CountDownLatch(1);
        Script script = peer -> {
            var slow = peer.hear();
            await(timedOut);
            peer.say("{\"return\": \"late\"" + idOf(slow) + "}\r\n");
            peer.answer("{\"return\": \"in time\"");
        };
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            assertThatThrownBy(() -> qmp.execute("slow", Json.object(), INSTANTLY))
                    .isInstanceOfSatisfying(QmpTimeoutException.class, e -> {
                        assertThat(e.awaited()).isEqualTo("answer to slow");
                        assertThat(e.timeout()).isEqualTo(INSTANTLY);
                    });
            timedOut.countDown();
            assertThat(qmp.execute("fast").asString()).isEqualTo("in time");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void noticesThatQemuHangsUp() throws IOException {
        try (var peer = ScriptedMonitor.greeted(ScriptedMonitor::hear);
                var qmp = connect(peer)) {
            assertThatThrownBy(() -> qmp.execute("quit"))
                    .isInstanceOf(QmpConnectionException.class)
                    .hasMessageContaining(peer.socket().toString());
        }
    }

    @Test
    void noticesAHangUpInTheMiddleOfAMessage() throws IOException {
        Script script = peer -> {
            peer.hear();
            peer.say("{\"return\": {\"stat");
        };
        try (var peer = ScriptedMonitor.greeted(script);
                var qmp = connect(peer)) {
            assertThatThrownBy(() -> qmp.execute("query-status")).isInstanceOf(QmpConnectionException.class);
        }
    }

    @Test
    void doesNotWaitForEverForAGreeting() throws IOException {
        var over = new CountDownLatch(1);
        try (var peer = ScriptedMonitor.raw(_ -> await(over))) {
            assertThatThrownBy(() -> QmpClient.connect(peer.socket(), INSTANTLY))
                    .isInstanceOf(QmpTimeoutException.class);
            over.countDown();
        }
    }

    @Test
    void refusesAPeerThatSpeaksSomethingElse() throws IOException {
        try (var peer = ScriptedMonitor.raw(monitor -> monitor.say("220 mail.example ESMTP\r\n"))) {
            assertThatThrownBy(() -> connect(peer))
                    .isInstanceOfSatisfying(
                            QmpProtocolException.class,
                            e -> assertThat(e.excerpt()).isEqualTo("220 mail.example ESMTP"));
        }
    }

    @Test
    void refusesAnAnswerThatIsNone() throws IOException {
        try (var peer = ScriptedMonitor.greeted(monitor -> monitor.answer("{\"result\": 1"));
                var qmp = connect(peer)) {
            assertThatThrownBy(() -> qmp.execute("stop")).isInstanceOf(QmpProtocolException.class);
        }
    }

    @Test
    void tellsThatNobodyListens() {
        var nowhere = Path.of("no-such-folder", "qmp");
        assertThatThrownBy(() -> QmpClient.connect(nowhere, PATIENCE))
                .isInstanceOfSatisfying(
                        QmpConnectionException.class, e -> assertThat(e.peer()).isEqualTo(nowhere.toString()));
    }

    @Test
    void readsUnsignedNumbersOf64Bits() {
        assertThat(Json.parse("18446744071578845184").asLong()).isEqualTo(0xffff_ffff_8100_0000L);
        assertThat(new JsonNumber("-5").asLong()).isEqualTo(-5);
        assertThatThrownBy(() -> Json.parse("18446744073709551616").asLong()).isInstanceOf(QmpProtocolException.class);
        assertThatThrownBy(() -> Json.parse("1.5").asLong()).isInstanceOf(QmpProtocolException.class);
    }

    @Test
    void refusesWhatIsNotJson() {
        for (var text :
                new String[] {"", "{", "[1,", "{\"a\" 1}", "nul", "1 2", "]", "{\"a\":1}}", "[".repeat(100_000)})
            assertThatThrownBy(() -> Json.parse(text)).as(text).isInstanceOf(QmpProtocolException.class);
    }

    @Test
    void writesWhatItRead() {
        for (var text : new String[] {
            "{\"a\":[1,-2.5e3,true,false,null,\"\\u0001\\\"\\\\\"],\"b\":{}}", "18446744073709551615", "\"\"", "[]"
        }) assertThat(Json.parse(text)).hasToString(text);
    }
}

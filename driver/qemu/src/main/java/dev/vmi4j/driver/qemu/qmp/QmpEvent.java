package dev.vmi4j.driver.qemu.qmp;

import dev.vmi4j.driver.qemu.qmp.Json.JsonObject;
import java.time.Instant;

/**
 * Something that QEMU said unasked: {@code STOP}, {@code RESUME}, {@code SHUTDOWN}, {@code GUEST_PANICKED}, {@code
 * DUMP_COMPLETED}, ...
 *
 * @param name the event's name
 * @param data what belongs to it; empty if nothing does
 * @param time when it happened by the host's clock; the epoch if QEMU did not know
 */
public record QmpEvent(String name, JsonObject data, Instant time) {

    private static final int NANOS_PER_MICRO = 1000;

    static QmpEvent of(JsonObject message) {
        return new QmpEvent(
                message.get("event").asString(),
                message.find("data").map(Json::asObject).orElse(Json.object()),
                message.find("timestamp")
                        .map(Json::asObject)
                        .map(QmpEvent::time)
                        .orElse(Instant.EPOCH));
    }

    private static Instant time(JsonObject stamp) {
        long seconds = stamp.get("seconds").asLong();
        long micros = stamp.get("microseconds").asLong();
        return seconds < 0 || micros < 0 ? Instant.EPOCH : Instant.ofEpochSecond(seconds, micros * NANOS_PER_MICRO);
    }
}

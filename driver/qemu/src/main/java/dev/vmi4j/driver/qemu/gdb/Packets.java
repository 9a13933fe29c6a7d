package dev.vmi4j.driver.qemu.gdb;

import dev.vmi4j.driver.qemu.io.Deadline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Packets over a channel: {@code $content#checksum}, each answered by {@code +} or, to have it sent again, by {@code -}.
 * Texts hold a character per byte.
 *
 * <p>A packet may be sent before the one before it was answered. QEMU then takes the earlier answer as received, and none
 * may be acknowledged late: a byte that comes while the guest runs stops it.
 */
final class Packets implements AutoCloseable {

    private static final int ESCAPE = '}';
    private static final int ESCAPED = 0x20;
    private static final int REPEAT = '*';
    private static final int REPEAT_BASE = 29;
    private static final int LONGEST = 1 << 20;
    private static final int ATTEMPTS = 5;

    private final StubChannel channel;
    private byte[] lastSent = {};
    /** An answer to the peer's last packet that goes out with the next bytes, to save a system call. */
    private boolean owesAck;

    /** Packets that have not been answered. */
    private int unanswered;

    private int resent;

    Packets(StubChannel channel) {
        this.channel = channel;
    }

    String peer() {
        return channel.peer();
    }

    /** Sends a packet. That it arrived is seen by the answer. */
    void send(String content) {
        send(List.of(content));
    }

    /** Sends packets at once, whose answers come in the same order. One of several cannot be sent again. */
    void send(List<String> contents) {
        var all = new ByteArrayOutputStream();
        contents.forEach(content -> encode(content, all));
        lastSent = all.toByteArray();
        unanswered += contents.size();
        resent = unanswered == 1 ? 0 : ATTEMPTS;
        transmit(lastSent);
    }

    /** Sends the byte that stops a running guest; it is no packet and has no answer of its own. */
    void sendInterrupt() {
        transmit(new byte[] {3});
    }

    private void transmit(byte... bytes) {
        if (owesAck) {
            byte[] both = new byte[bytes.length + 1];
            both[0] = '+';
            System.arraycopy(bytes, 0, both, 1, bytes.length);
            owesAck = false;
            channel.write(both);
        } else {
            channel.write(bytes);
        }
    }

    /** The content of the next packet, or empty when the deadline passed. Notifications are passed over. */
    Optional<String> receive(Deadline deadline) {
        payAck();
        while (true) {
            int next = channel.read(deadline);
            switch (next) {
                case StubChannel.NOTHING -> {
                    return Optional.empty();
                }
                case '$' -> {
                    Optional<String> content = content(deadline);
                    if (content.isPresent()) return content;
                }
                case '%' -> passOver(deadline);
                case '-' -> sendAgain();
                default -> {
                    // An acknowledgement, or a byte of a packet whose beginning was lost.
                }
            }
        }
    }

    private void payAck() {
        if (owesAck) {
            owesAck = false;
            channel.write(new byte[] {'+'});
        }
    }

    private void sendAgain() {
        resent++;
        if (resent > ATTEMPTS) {
            throw new GdbProtocolException("it refused a packet too often", text(lastSent));
        }
        if (lastSent.length > 0) channel.write(lastSent);
    }

    /** The content up to the checksum; empty when that was wrong and the packet has to come again. */
    private Optional<String> content(Deadline deadline) {
        var bytes = new ByteArrayOutputStream();
        int sum = 0;
        for (int next = require(deadline); next != '#'; next = require(deadline)) {
            if (next == '$') {
                // The peer began anew.
                bytes.reset();
                sum = 0;
                continue;
            }
            sum += next;
            bytes.write(next);
            if (bytes.size() > LONGEST) throw new GdbProtocolException("a packet of more than 1 MiB", "");
        }
        int told = digit(require(deadline)) << 4 | digit(require(deadline));
        if (told != (sum & 0xff)) {
            channel.write(new byte[] {'-'});
            return Optional.empty();
        }
        unanswered = Math.max(0, unanswered - 1);
        owesAck = unanswered == 0;
        return Optional.of(decode(bytes.toByteArray()));
    }

    private void passOver(Deadline deadline) {
        for (int next = require(deadline); next != '#'; ) next = require(deadline);
        require(deadline);
        require(deadline);
    }

    private int require(Deadline deadline) {
        int next = channel.read(deadline);
        if (next == StubChannel.NOTHING) throw new GdbTimeoutException("end of a packet", deadline.total());
        return next;
    }

    private static int digit(int character) {
        int digit = Character.digit(character, 16);
        if (digit < 0) throw new GdbProtocolException("a checksum is no number", Character.toString(character));
        return digit;
    }

    private static void encode(String content, ByteArrayOutputStream bytes) {
        bytes.write('$');
        int sum = 0;
        for (byte each : content.getBytes(StandardCharsets.ISO_8859_1)) {
            if (each == '$' || each == '#' || each == ESCAPE || each == REPEAT) {
                bytes.write(ESCAPE);
                bytes.write(each ^ ESCAPED);
                sum += ESCAPE + (each ^ ESCAPED);
            } else {
                bytes.write(each);
                sum += each;
            }
        }
        bytes.write('#');
        bytes.write(Character.forDigit(sum >> 4 & 0xf, 16));
        bytes.write(Character.forDigit(sum & 0xf, 16));
    }

    private static String decode(byte... raw) {
        var text = new StringBuilder(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int next = raw[i] & 0xff;
            if (next == ESCAPE && i + 1 < raw.length) {
                text.append((char) ((raw[++i] & 0xff) ^ ESCAPED));
            } else if (next == REPEAT && i + 1 < raw.length && !text.isEmpty()) {
                repeat(text, (raw[++i] & 0xff) - REPEAT_BASE);
            } else {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    private static void repeat(StringBuilder text, int count) {
        if (count < 0 || text.length() + count > LONGEST) {
            throw new GdbProtocolException("a repetition of " + count + " characters", "");
        }
        text.repeat(text.charAt(text.length() - 1), count);
    }

    private static String text(byte... bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        channel.close();
    }
}

package dev.vmi4j.driver.qemu.gdb;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.MemoryAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Why the guest stopped.
 *
 * @param signal the signal's number: 5 after a breakpoint, a watchpoint or a step, 2 after an interruption
 * @param thread the thread (virtual CPU) that stopped first; empty when the stub does not say
 * @param access what was done to watched memory; empty when it was none of that
 * @param address where that was, a virtual address; empty when it was none of that
 * @param ended whether the guest is gone, and not only stopped
 */
public record StopReply(
        int signal, OptionalInt thread, Optional<MemoryAccess> access, OptionalLong address, boolean ended) {
    /** The signal of breakpoints, watchpoints and steps. */
    public static final int TRAP = 5;

    /** The signal of an interruption from outside. */
    public static final int INTERRUPT = 2;

    private static final Map<String, MemoryAccess> WATCHES =
            Map.of("watch", MemoryAccess.W, "rwatch", MemoryAccess.R, "awatch", MemoryAccess.RW);

    /** Whether a packet is one. */
    static boolean matches(String packet) {
        return !packet.isEmpty() && "STWX".indexOf(packet.charAt(0)) >= 0 && packet.length() >= 3;
    }

    static StopReply parse(String packet) {
        char kind = packet.charAt(0);
        int code = (int) Hex.number(packet.substring(1, 3));
        if (kind == 'W' || kind == 'X') {
            return new StopReply(code, OptionalInt.empty(), Optional.empty(), OptionalLong.empty(), true);
        }
        Map<String, String> pairs = pairs(packet.substring(3));
        var watch = WATCHES.keySet().stream().filter(pairs::containsKey).findFirst();
        return new StopReply(
                code,
                pairs.containsKey("thread")
                        ? OptionalInt.of(thread(pairs.getOrDefault("thread", "")))
                        : OptionalInt.empty(),
                watch.map(WATCHES::get),
                watch.map(pairs::get).map(Hex::number).map(OptionalLong::of).orElse(OptionalLong.empty()),
                false);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.split(";", -1)) {
            int colon = pair.indexOf(':');
            if (colon > 0) pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return pairs;
    }

    /** {@code 2}, or with the process before it {@code p1.2}. */
    static int thread(String text) {
        String number = text.startsWith("p") ? text.substring(text.indexOf('.') + 1) : text;
        long thread = Hex.number(number);
        if (thread < 0 || thread > Integer.MAX_VALUE) throw new GdbProtocolException("a thread's number", text);
        return (int) thread;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(ended ? "ended" : "signal ").append(signal);
        thread.ifPresent(id -> text.append(", thread ").append(id));
        address.ifPresent(where -> text.append(", ")
                .append(access.map(MemoryAccess::toString).orElse(""))
                .append(" at ")
                .append(Addresses.hex(where)));
        return text.toString();
    }
}

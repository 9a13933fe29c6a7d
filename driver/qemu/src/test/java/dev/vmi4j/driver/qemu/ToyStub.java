package dev.vmi4j.driver.qemu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The GDB stub of a {@link ToyQemu}, in the way of QEMU 7.2: connecting stops the machine. */
final class ToyStub extends ToyServer {
    private static final String DESCRIPTION = "<?xml version=\"1.0\"?><target><architecture>aarch64</architecture>"
            + general() + "<reg name=\"SCTLR\" bitsize=\"64\" regnum=\"144\"/>"
            + "<reg name=\"TTBR0_EL1\" bitsize=\"64\"/></target>";
    private static final int MOST = 0x800;

    private final ToyMachine machine;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, String> instead = new ConcurrentHashMap<>();
    private volatile int thread = 1;

    ToyStub(Path socket, ToyMachine machine) throws IOException {
        super(socket);
        this.machine = machine;
    }

    private static String general() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= 30; i++) text.append("<reg name=\"x" + i + "\" bitsize=\"64\"/>");
        return text
                + "<reg name=\"sp\" bitsize=\"64\"/><reg name=\"pc\" bitsize=\"64\"/><reg name=\"cpsr\" bitsize=\"32\"/>";
    }

    /** All packets so far. */
    List<String> heard() {
        return heard;
    }

    /** Has the next packet that begins so be answered in this way. */
    void answerInstead(String start, String answer) {
        instead.put(start, answer);
    }

    @Override
    void talk() throws IOException {
        machine.debuggedBy(this::stopped);
        machine.interrupt();
        while (true) {
            int next = read();
            if (next == 3) machine.interrupt();
            else if (next == '$') hear();
        }
    }

    /** The virtual CPU that stopped is the one that is asked about from now on. */
    private void stopped(String reply) {
        thread = Integer.parseInt(reply.substring(reply.lastIndexOf(':') + 1, reply.length() - 1), 16);
        say(packet(reply));
    }

    private void hear() throws IOException {
        StringBuilder content = new StringBuilder();
        for (int next = read(); next != '#'; next = read()) content.append((char) next);
        read();
        read();
        String packet = content.toString();
        heard.add(packet);
        say("+");
        Optional<String> other =
                instead.keySet().stream().filter(packet::startsWith).findFirst();
        String answer = other.isPresent() ? String.valueOf(instead.remove(other.get())) : answer(packet);
        if (!answer.isEmpty()) say(packet(answer));
    }

    static String packet(String content) {
        int sum = content.chars().sum();
        return "$" + content + "#" + HexFormat.of().toHexDigits((byte) sum);
    }

    /** Empty where the answer comes later. */
    private String answer(String packet) {
        if (packet.startsWith("vCont;c")) {
            machine.run();
            return "";
        }
        if (packet.startsWith("vCont;s:")) {
            machine.step(Integer.parseInt(packet.substring(8), 16) - 1);
            return "";
        }
        return switch (packet.charAt(0)) {
            case '?' -> "T05thread:01;";
            case 'H' -> select(Integer.parseInt(packet.substring(2), 16));
            case 'g' -> registers();
            case 'p' -> packet.startsWith("p9") ? digits(0) : "E14";
            case 'P' -> setRegister(packet.substring(1).split("=", -1));
            case 'm', 'M' -> memory(packet.charAt(0), packet.substring(1).split("[,:]", -1));
            case 'Z', 'z' -> point(packet.charAt(0) == 'Z', packet.substring(1).split(",", -1));
            case 'D' -> detach();
            default -> question(packet);
        };
    }

    private String question(String packet) {
        if (packet.startsWith("qSupported")) return "PacketSize=1000;qXfer:features:read+;vContSupported+";
        if (packet.startsWith("qXfer")) return piece(packet);
        if (packet.equals("qfThreadInfo")) return machine.registers.length == 1 ? "m01" : "m01,02";
        if (packet.equals("qsThreadInfo")) return "l";
        return packet.startsWith("Qqemu") ? "OK" : "E22";
    }

    private static String piece(String packet) {
        String[] range = packet.substring(packet.lastIndexOf(':') + 1).split(",", -1);
        int from = Math.min(DESCRIPTION.length(), Integer.parseInt(range[0], 16));
        int to = Math.min(DESCRIPTION.length(), from + Integer.parseInt(range[1], 16));
        return (to == DESCRIPTION.length() ? "l" : "m") + DESCRIPTION.substring(from, to);
    }

    private String select(int number) {
        thread = number;
        return "OK";
    }

    private String registers() {
        StringBuilder all = new StringBuilder();
        for (long value : machine.registers[thread - 1]) all.append(digits(value));
        return all + digits(ToyMachine.CPSR).substring(0, 8);
    }

    private static String digits(long value) {
        return HexFormat.of().toHexDigits(Long.reverseBytes(value));
    }

    private String setRegister(String... assignment) {
        int number = Integer.parseInt(assignment[0], 16);
        if (number <= ToyMachine.PC) {
            machine.registers[thread - 1][number] = Long.reverseBytes(HexFormat.fromHexDigitsToLong(assignment[1]));
        }
        return "OK";
    }

    private String memory(char kind, String... parts) {
        int at = (int) (HexFormat.fromHexDigitsToLong(parts[0]) - ToyMachine.RAM);
        int length = HexFormat.fromHexDigits(parts[1]);
        if (at < 0 || at + length > machine.ram.length || length > MOST) return "E14";
        if (kind == 'm') return HexFormat.of().formatHex(machine.ram, at, at + length);
        System.arraycopy(HexFormat.of().parseHex(parts[2]), 0, machine.ram, at, length);
        return "OK";
    }

    private String point(boolean insert, String... parts) {
        if (!parts[0].equals("0")) return "OK";
        long address = HexFormat.fromHexDigitsToLong(parts[1]);
        boolean changed = insert ? machine.breakpoints.add(address) : machine.breakpoints.remove(address);
        return insert || changed ? "OK" : "E22";
    }

    private String detach() {
        machine.breakpoints.clear();
        machine.run();
        return "OK";
    }
}

package dev.vmi4j.driver.qemu.gdb;

import dev.vmi4j.core.arch.RegisterValues;
import dev.vmi4j.driver.qemu.io.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A connection to a GDB stub, that of QEMU in the first place. A thread of the protocol is a virtual CPU, counted from
 * 1; addresses are virtual unless {@link #setPhysicalMemory} says otherwise.
 *
 * <p>Connecting stops the guest. While it runs nothing can be asked: {@link #interrupt} and {@link #awaitStop} come
 * first. Not thread-safe.
 */
public final class GdbClient implements AutoCloseable {
    private static final int SHORTEST_PACKET = 64;
    private static final int USUAL_PACKET = 0x1000;
    private static final int LARGEST_PACKET = 1 << 20;
    private static final int MOST_THREADS = 1 << 12;
    private static final int LONGEST_FILE = 1 << 20;
    /** Of process 1, as a stub must be told to which a client for several processes was connected before; others pass over it. */
    private static final String DETACH = "D;1";

    private static final Pattern PACKET_SIZE = Pattern.compile("PacketSize=([0-9a-fA-F]{1,8})");

    private final Packets packets;
    private final LongSupplier clock;
    private final Duration timeout;
    private int packetSize = USUAL_PACKET;
    private TargetDescription description = new TargetDescription("", List.of());
    private Optional<StopReply> unasked = Optional.empty();
    private boolean running;
    private int registersOf;
    /** Written registers that the stub has not said {@code OK} to. */
    private int unconfirmed;

    private boolean physicalMemory;

    private GdbClient(StubChannel channel, LongSupplier clock, Duration timeout) {
        this.packets = new Packets(channel);
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * Connects to a stub, which stops the guest. Breakpoints that an earlier client left stay until {@link #detach}.
     *
     * @param socket the stub's UNIX socket
     * @param timeout how long to wait for each answer
     * @return the client, to be closed by the caller
     * @throws GdbException when nobody listens there, or what answers is no stub
     */
    public static GdbClient connect(Path socket, Duration timeout) {
        return connect(socket, System::nanoTime, timeout);
    }

    static GdbClient connect(Path socket, LongSupplier clock, Duration timeout) {
        var channel = StubChannel.connect(socket);
        try {
            var client = new GdbClient(channel, clock, timeout);
            client.greet();
            return client;
        } catch (GdbException e) {
            channel.close();
            throw e;
        }
    }

    private void greet() {
        String features = request("qSupported:swbreak+;hwbreak+;vContSupported+;xmlRegisters=i386,arm,aarch64");
        Matcher size = PACKET_SIZE.matcher(features);
        if (size.find()) {
            packetSize = Math.clamp(Hex.number(size.group(1)), SHORTEST_PACKET, LARGEST_PACKET);
        }
        haltReason();
        if (features.contains("qXfer:features:read+")) description = TargetDescription.read(this::descriptionFile);
    }

    private void haltReason() {
        packets.send("?");
        var reply = awaitReply("?");
        if (!StopReply.matches(reply)) throw new GdbProtocolException("a reason of the stop was expected", reply);
        unasked = Optional.empty();
    }

    private String descriptionFile(String name) {
        var text = new StringBuilder();
        int piece = packetSize - 8;
        while (text.length() < LONGEST_FILE) {
            String reply = request("qXfer:features:read:" + name + ":" + Integer.toHexString(text.length()) + ","
                    + Integer.toHexString(piece));
            text.append(reply, 1, reply.length());
            if (reply.charAt(0) == 'l') return text.toString();
            if (reply.charAt(0) != 'm' || reply.length() == 1) break;
        }
        throw new GdbProtocolException("the file " + name + " of the description has no end", text.toString());
    }

    /**
     * The registers that the stub has.
     *
     * @return its description
     */
    public TargetDescription description() {
        return description;
    }

    /**
     * The threads.
     *
     * @return their numbers, which are those of the virtual CPUs, plus 1
     */
    public List<Integer> threads() {
        List<Integer> threads = new ArrayList<>();
        for (String reply = request("qfThreadInfo"); reply.startsWith("m"); reply = request("qsThreadInfo")) {
            for (String each : reply.substring(1).split(",", -1)) threads.add(StopReply.thread(each));
            if (threads.size() > MOST_THREADS) throw new GdbProtocolException("the list of threads has no end", reply);
        }
        return List.copyOf(threads);
    }

    /**
     * The registers of a thread that the stub tells together.
     *
     * @param thread its number
     * @return those of at most 64 bits
     */
    public RegisterValues registers(int thread) {
        return registers(thread, List.of());
    }

    /**
     * The registers of a thread, in one round trip.
     *
     * @param thread its number
     * @param apart registers that the stub does not tell with the others, of at most 64 bits
     * @return those of at most 64 bits that it tells together, and these where it has them
     */
    public RegisterValues registers(int thread, List<TargetRegister> apart) {
        selectThread(thread);
        requireStanding();
        packets.send(Stream.concat(
                        Stream.of("g"), apart.stream().map(register -> "p" + Integer.toHexString(register.number())))
                .toList());
        Map<String, Long> all =
                new LinkedHashMap<>(description.values(awaitSuccess("g")).values());
        for (TargetRegister register : apart) {
            String reply = awaitReply(register.name());
            if (!isRefusal(reply)) all.put(register.name(), Hex.littleEndian(reply));
        }
        return new RegisterValues(all);
    }

    /**
     * Registers that the stub has and does not tell together with the others.
     *
     * @param names of registers
     * @return those of the names, of at most 64 bits
     */
    public List<TargetRegister> toldApart(Set<String> names) {
        Set<String> together = description.values(request("g")).values().keySet();
        return description.registers().stream()
                .filter(register -> names.contains(register.name()) && !together.contains(register.name()))
                .filter(register -> register.bytes() <= Long.BYTES)
                .toList();
    }

    /**
     * Writes a register of a thread. Nothing is waited for: a refusal comes out of {@link #settle}, the next request or
     * {@link #awaitStop}.
     *
     * @param thread its number
     * @param register which
     * @param value its new value
     */
    public void setRegister(int thread, TargetRegister register, long value) {
        selectThread(thread);
        requireStanding();
        packets.send("P" + Integer.toHexString(register.number()) + "=" + Hex.littleEndian(value, register.bytes()));
        unconfirmed++;
    }

    /**
     * Waits until the stub has taken every register that was written.
     *
     * @throws GdbErrorException when it refuses one
     */
    public void settle() {
        var deadline = Deadline.in(clock, timeout);
        while (unconfirmed > 0) {
            confirm(packets.receive(deadline)
                    .orElseThrow(() -> new GdbTimeoutException("answer to a register's new value", timeout)));
        }
    }

    private void selectThread(int thread) {
        if (registersOf == thread) return;
        command("Hg" + Integer.toHexString(thread));
        registersOf = thread;
    }

    /**
     * Says whether the addresses of memory requests are physical.
     *
     * @param physical true for guest physical addresses, false for virtual ones of the selected thread
     */
    public void setPhysicalMemory(boolean physical) {
        if (physicalMemory == physical) return;
        command("Qqemu.PhyMemMode:" + (physical ? "1" : "0"));
        physicalMemory = physical;
    }

    /**
     * Reads memory.
     *
     * @param address of the first byte
     * @param length in bytes
     * @return the bytes
     * @throws GdbErrorException when there is no memory
     */
    public byte[] readMemory(long address, int length) {
        byte[] all = new byte[length];
        int most = (packetSize - 4) / 2;
        for (int done = 0; done < length; ) {
            int piece = Math.min(most, length - done);
            byte[] bytes =
                    Hex.bytes(request("m" + Long.toHexString(address + done) + "," + Integer.toHexString(piece)));
            if (bytes.length == 0 || bytes.length > piece) {
                throw new GdbProtocolException(bytes.length + " bytes came instead of " + piece, "");
            }
            System.arraycopy(bytes, 0, all, done, bytes.length);
            done += bytes.length;
        }
        return all;
    }

    /**
     * Writes memory.
     *
     * @param address of the first byte
     * @param bytes what to write
     * @throws GdbErrorException when there is no memory
     */
    public void writeMemory(long address, byte... bytes) {
        int most = (packetSize - 32) / 2;
        for (int done = 0; done < bytes.length; ) {
            int piece = Math.min(most, bytes.length - done);
            command("M" + Long.toHexString(address + done) + "," + Integer.toHexString(piece) + ":"
                    + Hex.text(Arrays.copyOfRange(bytes, done, done + piece)));
            done += piece;
        }
    }

    /**
     * Sets a breakpoint or watchpoint.
     *
     * @param kind which
     * @param address the virtual address
     * @param length of the instruction, or of the watched memory, in bytes
     * @throws GdbErrorException when the stub cannot do that
     */
    public void insert(PointKind kind, long address, long length) {
        command("Z" + point(kind, address, length));
    }

    /**
     * Removes a breakpoint or watchpoint.
     *
     * @param kind which
     * @param address as it was set
     * @param length as it was set
     * @throws GdbErrorException when there is none
     */
    public void remove(PointKind kind, long address, long length) {
        command("z" + point(kind, address, length));
    }

    private static String point(PointKind kind, long address, long length) {
        return kind.number() + "," + Long.toHexString(address) + "," + Long.toHexString(length);
    }

    /**
     * Says what a single step does besides: bit 0 is always set, bit 1 keeps interrupts from the thread, bit 2 stops its
     * timers.
     *
     * @param bits of {@code qqemu.sstepbits}
     */
    public void setStepFlags(int bits) {
        command("Qqemu.sstep=" + Integer.toHexString(bits));
    }

    /** Lets all threads run. */
    public void resume() {
        run("vCont;c");
    }

    /**
     * Lets one thread execute one instruction, while all others stand.
     *
     * @param thread its number
     */
    public void step(int thread) {
        run("vCont;s:" + Integer.toHexString(thread));
    }

    /**
     * Lets one thread execute one instruction, while all others run.
     *
     * @param thread its number
     */
    public void stepAmongOthers(int thread) {
        run("vCont;s:" + Integer.toHexString(thread) + ";c");
    }

    private void run(String packet) {
        if (running) throw new IllegalStateException("the guest runs already");
        packets.send(packet);
        running = true;
    }

    /**
     * Whether the guest was let run and has not been seen to stop.
     *
     * @return true between a resumption or step and {@link #awaitStop}
     */
    public boolean isRunning() {
        return running;
    }

    /** Asks a running guest to stop; {@link #awaitStop} tells when it has, and why. */
    public void interrupt() {
        if (running) packets.sendInterrupt();
    }

    /**
     * Waits until the guest stops.
     *
     * @param patience how long
     * @return why; empty when it runs still
     */
    public Optional<StopReply> awaitStop(Duration patience) {
        if (unasked.isPresent()) return takeUnasked();
        var deadline = Deadline.in(clock, patience);
        while (true) {
            Optional<String> packet = packets.receive(deadline);
            if (packet.isEmpty()) return Optional.empty();
            if (StopReply.matches(packet.get())) return Optional.of(stopped(StopReply.parse(packet.get())));
            if (unconfirmed > 0) confirm(packet.get());
            else if (packet.get().startsWith("E")) {
                running = false;
                throw new GdbErrorException("to run", packet.get());
            }
        }
    }

    private Optional<StopReply> takeUnasked() {
        var taken = unasked;
        unasked = Optional.empty();
        taken.ifPresent(this::stopped);
        return taken;
    }

    private StopReply stopped(StopReply reply) {
        running = false;
        registersOf = reply.thread().orElse(0);
        return reply;
    }

    /** Ends the debugging: the stub removes all breakpoints, also those of earlier clients, and lets the guest run. */
    public void detach() {
        command(DETACH);
        running = false;
    }

    /**
     * Asks something that is answered by {@code OK}.
     *
     * @param packet the request
     * @throws GdbErrorException when the answer is another one
     */
    private void command(String packet) {
        String reply = request(packet);
        if (!reply.equals("OK")) throw new GdbErrorException(GdbProtocolException.shorten(packet), reply);
    }

    /**
     * Asks something.
     *
     * @param packet the request, a character per byte
     * @return the answer, a character per byte
     * @throws GdbErrorException when the stub refuses or does not know the request
     * @throws GdbTimeoutException when there is no answer in time
     */
    public String request(String packet) {
        requireStanding();
        packets.send(packet);
        return awaitSuccess(packet);
    }

    private void requireStanding() {
        if (running) throw new IllegalStateException("nothing can be asked while the guest runs");
    }

    private String awaitSuccess(String packet) {
        String reply = awaitReply(packet);
        if (isRefusal(reply)) throw new GdbErrorException(GdbProtocolException.shorten(packet), reply);
        return reply;
    }

    private static boolean isRefusal(String reply) {
        return reply.isEmpty() || reply.length() == 3 && reply.charAt(0) == 'E';
    }

    /** Passes over what QEMU prints, and keeps a stop that nobody asked for. */
    private String awaitReply(String packet) {
        settle();
        var deadline = Deadline.in(clock, timeout);
        boolean asksForStop = packet.equals("?");
        while (true) {
            String reply = packets.receive(deadline)
                    .orElseThrow(() ->
                            new GdbTimeoutException("answer to " + GdbProtocolException.shorten(packet), timeout));
            if (StopReply.matches(reply) && reply.charAt(0) == 'T' && !asksForStop) {
                unasked = Optional.of(StopReply.parse(reply));
            } else if (!isConsole(reply)) {
                return reply;
            }
        }
    }

    private void confirm(String reply) {
        unconfirmed--;
        if (!reply.equals("OK")) throw new GdbErrorException("a register's new value", reply);
    }

    private static boolean isConsole(String reply) {
        return reply.length() > 2 && reply.charAt(0) == 'O' && !reply.equals("OK");
    }

    /** Ends the connection. The guest stays as it is, and so do its breakpoints: {@link #detach} comes first. */
    @Override
    public void close() {
        packets.close();
    }

    @Override
    public String toString() {
        return "GDB stub at " + packets.peer();
    }
}

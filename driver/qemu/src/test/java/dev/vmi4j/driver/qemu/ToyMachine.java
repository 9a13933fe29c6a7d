package dev.vmi4j.driver.qemu;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The virtual CPUs behind a {@link ToyQemu}: AArch64 without paging. They execute nothing but what the test says: that one
 * arrives at an address. One that stands at a breakpoint hits it again until it has stepped or was moved.
 */
final class ToyMachine {
    static final long RAM = 0x4000_0000L;
    /** EL1 with its own stack pointer. */
    static final int CPSR = 0x3c5;
    /** Of {@link #registers}: X0 to X30, SP and this. */
    static final int PC = 32;

    private static final int INSTRUCTION = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final byte[] ram = new byte[4 * 4096];
    final long[][] registers;
    final Set<Long> breakpoints = new HashSet<>();
    private final Queue<Arrival> arrivals = new ArrayDeque<>();
    private Consumer<String> debugger = _ -> {};
    private boolean running = true;
    private int lateStops;

    private record Arrival(int vcpu, long pc) {}

    ToyMachine(int vcpus) {
        registers = new long[vcpus][PC + 1];
        for (int i = 0; i < ram.length; i++) ram[i] = (byte) (i * 7 + i / 4096);
    }

    /** From now on somebody hears of each stop. */
    synchronized void debuggedBy(Consumer<String> listener) {
        debugger = listener;
    }

    synchronized boolean isRunning() {
        return running;
    }

    /** Waits until it runs: what a client of the stub asks for is done a little later. */
    synchronized boolean comesToRun() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!running && System.nanoTime() < end) wait(PATIENCE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return running;
    }

    private synchronized void setRunning(boolean now) {
        running = now;
        notifyAll();
    }

    /** A virtual CPU comes to an address as soon as it runs. */
    synchronized void arrive(int vcpu, long pc) {
        arrivals.add(new Arrival(vcpu, pc));
        proceed();
    }

    /** The next steps end before they begin, because another virtual CPU had come to a breakpoint. */
    synchronized void stopLate(int times) {
        lateStops = times;
    }

    synchronized void run() {
        setRunning(true);
        for (int vcpu = 0; vcpu < registers.length && running; vcpu++) hit(vcpu);
        proceed();
    }

    private void proceed() {
        while (running && !arrivals.isEmpty()) {
            Arrival next = arrivals.remove();
            registers[next.vcpu()][PC] = next.pc();
            hit(next.vcpu());
        }
    }

    private void hit(int vcpu) {
        if (breakpoints.contains(registers[vcpu][PC])) stopped(5, vcpu);
    }

    synchronized void step(int vcpu) {
        if (lateStops > 0) {
            lateStops--;
            stopped(5, (vcpu + 1) % registers.length);
        } else {
            registers[vcpu][PC] += INSTRUCTION;
            stopped(5, vcpu);
        }
    }

    synchronized void access(int vcpu, String watch) {
        debuggerStop("T05" + watch + ";thread:" + Integer.toHexString(vcpu + 1) + ";");
    }

    synchronized void interrupt() {
        if (running) stopped(2, 0);
    }

    synchronized void pause() {
        setRunning(false);
    }

    private void stopped(int signal, int vcpu) {
        debuggerStop("T0" + signal + "thread:0" + Integer.toHexString(vcpu + 1) + ";");
    }

    private void debuggerStop(String reply) {
        setRunning(false);
        debugger.accept(reply);
    }
}

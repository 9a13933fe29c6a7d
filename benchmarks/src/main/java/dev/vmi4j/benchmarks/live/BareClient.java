package dev.vmi4j.benchmarks.live;

import dev.vmi4j.driver.qemu.gdb.GdbClient;
import dev.vmi4j.driver.qemu.gdb.PointKind;
import dev.vmi4j.driver.qemu.gdb.TargetRegister;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * A client of the stub that does as little as one can: at a breakpoint it looks at nothing and sets the instruction
 * pointer behind the instruction, which is known to do nothing. What it reaches is the stub's own limit.
 */
final class BareClient implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path monitor;
    private final long address;
    private final int length;

    /**
     * @param address of the breakpoint
     * @param length of the instruction there
     */
    BareClient(Path monitor, long address, int length) {
        this.monitor = monitor;
        this.address = address;
        this.length = length;
    }

    @Override
    public Map<Rate, Double> measure(Duration each) throws IOException {
        Map<Rate, Double> rates = new EnumMap<>(Rate.class);
        try (Stub stub = Stub.start(monitor);
                GdbClient client = GdbClient.connect(stub.socket(), PATIENCE)) {
            TargetRegister rip = client.description().find("rip").orElseThrow();
            client.insert(PointKind.SOFTWARE_BREAKPOINT, address, 1);
            rates.put(Rate.BREAKPOINTS, Rate.of(each, () -> passOne(client, rip)));
            client.remove(PointKind.SOFTWARE_BREAKPOINT, address, 1);
            rates.put(Rate.STEPS, Rate.of(each, () -> step(client)));
            rates.put(Rate.READS, Rate.of(each, () -> client.readMemory(address, Long.BYTES).length / Long.BYTES));
            client.detach();
        }
        return rates;
    }

    private long passOne(GdbClient client, TargetRegister rip) {
        client.resume();
        int thread = stopped(client);
        client.setRegister(thread, rip, address + length);
        return 1;
    }

    private static long step(GdbClient client) {
        client.step(1);
        return stopped(client) > 0 ? 1 : 0;
    }

    private static int stopped(GdbClient client) {
        return client.awaitStop(PATIENCE).orElseThrow().thread().orElseThrow();
    }
}

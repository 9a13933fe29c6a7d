package dev.vmi4j.benchmarks.live;

import dev.vmi4j.arch.amd64.event.Amd64EventMonitor;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** This project, with a handler that is handed all registers at each event and does nothing. */
final class Vmi4j implements Contender {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int READS = 100_000;

    private final Path monitor;
    private final Va address;

    Vmi4j(Path monitor, long address) {
        this.monitor = monitor;
        this.address = new Va(address);
    }

    @Override
    public Map<Rate, Double> measure(Duration each) {
        Map<Rate, Double> rates = new EnumMap<>(Rate.class);
        try (Session session = Session.attach(QemuOptions.of(monitor))) {
            QemuGuest guest = (QemuGuest) session.driver();
            AddressSpace kernel = session.requireSystem().kernelSpace();
            guest.setBreakpoint(address);
            rates.put(Rate.BREAKPOINTS, Rate.of(each, () -> event(guest)));
            guest.removeBreakpoint(address);
            var steps = new Amd64EventMonitor.SingleSteps();
            guest.enable(steps);
            rates.put(Rate.STEPS, Rate.of(each, () -> event(guest)));
            guest.disable(steps);
            rates.put(Rate.READS, Rate.of(each, () -> read(kernel)));
        }
        return rates;
    }

    private static long event(QemuGuest guest) {
        return guest.waitForEvents(SILENCE, _ -> EventResponse.CONTINUE);
    }

    /** Of the pages around the breakpoint, so that the sum is one of code. */
    private long read(AddressSpace kernel) {
        long sum = 0;
        for (int i = 0; i < READS; i++) {
            sum += kernel.readLong(address.value() + (long) Long.BYTES * (i & 0x1ff));
        }
        return sum == 0 ? 0 : READS;
    }
}

package dev.vmi4j.benchmarks.live;

import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.lab.CallingProgram;
import dev.vmi4j.lab.Lab;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.DescribesSymbols;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Boots a guest and prints what a bare client, GDB and vmi4j reach on it: {@code Rates PYTHON_SCRIPT ROUNDS SECONDS}. */
public final class Rates {
    private static final String GUEST = "linux-6.1-amd64-calls";
    /** Begins with an instruction of 5 bytes that does nothing, into which the kernel can patch a call. */
    private static final String FUNCTION = "x64_sys_call";

    private static final int INSTRUCTION = 5;

    private Rates() {}

    /**
     * Runs it.
     *
     * @param arguments see above
     * @throws IOException when the guest or GDB cannot be talked to
     */
    public static void main(String[] arguments) throws IOException {
        Lab lab = Lab.open(System.getenv(), System.err::println);
        try (LabGuest guest = lab.boot(lab.recipes().get(GUEST))) {
            Path monitor = guest.handOver();
            attach(monitor);
            attach(monitor);
            long address = prepare(monitor);
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("bare client", new BareClient(monitor, address, INSTRUCTION));
            contenders.put("GDB's Python", new Gdb(monitor, Path.of(arguments[0]), address));
            contenders.put("vmi4j", new Vmi4j(monitor, address));
            Duration each = Duration.ofSeconds(Long.parseLong(arguments[2]));
            compare(contenders, Integer.parseInt(arguments[1]), each);
        }
    }

    private static void attach(Path monitor) {
        long start = System.nanoTime();
        try (Session session = Session.attach(QemuOptions.of(monitor))) {
            long rows = session.requireSystem().processes(new TableNotes()).count();
            System.out.printf("attach, find the kernel, list %d processes: %.2f s%n", rows, seconds(start));
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** From now on the program makes calls as fast as it can. */
    private static long prepare(Path monitor) {
        try (Session session = Session.attach(QemuOptions.of(monitor))) {
            GuestSystem system = session.requireSystem();
            CallingProgram.of(system).callWithoutEnd();
            return ((DescribesSymbols) system)
                    .symbols()
                    .find(FUNCTION)
                    .orElseThrow()
                    .va()
                    .value();
        }
    }

    private static void compare(Map<String, Contender> contenders, int rounds, Duration each) throws IOException {
        Map<String, Map<Rate, List<Double>>> seen = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (var contender : contenders.entrySet()) {
                var rates = seen.computeIfAbsent(contender.getKey(), _ -> new LinkedHashMap<>());
                contender
                        .getValue()
                        .measure(each)
                        .forEach((rate, value) -> rates.computeIfAbsent(rate, _ -> new ArrayList<>())
                                .add(value));
            }
        }
        print(seen);
    }

    private static void print(Map<String, Map<Rate, List<Double>>> seen) {
        System.out.println("| a second | breakpoints | single steps | reads of 8 bytes |");
        System.out.println("|---|---|---|---|");
        seen.forEach((name, rates) -> System.out.printf(
                "| %s | %.0f | %.0f | %.0f |%n",
                name, median(rates, Rate.BREAKPOINTS), median(rates, Rate.STEPS), median(rates, Rate.READS)));
    }

    private static double median(Map<Rate, List<Double>> rates, Rate rate) {
        List<Double> sorted =
                rates.getOrDefault(rate, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}

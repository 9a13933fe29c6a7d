package dev.vmi4j.benchmarks.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** GDB, by its Python. */
final class Gdb implements Contender {
    private final Path monitor;
    private final Path script;
    private final long address;

    Gdb(Path monitor, Path script, long address) {
        this.monitor = monitor;
        this.script = script;
        this.address = address;
    }

    @Override
    public Map<Rate, Double> measure(Duration each) throws IOException {
        try (Stub stub = Stub.start(monitor)) {
            ProcessBuilder gdb = new ProcessBuilder("gdb", "-nx", "-batch", "-x", script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            gdb.environment()
                    .putAll(Map.of(
                            "SOCKET", stub.socket().toString(),
                            "ADDRESS", Long.toHexString(address),
                            "SECONDS", Long.toString(each.toSeconds())));
            try (BufferedReader lines = gdb.start().inputReader()) {
                return rates(lines);
            }
        }
    }

    private static Map<Rate, Double> rates(BufferedReader lines) {
        Map<Rate, Double> rates = new EnumMap<>(Rate.class);
        lines.lines()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 3 && words[0].equals("rate"))
                .forEach(words -> rates.put(Rate.valueOf(words[1]), Double.parseDouble(words[2])));
        return rates;
    }
}

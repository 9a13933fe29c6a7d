package dev.vmi4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Runs the loops in C over a workload. */
final class CLoops {
    /** What a loop printed: nanoseconds per operation, and the sum of all answers. */
    record Answer(double nanoseconds, long sum) {}

    private final String program;
    private final Workload work;

    /** The loops with a walk through tables such as the kernel's; programs are called {@code prefix-MODE}. */
    CLoops(String prefix, Workload work) {
        this.program = prefix + "-" + work.kernel().mode().name();
        this.work = work;
    }

    /** Runs all loops once; the answers by the names of the loops. */
    Map<String, Answer> run() throws IOException {
        Process process = new ProcessBuilder(
                        program,
                        work.image().toString(),
                        work.baseText(),
                        work.folder().toString(),
                        work.kernel().rootText(),
                        work.process().rootText())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Answer> answers = new HashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().map(line -> line.split(" ")).forEach(words -> answers.put(words[0], answer(words)));
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(program + " failed");
        }
        return answers;
    }

    private static Answer answer(String[] words) {
        return new Answer(Double.parseDouble(words[1]), Long.parseUnsignedLong(words[2], 16));
    }
}

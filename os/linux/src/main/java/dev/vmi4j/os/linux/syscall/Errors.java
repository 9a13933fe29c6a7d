package dev.vmi4j.os.linux.syscall;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The errors of Linux by number. */
public final class Errors {
    private static final Map<Integer, KernelError> ALL = load();

    private Errors() {}

    /**
     * An error of the kernel.
     *
     * @param number positive
     * @param name for example {@code ENOENT}
     * @param meaning in a few words
     */
    public record KernelError(int number, String name, String meaning) {}

    /**
     * The error of a number.
     *
     * @param number positive
     * @return empty when there is none
     */
    public static Optional<KernelError> of(int number) {
        return Optional.ofNullable(ALL.get(number));
    }

    private static Map<Integer, KernelError> load() {
        Map<Integer, KernelError> all = new HashMap<>();
        for (String line : Resources.lines("errno.txt")) {
            String[] parts = line.split(" ", 3);
            int number = Integer.parseInt(parts[0]);
            all.put(number, new KernelError(number, parts[1], parts[2]));
        }
        return Map.copyOf(all);
    }
}

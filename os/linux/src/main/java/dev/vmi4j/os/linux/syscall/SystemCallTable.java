package dev.vmi4j.os.linux.syscall;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system calls of an architecture. */
public final class SystemCallTable {
    private static final Map<String, List<ArgumentKind>> SIGNATURES = signatures();
    private static final List<ArgumentKind> UNKNOWN = Collections.nCopies(6, ArgumentKind.UNKNOWN);

    private final String abi;
    private final Map<Long, String> names = new HashMap<>();

    private SystemCallTable(String abi) {
        this.abi = abi;
        for (String line : Resources.lines(abi + ".txt")) {
            String[] parts = line.split(" ", -1);
            names.put(Long.parseLong(parts[0]), parts[1]);
        }
    }

    /**
     * The table of an architecture.
     *
     * @param abi {@code amd64}, {@code i386} or {@code arm64}
     * @return the table
     */
    public static SystemCallTable of(String abi) {
        return new SystemCallTable(abi);
    }

    /**
     * The architecture.
     *
     * @return as it was asked for
     */
    public String abi() {
        return abi;
    }

    /**
     * The name of a system call.
     *
     * @param number its number
     * @return empty when there is no such call
     */
    public Optional<String> name(long number) {
        return Optional.ofNullable(names.get(number));
    }

    /**
     * The arguments of a system call.
     *
     * @param name its name
     * @return a kind for each; six of unknown kind for a call that is not known
     */
    public static List<ArgumentKind> arguments(String name) {
        return SIGNATURES.getOrDefault(name, UNKNOWN);
    }

    private static Map<String, List<ArgumentKind>> signatures() {
        Map<String, List<ArgumentKind>> all = new HashMap<>();
        for (String line : Resources.lines("signatures.txt")) {
            String[] words = line.strip().split(" ", -1);
            all.put(
                    words[0],
                    Arrays.stream(words).skip(1).map(ArgumentKind::parse).toList());
        }
        return Map.copyOf(all);
    }
}

package dev.vmi4j.acceptance.live;

import dev.vmi4j.lab.Truth;
import java.util.List;

/**
 * A line of {@code /proc/PID/stat}, whose fields {@code proc_pid_stat(5)} numbers.
 *
 * @param fields those behind the name, of which the first is the third of all
 */
record ProcStat(List<String> fields) {
    private static final int FIRST = 3;

    static ProcStat of(Truth truth, String path) {
        String line = truth.text(path + "/stat");
        return new ProcStat(
                List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1)));
    }

    String state() {
        return fields.getFirst();
    }

    long number(int field) {
        return Long.parseLong(fields.get(field - FIRST));
    }

    long processGroup() {
        return number(5);
    }

    long session() {
        return number(6);
    }

    long flags() {
        return number(9);
    }

    long userTicks() {
        return number(14);
    }

    long systemTicks() {
        return number(15);
    }

    long priority() {
        return number(18);
    }

    long nice() {
        return number(19);
    }

    long startTicks() {
        return number(22);
    }

    long virtualSize() {
        return number(23);
    }

    long cpu() {
        return number(39);
    }

    long realtimePriority() {
        return number(40);
    }

    String policy() {
        return switch ((int) number(41)) {
            case 0 -> "other";
            case 1 -> "fifo";
            case 2 -> "rr";
            case 3 -> "batch";
            case 5 -> "idle";
            case 6 -> "deadline";
            case 7 -> "ext";
            default -> "unknown";
        };
    }
}

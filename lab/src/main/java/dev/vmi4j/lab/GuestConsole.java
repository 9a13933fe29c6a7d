package dev.vmi4j.lab;

import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a guest's scripts say on the console: lines that begin with {@code vmi4j:}.
 *
 * @param guest the guest's name
 * @param text everything the guest printed, a character per byte
 */
record GuestConsole(String guest, String text) {

    static final String READY = "vmi4j: READY";

    /** Comes before a line that was typed and came back. */
    static final String ANSWER = "vmi4j: answer ";

    private static final Pattern PROCESS = Pattern.compile("(?m)^vmi4j: process ((\\d+) [^\r\n]*)");

    /** The first line of each process' {@code stat}, by process. */
    String processes() {
        return PROCESS.matcher(text)
                .results()
                .sorted(Comparator.comparingInt(match -> Integer.parseInt(match.group(2))))
                .map(match -> match.group(1) + "\n")
                .collect(Collectors.joining());
    }
}

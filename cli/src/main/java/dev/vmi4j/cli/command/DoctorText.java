package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.Printable;
import dev.vmi4j.cli.console.Screen;
import dev.vmi4j.cli.survey.Check;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A doctor's report for people: a line for each thing, and under it what it costs and what to do. */
final class DoctorText {
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    private final Output output;
    private final boolean coloured;

    DoctorText(Output output) {
        this.output = output;
        this.coloured = output.screen().style() == Screen.Style.COLOURED;
    }

    void write(List<Check> checks, String image) {
        int status = widest(checks.stream()
                .map(check -> DoctorCommand.status(check.status()))
                .toList());
        int subject = widest(checks.stream().map(Check::subject).toList());
        for (Check check : checks) {
            String begin = padded(DoctorCommand.status(check.status()), status);
            output.line((check.status() == Check.Status.OK ? begin : marked(begin))
                    + padded(check.subject(), subject)
                    + Printable.text(check.found() + " (" + check.how() + ")"));
            String indent = " ".repeat(status + subject);
            check.lack().ifPresent(lack -> {
                output.line(indent + "costs:  " + Printable.text(lack.costs()));
                output.line(indent + "remedy: " + Printable.text(DoctorCommand.remedy(lack, image)));
            });
        }
        output.line(verdict(checks));
        output.flush();
    }

    private static String verdict(List<Check> checks) {
        String counts = Stream.of(Check.Status.MISSING, Check.Status.GAPS, Check.Status.FAILED)
                .map(status -> count(checks, status))
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing is missing" : counts;
    }

    private static String count(List<Check> checks, Check.Status status) {
        long count = checks.stream().filter(check -> check.status() == status).count();
        return count == 0 ? "" : count + " " + DoctorCommand.status(status);
    }

    private String marked(String text) {
        return coloured ? RED + text + RESET : text;
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}

package dev.vmi4j.cli.survey;

import dev.vmi4j.cli.render.Summary;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.session.OpenException;
import dev.vmi4j.session.Report;
import dev.vmi4j.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was detected in a source and how, what is missing, what that costs and what to do about it: from the session's own
 * report, and from running every table.
 */
public final class Diagnosis {
    private static final String SEE_ABOVE = "see what is missing above";
    private static final String TORN = "where memory was changing or is lost, " + Finding.Lack.TAKE_AGAIN
            + "; what the kernel itself does not carry, no image has";
    private static final Finding.Lack DEFECT = new Finding.Lack("this table", "report it: this is a defect of vmi");

    private final String remedy;

    private Diagnosis(String remedy) {
        this.remedy = remedy;
    }

    /**
     * The report on a file that cannot be opened.
     *
     * @param error why
     * @return one line
     */
    public static List<Check> of(OpenException error) {
        var lack = new Finding.Lack("everything", "name a memory image of a format that vmi4j knows, whole");
        return List.of(new Check(
                "source",
                Check.Status.MISSING,
                "cannot be opened",
                String.valueOf(error.getMessage()),
                Optional.of(lack)));
    }

    /**
     * The report on a session.
     *
     * @param session the session
     * @param runs of the tables of its guest; none without a kernel
     * @return the source first, then the kernel, then the tables
     */
    public static List<Check> of(Session session, List<TableRun> runs) {
        List<Report.Line> report = Report.of(session);
        boolean whole = session.system().stream()
                .flatMap(system -> system.findings().stream())
                .allMatch(finding -> finding.lack().isEmpty());
        Diagnosis diagnosis = new Diagnosis(whole ? TORN : SEE_ABOVE);
        return Stream.of(
                        report.stream().map(Diagnosis::check),
                        diagnosis.unread(runs),
                        runs.stream().filter(run -> !isUnread(run)).map(diagnosis::check))
                .flatMap(checks -> checks)
                .toList();
    }

    private static Check check(Report.Line line) {
        Check.Status status = line.lack().isPresent() ? Check.Status.MISSING : Check.Status.OK;
        return new Check(line.property(), status, line.value(), line.how(), line.lack());
    }

    private Check check(TableRun run) {
        String subject = "table " + run.table().name();
        String found = rows(run.summary().rows());
        return switch (run.state()) {
            case COMPLETE -> new Check(subject, Check.Status.OK, found, evidence(run), Optional.empty());
            case GAPS -> new Check(subject, Check.Status.GAPS, found, joined(run), lack(cost(run)));
            case FAILED -> new Check(subject, Check.Status.FAILED, found, joined(run), Optional.of(DEFECT));
        };
    }

    private static String evidence(TableRun run) {
        return run.notes().isEmpty() ? "every cell was read" : joined(run);
    }

    private static String cost(TableRun run) {
        String columns = run.summary().gaps().stream().map(Summary.Gap::columns).collect(Collectors.joining(", "));
        boolean rows = !run.summary().notes().isEmpty();
        return (columns.isEmpty() ? "" : "cells of " + columns)
                + (rows && !columns.isEmpty() ? "; " : "")
                + (rows ? "rows" : "");
    }

    private Optional<Finding.Lack> lack(String costs) {
        return Optional.of(new Finding.Lack(costs, remedy));
    }

    private static String rows(long rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private static String joined(TableRun run) {
        return String.join("; ", run.notes());
    }

    /** What keeps one table from being read often keeps others: it is said once. */
    private Stream<Check> unread(List<TableRun> runs) {
        Map<String, List<TableRun>> alike = runs.stream()
                .filter(Diagnosis::isUnread)
                .collect(Collectors.groupingBy(Diagnosis::joined, LinkedHashMap::new, Collectors.toList()));
        return alike.entrySet().stream().map(entry -> unread(entry.getKey(), entry.getValue()));
    }

    private static boolean isUnread(TableRun run) {
        return run.state() == TableRun.State.GAPS && run.summary().rows() == 0;
    }

    private Check unread(String notes, List<TableRun> tables) {
        String names = tables.stream().map(run -> run.table().name()).collect(Collectors.joining(", "));
        String subject = tables.size() == 1 ? "table " + names : tables.size() + " tables";
        return new Check(subject, Check.Status.GAPS, rows(0), notes, lack(names));
    }
}

package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Console;
import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.cli.render.Summary;
import dev.vmi4j.cli.render.TablePrinter;
import dev.vmi4j.core.table.Table;

/** Shows a table as the answer of a command, and says on standard error what is missing. */
final class Answer {
    private Answer() {}

    static ExitCode show(Table<?> table, Query query, Format format, Console console) {
        Summary summary = new TablePrinter(format, console.output()).print(table, query);
        console.output().flush();
        tell(table, query, summary, console.messages());
        if (summary.rows() == 0) {
            return ExitCode.NOTHING;
        }
        return summary.complete() ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private static void tell(Table<?> table, Query query, Summary summary, Messages messages) {
        summary.gaps().forEach(gap -> messages.note(gap.sentence()));
        summary.notes().forEach(messages::note);
        summary.explanations().forEach(messages::note);
        boolean silent = summary.notes().isEmpty() && summary.explanations().isEmpty();
        if (summary.rows() == 0 && silent) {
            messages.note(nothing(table, query));
        }
    }

    private static String nothing(Table<?> table, Query query) {
        boolean restricted = !query.filters().isEmpty() || query.limit().isPresent();
        return "no row of " + table.name() + (restricted ? " is left by the filters and the limit" : " was found");
    }
}

package dev.vmi4j.cli.command;

import dev.vmi4j.core.os.DescribesCores;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.ProcessCore;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.session.Session;
import dev.vmi4j.tools.elfcore.CoreFilter;
import dev.vmi4j.tools.elfcore.CoreSummary;
import dev.vmi4j.tools.elfcore.ElfCore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Writes a process as an ELF core file, which a debugger opens. */
final class DumpProcessCommand implements Command {
    private static final String PID = "--pid";
    private static final String OUTPUT = "--output";
    private static final String FILTER = "--filter";
    private static final String FORCE = "--force";

    @Override
    public String name() {
        return "dump-process";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Writes one process as an ELF core file, with its threads, registers and memory, which gdb opens. What the"
                        + " process had mapped and the guest's page cache still holds is in it; what is in swap space or in"
                        + " files alone is left out and counted.");
        ImageOptions.addTo(spec)
                .addOption(Specs.number(PID, "N", "The process."))
                .addOption(OptionSpec.builder("-o", OUTPUT)
                        .type(String.class)
                        .paramLabel("FILE")
                        .description("The file to write.")
                        .build())
                .addOption(Specs.text(
                        FILTER,
                        "MASK",
                        "Which memory to write, as /proc/PID/coredump_filter takes it: 0x33 leaves out what files alone"
                                + " hold, as Linux usually does. Everything unless given."))
                .addOption(Specs.flag(FORCE, "Replace FILE if it exists."));
        Specs.examples(
                spec,
                "vmi dump-process image.raw --pid 42 -o core.42",
                "vmi dump-process image.elf --pid 42 -o core.42 --filter 0x33 --force",
                "gdb PROGRAM core.42");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        NewFile file = NewFile.of(Path.of(required(options, OUTPUT)), options.hasMatchedOption(FORCE));
        if (!options.hasMatchedOption(PID)) {
            throw new UsageException(name() + " wants a process: " + PID + " N");
        }
        long pid = options.<Long>matchedOptionValue(PID, 0L);
        CoreFilter filter = options.hasMatchedOption(FILTER)
                ? new CoreFilter(ImageOptions.number(FILTER, options.matchedOptionValue(FILTER, "")))
                : CoreFilter.ALL;
        try (Session session = ImageOptions.open(options, context)) {
            TableNotes notes = new TableNotes();
            GuestSystem system = Kernels.require(session, context.console().messages());
            ProcessCore core = describe(system, pid, notes);
            CoreSummary summary = write(core, filter, file, context);
            tell(file.path(), summary, notes.all(), context);
            return summary.isComplete() && notes.all().isEmpty() ? ExitCode.OK : ExitCode.PARTIAL;
        }
    }

    private static String required(ParseResult options, String option) {
        if (!options.hasMatchedOption(option)) {
            throw new UsageException("dump-process wants a file to write: -o FILE");
        }
        return options.matchedOptionValue(option, "");
    }

    private static ProcessCore describe(GuestSystem system, long pid, TableNotes notes) {
        if (system instanceof DescribesCores describing) {
            return describing
                    .processCore(pid, notes)
                    .orElseThrow(() -> new NothingException("there is no process " + pid + "; 'vmi ps' lists them"));
        }
        throw new UsageException("core files of " + system.name() + " processes are not written");
    }

    private static CoreSummary write(ProcessCore core, CoreFilter filter, NewFile file, Context context) {
        try (var _ = context.console().messages().during("writing " + file.path())) {
            return file.write(channel -> ElfCore.write(core, filter, channel));
        } catch (IOException e) {
            throw new UsageException("cannot write " + file.path() + ": " + e.getMessage());
        }
    }

    private static void tell(Path file, CoreSummary summary, List<String> notes, Context context) {
        var output = context.console().output();
        output.line(file + ": " + summary.threads() + " threads, " + summary.regions() + " regions in "
                + summary.segments() + " segments");
        output.line(
                summary.written() + " bytes were in memory, " + summary.untouched() + " were never touched (zeros)");
        output.line("left out: " + summary.swapped() + " bytes in swap space, " + summary.inFiles()
                + " in files alone, " + summary.unreadable() + " unreadable, " + summary.filtered() + " not asked for");
        output.flush();
        notes.forEach(context.console().messages()::note);
    }
}

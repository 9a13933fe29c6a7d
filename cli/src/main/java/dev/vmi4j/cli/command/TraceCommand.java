package dev.vmi4j.cli.command;

import dev.vmi4j.core.os.DescribesSystemCalls;
import dev.vmi4j.core.os.SystemCall;
import dev.vmi4j.core.os.SystemCallDecoder;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.syscall.SystemCallTracer;
import dev.vmi4j.tools.syscall.TraceStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints the system calls of a running guest. */
final class TraceCommand implements Command {
    private static final String CALLS = "--calls";

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Prints the system calls of a running guest, of all processes at once or of one, with decoded"
                        + " arguments and results: process, name, call. A call is printed when it ends.");
        Watching.addTo(spec)
                .addOption(Specs.number(Watching.PID, "PID", "The system calls of this process alone."))
                .addOption(Specs.text(CALLS, "NAMES", "These system calls alone, for example openat,execve."));
        Specs.examples(
                spec,
                "vmi trace --qmp qmp.sock",
                "vmi trace --qmp qmp.sock --pid 1 --count 100",
                "vmi trace --qmp qmp.sock --calls execve,openat --seconds 10");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        OptionalLong pid = Watching.pid(options);
        Set<String> calls = names(options);
        try (Watching guest = Watching.attach(options, context)) {
            SystemCallDecoder decoder = decoder(guest);
            BreakpointManager manager = guest.breakpoints();
            Predicate<SystemCallDecoder.Entered> filter = call -> (pid.isEmpty() || call.processId() == pid.getAsLong())
                    && (calls.isEmpty() || calls.contains(call.name()));
            try (var tracer = SystemCallTracer.start(manager, decoder, filter, call -> guest.line(line(call)))) {
                ExitCode code = guest.run(options, Optional.of(manager), () -> false);
                tell(tracer.statistics(), context);
                return code;
            }
        }
    }

    private static Set<String> names(ParseResult options) {
        String names = options.matchedOptionValue(CALLS, "");
        return names.isEmpty() ? Set.of() : new HashSet<>(List.of(names.split(",")));
    }

    private static SystemCallDecoder decoder(Watching guest) {
        if (guest.system() instanceof DescribesSystemCalls describes) {
            return describes.systemCalls();
        }
        throw new UsageException("the system calls of a " + guest.system().name() + " guest are not known");
    }

    private static String line(SystemCall call) {
        String thread = call.threadId() == call.processId() ? "" : "/" + call.threadId();
        return call.processId() + thread + " " + call.processName() + " " + call;
    }

    private static void tell(TraceStatistics seen, Context context) {
        if (seen.abandoned() > 0) {
            context.console().messages().note("of " + seen.abandoned() + " calls the end was not seen");
        }
        if (seen.unreadable() > 0) {
            context.console().messages().note(seen.unreadable() + " calls could not be read");
        }
    }
}

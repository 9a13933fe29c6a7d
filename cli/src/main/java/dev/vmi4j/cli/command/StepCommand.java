package dev.vmi4j.cli.command;

import dev.vmi4j.tools.breakpoint.Breakpoint;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.BreakpointRequest;
import dev.vmi4j.tools.breakpoint.Hit;
import dev.vmi4j.tools.breakpoint.Place;
import dev.vmi4j.tools.step.Step;
import dev.vmi4j.tools.step.StepRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints what a virtual CPU executes, from an instruction on. */
final class StepCommand implements Command {
    private static final long STEPS = 20;
    private static final int LIMIT = 1 << 20;

    @Override
    public String name() {
        return "step";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Prints the instructions that a virtual CPU of a running guest executes, one line each, from the next"
                        + " time that one comes to a place. Interrupts do not come in between. " + STEPS
                        + " instructions unless --count says another number.");
        Watching.addTo(spec.addPositional(Specs.parameter(
                        1, "PLACE", "Where to begin: a symbol, SYMBOL+OFFSET, an address, or MODULE:OFFSET.")))
                .addOption(Specs.number(Watching.PID, "PID", "When this process runs alone."));
        Specs.examples(spec, "vmi step --qmp qmp.sock do_exit", "vmi step --qmp qmp.sock schedule --count 500");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        OptionalLong pid = Watching.pid(options);
        long count = options.matchedOptionValue(Watching.COUNT, STEPS);
        if (count < 1 || count > LIMIT) {
            throw new UsageException(Watching.COUNT + " is from 1 to " + LIMIT + ", not " + count);
        }
        try (Watching guest = Watching.attach(options, context)) {
            StepRecorder recorder = guest.loop().add(StepRecorder.of((int) count, count));
            List<Breakpoint> begin = new ArrayList<>();
            Place place = guest.place(options.matchedPositionalValue(1, ""));
            BreakpointManager manager = guest.breakpoints();
            BreakpointRequest request = BreakpointRequest.of("vmi step", place)
                    .in(guest.scope(pid, place))
                    .when(hit -> !recorder.isRecording() && guest.isProcess(pid, hit.registers()));
            begin.add(manager.set(request, (Hit hit) -> {
                begin.forEach(Breakpoint::remove);
                return recorder.begin(hit.event());
            }));
            guest.run(options, Optional.of(manager), () -> recorder.count() > 0 && !recorder.isRecording());
            recorder.steps().forEach(step -> guest.line(line(guest, step)));
            return recorder.steps().isEmpty() ? ExitCode.NOTHING : ExitCode.OK;
        }
    }

    private static String line(Watching guest, Step step) {
        return step.number() + "  " + step.vcpu() + "  "
                + guest.name(step.registers().instructionPointer());
    }
}

package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.tools.breakpoint.Breakpoint;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.BreakpointRequest;
import dev.vmi4j.tools.breakpoint.BreakpointState;
import dev.vmi4j.tools.breakpoint.Hit;
import dev.vmi4j.tools.breakpoint.HitHandler;
import dev.vmi4j.tools.breakpoint.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints a line each time the guest comes to an instruction. */
final class BreakCommand implements Command {
    private static final String DO = "--do";
    private static final List<String> THINGS = List.of("args", "caller", "bt", "regs", "stack");
    private static final int ARGUMENTS = 6;
    private static final int STACK_WORDS = 16;

    @Override
    public String name() {
        return "break";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Prints a line each time a running guest comes to an instruction: virtual CPU, process, address. The"
                        + " guest stands only while the line is made, and cannot see the breakpoint.");
        Watching.addTo(spec.addPositional(Specs.parameter(
                        1,
                        "PLACE",
                        "A symbol, SYMBOL+OFFSET, an address, or MODULE:OFFSET (a file name, with --pid).")))
                .addOption(Specs.number(Watching.PID, "PID", "When this process runs alone."))
                .addOption(Specs.text(
                        DO, "THINGS", "What else to print, separated by commas: " + String.join(", ", THINGS) + "."));
        Specs.examples(
                spec,
                "vmi break --qmp qmp.sock do_exit --do args,caller",
                "vmi break --qmp qmp.sock libc.so.6:0x1000 --pid 42 --count 3 --do regs");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        OptionalLong pid = Watching.pid(options);
        List<String> things = things(options);
        try (Watching guest = Watching.attach(options, context)) {
            Place place = guest.place(options.matchedPositionalValue(1, ""));
            BreakpointManager manager = guest.breakpoints();
            BreakpointRequest request = BreakpointRequest.of("vmi break", place)
                    .in(guest.scope(pid, place))
                    .when(hit -> guest.isProcess(pid, hit.registers()));
            Breakpoint breakpoint = manager.set(request, HitHandler.looking(hit -> show(guest, things, hit)));
            if (breakpoint.state() == BreakpointState.PENDING) {
                context.console().messages().note(place + " is not there yet; waiting for it");
            }
            return guest.run(options, Optional.of(manager), () -> false);
        }
    }

    private static List<String> things(ParseResult options) {
        String text = options.matchedOptionValue(DO, "");
        List<String> things = text.isEmpty() ? List.of() : List.of(text.split(","));
        things.stream().filter(thing -> !THINGS.contains(thing)).findFirst().ifPresent(thing -> {
            throw new UsageException(DO + " knows " + String.join(", ", THINGS) + ", not '" + thing + "'");
        });
        return things;
    }

    private static void show(Watching guest, List<String> things, Hit hit) {
        List<String> words = new ArrayList<>();
        words.add(hit.vcpu().toString());
        words.add(guest.who(hit.registers()));
        words.add(guest.name(hit.registers().instructionPointer()));
        things.forEach(thing -> words.add(thing(guest, thing, hit)));
        guest.line(String.join("  ", words));
    }

    private static String thing(Watching guest, String thing, Hit hit) {
        return switch (thing) {
            case "args" -> "args " + readable(() -> arguments(guest, hit));
            case "caller" -> "from " + readable(() -> guest.name(hit.returnAddress()));
            case "bt" -> "bt " + readable(() -> guest.backtrace(hit.registers()));
            case "regs" -> hit.registers().generalPurpose().toString();
            default -> "stack " + readable(() -> stack(hit));
        };
    }

    private static String readable(Supplier<String> text) {
        try {
            return text.get();
        } catch (VmiException e) {
            return "? (" + e.getMessage() + ")";
        }
    }

    private static String arguments(Watching guest, Hit hit) {
        List<String> arguments = IntStream.range(0, ARGUMENTS)
                .mapToObj(index -> Addresses.hex(guest.system().functionArgument(hit.registers(), index)))
                .toList();
        return String.join(" ", arguments);
    }

    private static String stack(Hit hit) {
        int width = hit.registers().effectiveAddressWidth();
        long top = hit.registers().stackPointer().value();
        AddressSpace space = hit.space(hit.registers().stackPointer());
        long words = Math.min(STACK_WORDS, space.readable(top, (long) STACK_WORDS * width) / width);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            said.add(Addresses.hex(space.readUnsigned(top + (long) i * width, width)));
        }
        return String.join(" ", said);
    }
}

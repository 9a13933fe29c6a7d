package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ControlsExecution;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.DescribesStacks;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.GuestThread;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.Place;
import dev.vmi4j.tools.breakpoint.PlaceResolver;
import dev.vmi4j.tools.breakpoint.Scope;
import dev.vmi4j.tools.event.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A running guest whose events a command waits for, until there were enough, the time is over, or the user ends it. */
final class Watching implements AutoCloseable {
    static final String COUNT = "--count";
    static final String SECONDS = "--seconds";
    static final String PID = "--pid";

    private static final Pattern IN_MODULE = Pattern.compile("([^+:]+):(0x[0-9a-fA-F]+|[0-9]+)");
    private static final Duration REFRESH = Duration.ofMillis(500);

    private final Context context;
    private final Session session;
    private final GuestSystem system;
    private final EventLoop loop;
    private final long count;
    private final Thread atExit;
    private final Thread waiter = Thread.currentThread();
    private Optional<DescribesStacks.CallFollower> callFollower = Optional.empty();
    private long seen;

    private Watching(Context context, Session session, GuestSystem system, long count) {
        this.count = count;
        this.context = context;
        this.session = session;
        this.system = system;
        this.loop = EventLoop.over(system.core());
        this.atExit = new Thread(this::endAtExit, "vmi-end");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static CommandSpec addTo(CommandSpec spec) {
        ImageOptions.addLogging(ImageOptions.addFinding(LiveOptions.addTo(spec.addPositional(
                Specs.parameter(0, "GUEST", "A running guest: qmp:SOCKET, or --qmp SOCKET in the place of it.")))));
        return spec.addOption(Specs.number(COUNT, "N", "End after N lines."))
                .addOption(Specs.number(SECONDS, "N", "End after N seconds; Ctrl-C ends it before."));
    }

    static Watching attach(ParseResult options, Context context) {
        String guest = options.matchedPositionalValue(0, "");
        if (!LiveOptions.isLive(guest)) {
            throw new UsageException("this needs a running guest, not the image " + guest + ": --qmp SOCKET");
        }
        Session session = LiveOptions.attached(guest, options, context);
        try {
            GuestSystem system = find(session, context);
            session.driver().require(ControlsExecution.class);
            return new Watching(context, session, system, options.matchedOptionValue(COUNT, Long.MAX_VALUE));
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private static GuestSystem find(Session session, Context context) {
        try (var _ = session.pause()) {
            return Kernels.require(session, context.console().messages());
        }
    }

    Session session() {
        return session;
    }

    GuestSystem system() {
        return system;
    }

    EventLoop loop() {
        return loop;
    }

    /** A manager whose places are symbols of the kernel and offsets in modules. */
    BreakpointManager breakpoints() {
        Optional<SymbolTable> symbols = Places.symbolsOf(Optional.of(system));
        return loop.add(BreakpointManager.of(
                system.core(),
                system.kernelSpace().root(),
                PlaceResolver.of(
                        system,
                        name -> symbols.map(table -> table.address(name)).orElse(OptionalLong.empty()))));
    }

    /** A place as people give it: {@code MODULE:OFFSET}, or what {@link Places} reads. */
    Place place(String text) {
        Matcher module = IN_MODULE.matcher(text);
        return module.matches()
                ? Place.inModule(module.group(1), ImageOptions.number("an offset", module.group(2)))
                : Place.address(new Va(Places.of(() -> Optional.of(system)).address(text)));
    }

    /** The scope of a place that only one process reaches; the kernel's code is everybody's. */
    Scope scope(OptionalLong pid, Place place) {
        boolean inKernel = place instanceof Place.Address(Va va) && va.value() < 0;
        if (pid.isEmpty() || inKernel) {
            return Scope.everywhere();
        }
        GuestProcess process = system.process(pid.getAsLong())
                .orElseThrow(() -> new NothingException("there is no process " + pid.getAsLong()));
        return Scope.process(process);
    }

    boolean isProcess(OptionalLong pid, Registers registers) {
        return pid.isEmpty()
                || system.currentProcess(registers)
                        .filter(GuestProcess.hasId(pid.getAsLong()))
                        .isPresent();
    }

    static OptionalLong pid(ParseResult options) {
        Long pid = options.matchedOptionValue(PID, -1L);
        return pid < 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    /** Which thread runs, for people. */
    String who(Registers registers) {
        try {
            return system.currentThread(registers).map(Watching::text).orElse("?");
        } catch (VmiException e) {
            return "? (" + e.getMessage() + ")";
        }
    }

    private static String text(GuestThread thread) {
        long process = thread.process().id();
        return process + (thread.id() == process ? "" : "/" + thread.id()) + " " + thread.name();
    }

    /** An address with the symbol that it belongs to. */
    String name(Va va) {
        return Places.symbolsOf(Optional.of(system))
                .flatMap(table -> table.nearest(va.value()))
                .map(symbol -> va + " " + symbol)
                .orElse(va.toString());
    }

    /** The functions that led to where a virtual CPU is, the innermost first. */
    String backtrace(Registers registers) {
        if (callFollower.isEmpty() && system instanceof DescribesStacks describes) {
            callFollower = Optional.of(describes.callFollower());
        }
        return callFollower
                .map(follower -> follower.of(registers).stream()
                        .map(DescribesStacks.CodeFrame::text)
                        .collect(Collectors.joining(" < ")))
                .orElse("?");
    }

    /** Prints a line, unless there were as many as were asked for. */
    void line(String text) {
        if (seen < count) {
            context.console().output().line(text);
            seen++;
        }
    }

    /** Waits until there is a reason to end. */
    ExitCode run(ParseResult options, Optional<BreakpointManager> breakpoints, BooleanSupplier enough) {
        long seconds = options.matchedOptionValue(SECONDS, Long.MAX_VALUE / 2_000_000_000L);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long[] refreshed = {System.nanoTime()};
        loop.runUntil(() -> {
            context.console().output().flush();
            if (System.nanoTime() - refreshed[0] > REFRESH.toNanos()) {
                breakpoints.ifPresent(BreakpointManager::refresh);
                refreshed[0] = System.nanoTime();
            }
            return seen >= count || System.nanoTime() - end >= 0 || enough.getAsBoolean();
        });
        return seen == 0 ? ExitCode.NOTHING : ExitCode.OK;
    }

    /** The user ends the command: the guest is left as it was before this process goes. */
    private void endAtExit() {
        loop.stop();
        try {
            waiter.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try (session) {
            loop.close();
        } finally {
            context.console().output().flush();
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The process is ending, and the hook waits for this.
        }
    }
}

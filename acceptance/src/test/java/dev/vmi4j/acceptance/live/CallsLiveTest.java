package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.os.DescribesSystemCalls;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.SystemCall;
import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.lab.CallingProgram;
import dev.vmi4j.lab.CallingProgram.Logged;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.DescribesSymbols;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.PlaceResolver;
import dev.vmi4j.tools.event.EventLoop;
import dev.vmi4j.tools.syscall.SystemCallTracer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breakpoints and the tracer of system calls on guests whose program logs the calls that it makes. The property {@code
 * vmi4j.live.calls} says how many calls each of its four threads makes in a test.
 */
@ParameterizedClass
@MethodSource("guests")
final class CallsLiveTest {
    private static final String RECIPE = "linux-6.1-amd64-calls";
    private static final List<RunningGuest> USUAL = List.of(RunningGuest.of("calls-4level-4", RECIPE));
    private static final List<RunningGuest> OTHERS = List.of(
            RunningGuest.of("calls-4level-1", RECIPE, "vcpus=1"),
            RunningGuest.of("calls-5level-4", RECIPE, "cpu=max,-cx16"),
            RunningGuest.of("calls-5level-1", RECIPE, "cpu=max,-cx16", "vcpus=1"),
            RunningGuest.of("calls-arm64", "linux-6.1-arm64", "workload=plain calls"));

    private static final long CALLS = Long.getLong("vmi4j.live.calls", 50);
    private static final int HITS_BEFORE_DEATH = 20;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int SAMPLES = 10;
    /** What a JIT compiler and a test framework may still be learning. */
    private static final long FLAT = 16 << 20;

    private static final Map<RunningGuest, LabGuest> BOOTED = new HashMap<>();

    private final LabGuest lab;
    private final Path monitor;

    CallsLiveTest(RunningGuest kind) {
        lab = BOOTED.computeIfAbsent(kind, RunningGuest::boot);
        monitor = lab.handOver();
    }

    static Stream<RunningGuest> guests() {
        return RunningGuest.chosen(USUAL, OTHERS);
    }

    @AfterParameterizedClassInvocation
    static void end() {
        BOOTED.values().forEach(LabGuest::close);
        BOOTED.clear();
    }

    @Test
    void noHitIsLostAndNoneIsSeenTwice() {
        try (Session session = Session.attach(QemuOptions.of(monitor))) {
            hitEachOnce(session);
        }
        lab.ask("after the breakpoints");
    }

    /** The program makes its calls, and each is one hit of a breakpoint. */
    static void hitEachOnce(Session session) {
        GuestSystem system = session.requireSystem();
        QemuGuest guest = (QemuGuest) session.driver();
        CallingProgram program = CallingProgram.of(system);
        Va gate = gate(system);
        guest.setBreakpoint(gate);
        Set<Long> missing = new HashSet<>(program.want(CALLS));
        List<Long> unexpected = new ArrayList<>();
        List<Footprint> footprints = new ArrayList<>();
        int total = missing.size();
        while (!program.isDone()
                && guest.waitForEvents(SILENCE, event -> note(system, event, missing, unexpected)) > 0) {
            if (missing.size() == (long) total * (SAMPLES - 1 - footprints.size()) / SAMPLES) {
                footprints.add(Footprint.now());
                System.out.println(total - missing.size() + " calls seen, " + footprints.getLast());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(unexpected).isEmpty();
        guest.removeBreakpoint(gate);
        assertThat(guest.waitForEvents(Duration.ofMillis(100), _ -> EventResponse.CONTINUE))
                .isZero();
        assertThat(footprints.getLast().heap()).isLessThan(footprints.getFirst().heap() + FLAT);
    }

    private static EventResponse note(GuestSystem system, VmiEvent event, Set<Long> missing, List<Long> unexpected) {
        assertThat(event.reason().asSoftwareBreakpoint()).isPresent();
        long saved = event.registers()
                .argument(CallingConvention.LINUX_KERNEL, 0, system.core().memory());
        long argument = system.kernelSpace().readLong(saved + firstArgument(system));
        if (CallingProgram.isOwn(argument) && !missing.remove(argument)) {
            unexpected.add(argument);
        }
        return EventResponse.CONTINUE;
    }

    /** Where {@code pt_regs} has the first argument of a system call. */
    private static int firstArgument(GuestSystem system) {
        return isArm(system) ? 0 : 0x70;
    }

    /** A function that the kernel calls once in each system call. */
    static Va gate(GuestSystem system) {
        return ((DescribesSymbols) system)
                .symbols()
                .find(isArm(system) ? "do_el0_svc" : "x64_sys_call")
                .orElseThrow()
                .va();
    }

    private static boolean isArm(GuestSystem system) {
        return system.core().architecture().name().equals("aarch64");
    }

    @Test
    void theTracerTellsWhatTheProgramLogged() {
        try (Session session = Session.attach(QemuOptions.of(monitor))) {
            GuestSystem system = session.requireSystem();
            CallingProgram program = CallingProgram.of(system);
            List<Logged> seen = new ArrayList<>();
            try (var loop = EventLoop.over(system.core())) {
                var manager = loop.add(
                        BreakpointManager.of(system.core(), system.kernelSpace().root(), PlaceResolver.ADDRESSES));
                var tracer = SystemCallTracer.start(
                        manager,
                        ((DescribesSystemCalls) system).systemCalls(),
                        call -> call.processId() == program.pid(),
                        call -> own(call).ifPresent(seen::add));
                List<Long> wanted = program.want(CALLS);
                while (!program.isDone() && loop.waitForEvents(SILENCE) > 0) {
                    // The next.
                }
                assertThat(tracer.statistics().unreadable()).isZero();
                assertThat(tracer.statistics().abandoned()).isZero();
                for (int thread = 0; thread < CallingProgram.THREADS; thread++) {
                    assertThat(of(thread, seen.stream()))
                            .isEqualTo(of(thread, wanted.stream().map(program::logged)));
                }
            }
        }
    }

    private static Optional<Logged> own(SystemCall call) {
        String first = call.arguments().isEmpty() ? "" : call.arguments().getFirst();
        if (!NUMBER.matcher(first).matches() || !CallingProgram.isOwn(Long.parseLong(first))) {
            return Optional.empty();
        }
        long result = call.result().map(SystemCall.Result::value).orElse(0L);
        return Optional.of(new Logged(call.number(), Long.parseLong(first), result));
    }

    private static List<Logged> of(int thread, Stream<Logged> calls) {
        return calls.filter(call -> CallingProgram.thread(call.argument()) == thread)
                .toList();
    }

    @Test
    void aGuestWhoseClientIsKilledRunsOnAndCanBeAttachedAgain() throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HittingClient.class.getName(),
                        monitor.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = client.inputReader()) {
            for (int hits = 0; hits < HITS_BEFORE_DEATH; hits++) {
                assertThat(lines.readLine()).isEqualTo("hit");
            }
        } finally {
            client.destroyForcibly().waitFor();
        }
        lab.ask("after the kill");
        try (Session session = Session.attach(QemuOptions.of(monitor))) {
            CallingProgram program = CallingProgram.of(session.requireSystem());
            while (!program.isDone()) {
                Thread.onSpinWait();
            }
            hitEachOnce(session);
        }
        lab.ask("after the second client");
    }
}

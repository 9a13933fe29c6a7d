package dev.vmi4j.cli;

import dev.vmi4j.arch.amd64.Amd64Provider;
import dev.vmi4j.cli.command.Context;
import dev.vmi4j.cli.command.Opener;
import dev.vmi4j.cli.command.Runner;
import dev.vmi4j.cli.console.Console;
import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.Screen;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command line that was run.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {
    /** On the fake guest. */
    static Run fake(String... args) {
        return fake(Screen.NONE, args);
    }

    static Run fake(Screen screen, String... args) {
        StringWriter out = new StringWriter();
        return run(out, screen, fakeOpener(), List.of(new FakeGuest.Provider(new FakeGuest())), args);
    }

    /** On the fake guest, into a writer that may fail. */
    static Run into(Writer writer, String... args) {
        return run(writer, Screen.NONE, fakeOpener(), List.of(new FakeGuest.Provider(new FakeGuest())), args);
    }

    /** Two parts of a command line. */
    static String[] joined(String[] first, String... second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }

    /** On files, as the real command does it. */
    static Run real(String... args) {
        Opener opener = (image, options, messages) -> Session.open(image, options, Map.of(), messages::progress);
        return run(new StringWriter(), Screen.NONE, opener, GuestSystemProvider.all(), args);
    }

    private static Opener fakeOpener() {
        FakeGuest guest = new FakeGuest();
        return (_, _, _) -> Session.over(
                guest.driver(),
                List.of(new Amd64Provider().architecture()),
                List.of(new FakeGuest.Provider(guest)),
                SessionStore.NONE);
    }

    private static Run run(
            Writer out, Screen screen, Opener opener, List<GuestSystemProvider> systems, String... args) {
        var err = new ByteArrayOutputStream();
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        var console = new Console(new Output(out, screen), new Messages(stream, Screen.Kind.STREAM, () -> 0), Map.of());
        int code = new Runner(new Context(console, opener, systems)).run(args).number();
        return new Run(code, out.toString(), err.toString(StandardCharsets.UTF_8));
    }
}

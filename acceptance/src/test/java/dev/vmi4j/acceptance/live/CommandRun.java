package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.cli.command.Context;
import dev.vmi4j.cli.command.Runner;
import dev.vmi4j.cli.console.Console;
import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.Screen;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A {@code vmi} command that was run in this JVM.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it said besides
 */
record CommandRun(int code, String out, String err) {
    /** What is kept of running guests stays in the build's folder. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());

    static CommandRun of(String... words) {
        StringWriter out = new StringWriter();
        var err = new ByteArrayOutputStream();
        var messages =
                new Messages(new PrintStream(err, true, StandardCharsets.UTF_8), Screen.Kind.STREAM, System::nanoTime);
        var console = new Console(new Output(out, Screen.NONE), messages, ENVIRONMENT);
        var context = new Context(
                console,
                (image, options, told) -> Session.open(image, options, ENVIRONMENT, told::progress),
                GuestSystemProvider.all());
        int code = new Runner(context).run(words).number();
        return new CommandRun(code, out.toString(), err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of a command that ends well. */
    List<String> lines() {
        assertThat(code).as("exit code, with %s", err).isZero();
        return out.lines().toList();
    }
}

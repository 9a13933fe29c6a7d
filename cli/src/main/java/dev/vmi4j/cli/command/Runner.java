package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.cli.console.OutputException;
import dev.vmi4j.cli.render.QueryException;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.session.NoKernelException;
import dev.vmi4j.session.NoSpaceException;
import dev.vmi4j.session.OpenException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs a command line: finds the command, reads its options, and turns every error into a sentence and an exit code. */
public final class Runner {
    private static final List<String> HELP = List.of("-h", "--help", "help");
    private static final List<String> VERSION = List.of("-V", "--version");

    private final Context context;
    private final Commands commands;

    /**
     * A runner.
     *
     * @param context where commands run
     */
    public Runner(Context context) {
        this.context = context;
        this.commands = new Commands(context.schemas());
    }

    /**
     * Runs a command line. Writes to the console of the context alone and never throws.
     *
     * @param args the command line
     * @return how it ended
     */
    public ExitCode run(String... args) {
        boolean debug = Arrays.asList(args).contains(ImageOptions.DEBUG);
        try {
            ExitCode code = dispatch(args);
            context.console().output().flush();
            return code;
        } catch (RuntimeException | Error e) {
            return isEnding() && !debug ? ExitCode.NOTHING : told(e, debug);
        }
    }

    private ExitCode told(Throwable error, boolean debug) {
        return switch (error) {
            case VmiException own -> fail(own, debug);
            case ParameterException wrong -> fail(wrong, debug);
            case OutOfMemoryError full ->
                crash("there is not enough memory for this; try VMI_JAVA_OPTS=-Xmx2g", full, debug);
            default -> crash("this is a defect of vmi: " + error, error, debug);
        };
    }

    /** Whether a signal ends the process: running guests are left then while a command may still use them. */
    private static boolean isEnding() {
        Thread nothing = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException _) {
            return true;
        }
    }

    private ExitCode dispatch(String... words) {
        String[] args = LiveOptions.commandFirst(words);
        if (args.length == 0) {
            context.console().messages().error("which command? 'vmi --help' lists them");
            return ExitCode.USAGE;
        }
        String name = args[0];
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        if (HELP.contains(name)) {
            return rest.length == 0 || rest[0].startsWith("-")
                    ? help(commands.root(), "vmi")
                    : dispatch(rest[0], HELP.getFirst());
        }
        if (VERSION.contains(name)) {
            context.console().output().line("vmi " + Version.current());
            return ExitCode.OK;
        }
        return run(name, rest);
    }

    private ExitCode run(String name, String... args) {
        if (name.startsWith("-")) {
            throw new UsageException("the command comes first, then its options: vmi COMMAND IMAGE " + name);
        }
        Command command = commands.find(name)
                .orElseThrow(() ->
                        new UsageException("there is no command '" + name + "'; 'vmi --help' lists the commands"));
        CommandSpec spec = command.spec();
        CommandLine.ParseResult options =
                new CommandLine(spec.name("vmi " + name)).parseArgs(LiveOptions.asImage(args));
        if (options.isUsageHelpRequested()) {
            return help(spec, spec.name());
        }
        if (options.hasMatchedOption(ImageOptions.QUIET)) {
            context.console().messages().quiet();
        }
        return command.run(options, context);
    }

    private ExitCode help(CommandSpec spec, String name) {
        context.console().output().print(new CommandLine(spec.name(name)).getUsageMessage(CommandLine.Help.Ansi.OFF));
        return ExitCode.OK;
    }

    private ExitCode fail(RuntimeException error, boolean debug) {
        Messages messages = context.console().messages();
        ExitCode code = code(error);
        if (code == ExitCode.READER_GONE) {
            return code;
        }
        flushQuietly();
        messages.error(
                sentence(error) + advice(error).map(advice -> "; " + advice).orElse(""));
        if (debug) {
            messages.trace(error);
        }
        return code;
    }

    private ExitCode crash(String sentence, Throwable error, boolean debug) {
        Messages messages = context.console().messages();
        messages.error(sentence + (debug ? "" : " (" + ImageOptions.DEBUG + " shows where)"));
        if (debug) {
            messages.trace(error);
        }
        return ExitCode.INTERNAL;
    }

    /** What was answered before the error stands. */
    private void flushQuietly() {
        try {
            context.console().output().flush();
        } catch (OutputException _) {
            // The error that is being reported comes first.
        }
    }

    private static ExitCode code(RuntimeException error) {
        return switch (error) {
            case OutputException output -> output.readerGone() ? ExitCode.READER_GONE : ExitCode.OUTPUT;
            case ParameterException _, UsageException _, QueryException _ -> ExitCode.USAGE;
            case NoKernelException _ -> ExitCode.KERNEL;
            case OpenException _ -> ExitCode.IMAGE;
            default -> ExitCode.NOTHING;
        };
    }

    private static String sentence(RuntimeException error) {
        String message = String.valueOf(error.getMessage());
        return error instanceof ParameterException ? message.lines().findFirst().orElse(message) : message;
    }

    private static Optional<String> advice(RuntimeException error) {
        return switch (error) {
            case ParameterException wrong ->
                Optional.of("see '" + wrong.getCommandLine().getCommandName() + " --help'");
            case NoKernelException _ -> Optional.of("'vmi info' says what the image holds");
            case NoSpaceException _ -> Optional.empty();
            default -> Optional.empty();
        };
    }
}

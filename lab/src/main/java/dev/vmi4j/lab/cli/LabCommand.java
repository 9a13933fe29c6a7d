package dev.vmi4j.lab.cli;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.lab.BootableKernel;
import dev.vmi4j.lab.Lab;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.lab.Recipe;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab}: lists, boots and records guests. */
@Command(
        name = "lab",
        description = "Boots real guests in QEMU and records what they say about themselves.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Recordings and everything fetched for them are kept in $$VMI4J_LAB_HOME,",
            "or vmi4j/lab in the user's cache folder.",
            "",
            "Exit codes: 0 done, 1 a guest could not be made, 2 wrong usage."
        })
public final class LabCommand {

    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private LabCommand() {}

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String... arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new LabCommand()).setExecutionExceptionHandler(LabCommand::tell);
    }

    private static int tell(Exception failure, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (!(failure instanceof VmiException)) throw failure;
        line.getErr().println("lab: " + failure.getMessage());
        return FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private Lab lab() {
        return Lab.open(System.getenv(), log());
    }

    private Consumer<String> log() {
        long start = System.nanoTime();
        var err = spec.commandLine().getErr();
        return message -> {
            err.printf(
                    "[%4d s] %s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds(), message);
            err.flush();
        };
    }

    @Command(
            name = "list",
            description = "Lists the guests that can be made, and which are recorded.",
            mixinStandardHelpOptions = true)
    void list() {
        var lab = lab();
        for (var recipe : lab.recipes().all())
            out().printf(
                            "%-24s %-9s %s%n",
                            recipe.name(), lab.recording(recipe).exists() ? "recorded" : "-", recipe.description());
        out().flush();
    }

    @Command(
            name = "boot",
            description = "Boots guests one after the other and records each: images, truth, QEMU's answers.",
            mixinStandardHelpOptions = true)
    void boot(
            @Parameters(paramLabel = "NAME", description = "A guest's name, as listed.", arity = "0..*") @Nullable
                    List<String> names,
            @Option(names = "--all", description = "Record every guest.") boolean all,
            @Option(names = "--missing", description = "Skip guests that are recorded already.") boolean missing) {
        var lab = lab();
        var recipes = all
                ? lab.recipes().all()
                : Stream.ofNullable(names)
                        .flatMap(List::stream)
                        .map(lab.recipes()::get)
                        .toList();
        if (recipes.isEmpty())
            throw new CommandLine.ParameterException(spec.commandLine(), "Name a guest, or say --all.");
        for (var recipe : recipes) if (!missing || !lab.recording(recipe).exists()) record(lab, recipe);
    }

    @Command(
            name = "run",
            description =
                    "Boots a guest and leaves it running, ready to attach, until this command is ended by Ctrl-C.",
            mixinStandardHelpOptions = true)
    void run(
            @Parameters(
                            paramLabel = "GUEST",
                            description = "A guest's name, as listed, or the file of a kernel: a bzImage of x86 or an"
                                    + " Image of arm64, with the drivers of the serial ports built in.")
                    String name,
            @Option(names = "--vcpus", paramLabel = "N", description = "The number of virtual CPUs.") @Nullable
                    String vcpus,
            @Option(names = "--memory", paramLabel = "MIB", description = "The memory, in MiB.") @Nullable
                    String memory) {
        var lab = lab();
        var changes = new HashMap<String, String>();
        if (vcpus != null) changes.put("vcpus", vcpus);
        if (memory != null) changes.put("memory", memory);
        try (var guest = start(lab, name, changes)) {
            out().println(guest.handOver());
            out().flush();
            log().accept("in another terminal: vmi ps --qmp SOCKET, with the path that was printed; Ctrl-C ends the"
                    + " guest");
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static LabGuest start(Lab lab, String name, Map<String, String> changes) {
        var file = Path.of(name);
        if (!Files.isRegularFile(file)) return lab.boot(lab.recipes().get(name, changes));
        var kernel = BootableKernel.of(file);
        return lab.boot(kernel, kernel.recipe(lab.recipes(), changes));
    }

    private void record(Lab lab, Recipe recipe) {
        out().println(lab.record(recipe).folder());
        out().flush();
    }

    @Command(
            name = "sample",
            description = "Records the guest of a bundled sample, and packs its raw image and its truth.",
            mixinStandardHelpOptions = true)
    void sample(
            @Parameters(
                            paramLabel = "GUEST",
                            description = "The sample's guest; default: ${DEFAULT-VALUE}.",
                            defaultValue = "sample")
                    String guest,
            @Option(
                            names = "--to",
                            paramLabel = "FOLDER",
                            description = "Where to write; default: ${DEFAULT-VALUE}.",
                            defaultValue = "samples")
                    Path folder,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "The files' name; default: ${DEFAULT-VALUE}.",
                            defaultValue = "linux-6.1-amd64")
                    String name) {
        var lab = lab();
        Sample.pack(lab.record(lab.recipes().get(guest)), folder, name, log());
    }
}

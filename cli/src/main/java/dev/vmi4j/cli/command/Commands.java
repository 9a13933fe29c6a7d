package dev.vmi4j.cli.command;

import dev.vmi4j.core.table.TableSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of {@code vmi}: those written here, and one for each table of the guest systems. */
public final class Commands {
    private static final String ALIAS = "ps";
    private static final String ALIASED = "processes";
    private static final Pattern TABLE_NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final List<TableSchema> schemas;

    /**
     * The commands.
     *
     * @param schemas the tables that are known without a guest
     */
    public Commands(List<TableSchema> schemas) {
        this.schemas = List.copyOf(schemas);
    }

    /**
     * Finds a command. Where no guest system tells its tables beforehand, any name may be a table.
     *
     * @param name as on the command line
     * @return empty when there is none of that name
     */
    public Optional<Command> find(String name) {
        Optional<Command> known =
                all().stream().filter(command -> command.name().equals(name)).findFirst();
        return known.isEmpty() && schemas.isEmpty() && TABLE_NAME.matcher(name).matches()
                ? Optional.of(table(name, name))
                : known;
    }

    /**
     * {@code vmi} itself with all its commands, for the help page and completion.
     *
     * @return a new object at every call
     */
    public CommandSpec root() {
        CommandSpec root = Specs.command(
                "vmi",
                "Looks into a virtual machine from the outside: reads a memory image of a guest, finds the kernel in"
                        + " it, and shows what the guest was doing.");
        root.usageMessage()
                .commandListHeading("%nCommands ('vmi COMMAND --help' shows more):%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.listing())
                .synopsisSubcommandLabel("COMMAND");
        root.addOption(Specs.version());
        all().forEach(command -> add(root, command.spec()));
        Specs.examples(root, "vmi ps image.raw", "vmi info image.elf.zst", "vmi tables");
        return root;
    }

    private static void add(CommandSpec root, CommandSpec command) {
        root.addSubcommand(command.name(), command);
    }

    private static List<ArchitectureCommand> ofArchitectures() {
        return ServiceLoader.load(ArchitectureCommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Command::name))
                .toList();
    }

    private List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(new InfoCommand());
        all.add(new DoctorCommand());
        all.add(new AllCommand());
        all.add(table(ALIAS, ALIASED));
        all.add(new TranslateCommand());
        all.add(new ReadCommand());
        all.add(new PagetablesCommand());
        all.add(new SearchCommand());
        all.add(new DumpProcessCommand());
        all.add(new SymbolsCommand());
        all.add(new TypesCommand());
        all.add(new RegistersCommand());
        all.addAll(ofArchitectures());
        all.add(new TraceCommand());
        all.add(new BreakCommand());
        all.add(new StepCommand());
        all.add(new WatchMemCommand());
        all.add(new DumpCommand());
        all.add(new WatchCommand());
        all.add(new TablesCommand());
        schemas.forEach(schema -> all.add(table(schema.name(), schema.name())));
        all.add(new CompletionCommand(this));
        return all;
    }

    private Command table(String name, String table) {
        return new TableCommand(
                name,
                table,
                schemas.stream().filter(schema -> schema.name().equals(table)).findFirst());
    }
}

package dev.vmi4j.cli.command;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builds what picocli wants to know in code: reading annotations would cost more than most commands. */
final class Specs {
    private static final String INDENT = "  ";

    private Specs() {}

    /** A command with {@code --help}. */
    static CommandSpec command(String name, String... description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .description(description)
                .width(100)
                .autoWidth(false)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%n");
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .order(1000)
                .description("Show this page.")
                .build());
        return spec;
    }

    /** Lines of example command lines, at the end of the help page. */
    static void examples(CommandSpec spec, String... lines) {
        spec.usageMessage()
                .footerHeading("%nExamples:%n")
                .footer(Arrays.stream(lines)
                        .map(line -> INDENT + line.replace("%", "%%"))
                        .toArray(String[]::new));
    }

    static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .order(1001)
                .description("Show the version.")
                .build();
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option with a text that can be given several times. */
    static OptionSpec texts(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec number(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(Long.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option with a few possible values, which completion knows. */
    static OptionSpec choice(List<String> names, String label, List<String> choices, String description) {
        return OptionSpec.builder(names.toArray(String[]::new))
                .type(String.class)
                .paramLabel(label)
                .completionCandidates(choices)
                .description(description)
                .build();
    }

    static PositionalParamSpec parameter(int index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    static PositionalParamSpec optionalParameter(int index, String label, String description) {
        return parameter(index, label, description).toBuilder()
                .arity("0..1")
                .required(false)
                .build();
    }

    static PositionalParamSpec parameters(int from, String label, String description) {
        return PositionalParamSpec.builder()
                .index(from + "..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}

package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Translates virtual addresses. */
final class TranslateCommand implements Command {
    private static final String WALK = "--walk";

    @Override
    public String name() {
        return "translate";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(), "Translates virtual addresses to guest physical ones by a walk of the page tables.");
        ImageOptions.addTo(spec)
                .addPositional(Specs.parameters(
                        1, "ADDRESS", "A virtual address, hexadecimal with 0x, or a symbol such as init_task+0x10."))
                .addOption(Specs.flag(WALK, "Show every page table entry on the way."));
        TableOptions.addTo(SpaceOptions.addTo(spec));
        Specs.examples(
                spec,
                "vmi translate image.raw 0xffffffff81000000",
                "vmi translate image.raw init_task --walk",
                "vmi translate image.elf 0x7ffd12345678 --pid 42 -o json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        var messages = context.console().messages();
        try (Session session = ImageOptions.open(options, context)) {
            AddressSpace space = SpaceOptions.space(options, session, messages).space();
            Places places = Places.of(session::system);
            List<PageWalk> walks = options.<List<String>>matchedPositionalValue(1, List.of()).stream()
                    .map(text -> space.walk(new Va(places.address(text))))
                    .toList();
            Table<?> table = options.hasMatchedOption(WALK) ? WalkTables.entries(walks) : WalkTables.results(walks);
            ExitCode shown = Answer.show(table, query, format, context.console());
            return walks.stream().allMatch(walk -> walk.mapping().isEmpty()) ? ExitCode.NOTHING : shown;
        }
    }
}

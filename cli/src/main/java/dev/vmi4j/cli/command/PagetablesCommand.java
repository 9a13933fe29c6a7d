package dev.vmi4j.cli.command;

import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists everything that page tables map. */
final class PagetablesCommand implements Command {
    private static final String RANGE = "--range";
    private static final String MERGE = "--merge";

    @Override
    public String name() {
        return "pagetables";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Lists every page that page tables map: the kernel's unless another address space is chosen. The columns"
                        + " between 'entry' and 'kernel_access' are the leaf entry's own bits; the last two are what all"
                        + " levels together allow.");
        ImageOptions.addTo(spec);
        SpaceOptions.addTo(spec)
                .addOption(Specs.text(RANGE, "A-B", "Show pages from address A up to, and without, B alone."))
                .addOption(Specs.flag(
                        MERGE, "Show one row for neighbouring pages with the same rights, as 'info mem' does."));
        TableOptions.addTo(spec);
        Specs.examples(
                spec,
                "vmi pagetables image.raw --merge",
                "vmi pagetables image.raw --pid 1 --range 0-0x800000000000",
                "vmi pagetables image.elf --vcpu 0 -o csv",
                "vmi pagetables image.raw --root 0x1a0a000 --mode 5-level");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        var messages = context.console().messages();
        String range = options.matchedOptionValue(RANGE, "");
        try (Session session = ImageOptions.open(options, context)) {
            AddressSpace space = SpaceOptions.space(options, session, messages).space();
            VaRange wanted = VaRange.parse(range, Places.of(session::system));
            Table<?> table =
                    options.hasMatchedOption(MERGE) ? RegionTable.of(space, wanted) : PageTable.of(space, wanted);
            return Answer.show(table, query, format, context.console());
        }
    }
}

package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.RegisterValue;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the registers of a guest's virtual CPUs. */
final class RegistersCommand implements Command {
    private record Line(VcpuId vcpu, RegisterValue register) {}

    private static final List<Column<Line>> COLUMNS = List.of(
            new Column<>(
                    "vcpu",
                    ColumnType.NUMBER,
                    "the virtual CPU",
                    line -> Cell.of(line.vcpu().value())),
            new Column<>(
                    "register",
                    ColumnType.TEXT,
                    "the manual's name of it",
                    line -> Cell.of(line.register().name())),
            new Column<>(
                    "value",
                    ColumnType.ADDRESS,
                    "its value",
                    line -> new Cell.Address(line.register().value())),
            new Column<>(
                    "meaning",
                    ColumnType.TEXT,
                    "the bits that are set, or what else belongs to it",
                    line -> meaning(line.register().meaning())));

    @Override
    public String name() {
        return "registers";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(name(), "Lists the registers that an image holds of each virtual CPU.");
        ImageOptions.addTo(spec);
        SpaceOptions.addVcpu(spec, "Show this virtual CPU alone.");
        TableOptions.addTo(spec);
        Specs.examples(spec, "vmi registers image.elf", "vmi registers image.elf --vcpu 0 -o json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        try (Session session = ImageOptions.open(options, context)) {
            List<VcpuId> vcpus = SpaceOptions.vcpuGiven(options)
                    ? List.of(SpaceOptions.vcpuOr(options, new VcpuId(0)))
                    : session.vcpus();
            Table<Line> table = new Table<>("registers", "the registers of virtual CPUs", COLUMNS, notes -> {
                if (session.vcpus().isEmpty()) {
                    notes.add(session.driver().description() + " holds no registers; an ELF image written by QEMU's"
                            + " dump-guest-memory does");
                }
                return vcpus.stream().flatMap(vcpu -> lines(session, vcpu).stream());
            });
            return Answer.show(table, query, format, context.console());
        }
    }

    private static List<Line> lines(Session session, VcpuId vcpu) {
        if (!session.vcpus().contains(vcpu)) {
            throw new NothingException("there is no " + vcpu + " in this image; there are " + session.vcpus());
        }
        return session.driver().require(ReadsRegisters.class).registers(vcpu).values().stream()
                .map(register -> new Line(vcpu, register))
                .toList();
    }

    private static Cell meaning(String text) {
        return text.isEmpty() ? Cell.NONE : Cell.of(text);
    }
}

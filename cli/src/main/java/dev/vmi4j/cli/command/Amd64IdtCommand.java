package dev.vmi4j.cli.command;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.arch.amd64.descriptor.DescriptorWidth;
import dev.vmi4j.arch.amd64.descriptor.Gate;
import dev.vmi4j.arch.amd64.descriptor.InterruptTable;
import dev.vmi4j.arch.amd64.registers.Amd64Registers;
import dev.vmi4j.arch.amd64.registers.DescriptorTables;
import dev.vmi4j.arch.amd64.registers.TableRegister;
import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.SymbolTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the interrupt descriptor table of an AMD64 guest. */
public final class Amd64IdtCommand implements ArchitectureCommand {
    /** Where kernels keep the table, for images without registers: the name and the last offset of a whole table. */
    private static final String TABLE_SYMBOL = "idt_table";

    private static final int VECTORS = 256;

    /** Made by the service loader. */
    public Amd64IdtCommand() {}

    private record Idt(AddressSpace space, TableRegister register, DescriptorWidth width) {}

    @Override
    public String name() {
        return "idt";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Lists the interrupt descriptor table of an AMD64 guest: where it goes for each exception and"
                        + " interrupt.");
        ImageOptions.addTo(spec);
        SpaceOptions.addVcpu(spec, "Use the table of this virtual CPU; the first unless given.");
        TableOptions.addTo(spec);
        Specs.examples(spec, "vmi idt image.elf", "vmi idt image.elf --vcpu 1 --columns vector,name,handler,symbol");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        Messages messages = context.console().messages();
        try (Session session = ImageOptions.open(options, context)) {
            Optional<GuestSystem> system = Kernels.find(session, messages);
            Idt idt = session.vcpus().isEmpty()
                    ? bySymbol(session, options, messages)
                    : byRegisters(
                            session,
                            SpaceOptions.vcpuOr(options, session.vcpus().getFirst()));
            return Answer.show(table(idt, Places.of(() -> system)), query, format, context.console());
        }
    }

    private static Idt byRegisters(Session session, VcpuId vcpu) {
        if (!session.vcpus().contains(vcpu)) {
            throw new NothingException("there is no " + vcpu + "; there are " + session.vcpus());
        }
        if (!(session.driver().require(ReadsRegisters.class).registers(vcpu) instanceof Amd64Registers registers)) {
            throw notAmd64();
        }
        TableRegister idtr = registers
                .tables()
                .map(DescriptorTables::idtr)
                .orElseThrow(
                        () -> new NothingException("the registers of " + vcpu + " in this image are without IDTR"));
        AddressSpace space = session.system()
                .map(GuestSystem::kernelSpace)
                .orElseGet(() -> registers.addressSpace(session.driver().memory(), idtr.base()));
        return new Idt(space, idtr, DescriptorWidth.of(registers));
    }

    /** An image without registers does not say where the table lies; the kernel's symbols may. */
    private static Idt bySymbol(Session session, ParseResult options, Messages messages) {
        if (SpaceOptions.vcpuGiven(options)) {
            throw new NothingException(session.driver().description() + " has no registers of any vCPU");
        }
        GuestSystem system = session.requireSystem();
        if (!(system.core().architecture() instanceof Amd64)) {
            throw notAmd64();
        }
        OptionalLong base = Places.symbolsOf(Optional.of(system)).stream()
                .map(symbols -> address(symbols))
                .findFirst()
                .orElse(OptionalLong.empty());
        if (base.isEmpty()) {
            throw new NothingException("the image has no registers, which would say where the IDT lies, and the kernel"
                    + " has no symbol " + TABLE_SYMBOL);
        }
        messages.note("the image has no registers; this is the table at the kernel's symbol " + TABLE_SYMBOL);
        boolean wide = system.core().pagingMode().canonical().bits() > Integer.SIZE;
        DescriptorWidth width = wide ? DescriptorWidth.LONG : DescriptorWidth.LEGACY;
        int limit = VECTORS * (wide ? 16 : 8) - 1;
        return new Idt(system.kernelSpace(), new TableRegister(new Va(base.getAsLong()), limit), width);
    }

    private static OptionalLong address(SymbolTable symbols) {
        return symbols.address(TABLE_SYMBOL);
    }

    private static NothingException notAmd64() {
        return new NothingException(
                "only AMD64 has an interrupt descriptor table, and this guest is of another" + " architecture");
    }

    private static Table<InterruptTable.Row> table(Idt idt, Places places) {
        InterruptTable read = InterruptTable.read(idt.space(), idt.register(), idt.width());
        return new Table<>(
                "idt", "the gates of the interrupt descriptor table", columns(places), _ -> read.rows().stream());
    }

    private static List<Column<InterruptTable.Row>> columns(Places places) {
        return List.of(
                new Column<>("vector", ColumnType.NUMBER, "the number, 0 to 255", row -> Cell.of(row.vector())),
                new Column<>("name", ColumnType.TEXT, "the manual's name of it", row -> Cell.of(row.mnemonic())),
                gate(
                        "type",
                        ColumnType.TEXT,
                        "the type of gate",
                        gate -> gate.type()
                                .map(type -> Cell.of(type.name().toLowerCase(Locale.ROOT)))
                                .orElse(Cell.NONE)),
                gate("present", ColumnType.FLAG, "whether the CPU may use the gate", gate -> Cell.of(gate.present())),
                gate("handler", ColumnType.ADDRESS, "the address of the handler", gate -> used(gate, gate.offset())),
                gate(
                        "symbol",
                        ColumnType.TEXT,
                        "the kernel symbol of the handler",
                        gate -> places.name(gate.offset().value())
                                .filter(_ -> gate.present())
                                .map(Cell::of)
                                .orElse(Cell.NONE)),
                gate(
                        "selector",
                        ColumnType.ADDRESS,
                        "the code segment of the handler",
                        gate -> new Cell.Address(gate.selector().value())),
                gate("dpl", ColumnType.NUMBER, "the privilege that may raise it", gate -> Cell.of(gate.dpl())),
                gate("ist", ColumnType.NUMBER, "the interrupt stack, 0 for none", gate -> Cell.of(gate.ist())),
                new Column<>("address", ColumnType.ADDRESS, "where the gate lies", row -> Cell.of(row.address())));
    }

    private static Cell used(Gate gate, Va handler) {
        return gate.present() ? Cell.of(handler) : Cell.NONE;
    }

    private static Column<InterruptTable.Row> gate(
            String name, ColumnType type, String description, Function<Gate, Cell> value) {
        return new Column<>(
                name,
                type,
                description,
                row -> row.gate()
                        .map(value)
                        .orElseGet(() -> new Cell.Unreadable("the gate at " + row.address() + " cannot be read")));
    }
}

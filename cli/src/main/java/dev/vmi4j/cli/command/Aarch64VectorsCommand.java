package dev.vmi4j.cli.command;

import dev.vmi4j.arch.aarch64.Aarch64;
import dev.vmi4j.arch.aarch64.exception.VectorTable;
import dev.vmi4j.arch.aarch64.registers.Aarch64Registers;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the exception vectors of an AArch64 guest. */
public final class Aarch64VectorsCommand implements ArchitectureCommand {
    /** Where kernels keep the table, for images without VBAR_EL1. */
    private static final String TABLE_SYMBOL = "vectors";

    /** {@code b}: the opcode, and the bits of its distance in words. */
    private static final int BRANCH_MASK = 0xfc00_0000;

    private static final int BRANCH = 0x1400_0000;
    private static final int DISTANCE_BITS = 26;

    /** Made by the service loader. */
    public Aarch64VectorsCommand() {}

    @Override
    public String name() {
        return "vectors";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Lists the exception vectors of an AArch64 guest: where the CPU goes for each kind of exception.");
        ImageOptions.addTo(spec);
        SpaceOptions.addVcpu(spec, "Use the table of this virtual CPU; the first unless given.");
        TableOptions.addTo(spec);
        Specs.examples(spec, "vmi vectors image.elf", "vmi vectors image.elf --columns origin,kind,handler");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        try (Session session = ImageOptions.open(options, context)) {
            GuestSystem system = Kernels.require(session, context.console().messages());
            if (!(system.core().architecture() instanceof Aarch64)) {
                throw new NothingException("only AArch64 has these vectors, and this guest is of another architecture");
            }
            VectorTable vectors = byRegisters(session, options).orElseGet(() -> bySymbol(system));
            Places places = Places.of(() -> Optional.of(system));
            Table<VectorTable.Vector> table = new Table<>(
                    "vectors",
                    "the exception vectors",
                    columns(system.kernelSpace(), places),
                    _ -> vectors.vectors().stream());
            return Answer.show(table, query, format, context.console());
        }
    }

    private static Optional<VectorTable> byRegisters(Session session, ParseResult options) {
        if (session.vcpus().isEmpty()) {
            return Optional.empty();
        }
        VcpuId vcpu = SpaceOptions.vcpuOr(options, session.vcpus().getFirst());
        if (!session.vcpus().contains(vcpu)) {
            throw new NothingException("there is no " + vcpu + "; there are " + session.vcpus());
        }
        return session.driver().require(ReadsRegisters.class).registers(vcpu) instanceof Aarch64Registers registers
                ? registers.vectors()
                : Optional.empty();
    }

    private static VectorTable bySymbol(GuestSystem system) {
        OptionalLong base = Places.symbolsOf(Optional.of(system)).stream()
                .flatMapToLong(symbols -> symbols.address(TABLE_SYMBOL).stream())
                .findFirst();
        if (base.isEmpty()) {
            throw new NothingException(
                    "the image does not hold VBAR_EL1, which would say where the vectors lie, and the"
                            + " kernel has no symbol " + TABLE_SYMBOL);
        }
        return new VectorTable(new Va(base.getAsLong()));
    }

    private static List<Column<VectorTable.Vector>> columns(GuestMemory memory, Places places) {
        return List.of(
                new Column<>(
                        "origin",
                        ColumnType.TEXT,
                        "where the exception comes from",
                        vector -> Cell.of(vector.origin().description())),
                new Column<>(
                        "kind",
                        ColumnType.TEXT,
                        "what kind of exception it is",
                        vector -> Cell.of(vector.kind().name().toLowerCase(Locale.ROOT))),
                new Column<>("address", ColumnType.ADDRESS, "where the CPU goes", vector -> Cell.of(vector.address())),
                new Column<>(
                        "handler",
                        ColumnType.ADDRESS,
                        "where the code there branches to, out of its 128 bytes",
                        vector -> cell(target(memory, vector.address().value()))),
                new Column<>(
                        "symbol",
                        ColumnType.TEXT,
                        "the kernel symbol of the handler",
                        vector -> target(memory, vector.address().value()).stream()
                                .mapToObj(places::name)
                                .flatMap(Optional::stream)
                                .findFirst()
                                .map(Cell::of)
                                .orElse(Cell.NONE)));
    }

    private static Cell cell(OptionalLong address) {
        return address.isPresent() ? Cell.of(new Va(address.getAsLong())) : Cell.NONE;
    }

    private static OptionalLong target(GuestMemory memory, long vector) {
        return LongStream.iterate(vector, at -> at < vector + VectorTable.ENTRY_SIZE, at -> at + Integer.BYTES)
                .filter(at -> (memory.readInt(at) & BRANCH_MASK) == BRANCH)
                .map(at -> at + distance(memory.readInt(at)))
                .filter(to -> to < vector || to >= vector + VectorTable.ENTRY_SIZE)
                .findFirst();
    }

    private static long distance(int code) {
        int unused = Integer.SIZE - DISTANCE_BITS;
        return (long) (code << unused >> unused) * Integer.BYTES;
    }
}

package dev.vmi4j.cli;

import dev.vmi4j.arch.amd64.Amd64Provider;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.GuestThread;
import dev.vmi4j.core.os.KernelModule;
import dev.vmi4j.core.os.ProcessRoot;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.symbols.DescribesSymbols;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A guest of 64 KiB whose page tables and bytes are written out here: page 0x400000 is read-only, 0x401000 writable data,
 * 0x402000 lies in memory that the image lacks, 0x800000 is a large page, and the table for 0xa00000 is missing.
 */
final class FakeGuest implements GuestSystem, DescribesSymbols {
    private static final String NEUTRAL = "the command line asks a guest for its tables alone";

    static final String HOSTILE = "evil\u001b[2J\n\u202ex\\";

    /** A row; the root is absent, unreadable or there. */
    record Row(long pid, String name, Optional<String> args, Function<Row, Cell> root) {}

    static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("pid", ColumnType.NUMBER, "process identifier", row -> Cell.of(row.pid())),
            new Column<>("name", ColumnType.TEXT, "name", row -> Cell.of(row.name())),
            new Column<>(
                    "root",
                    ColumnType.ADDRESS,
                    "page table root",
                    row -> row.root().apply(row)),
            new Column<>(
                    "started",
                    ColumnType.SECONDS,
                    "seconds from boot",
                    row -> new Cell.Seconds(row.pid() * 1_500_000_000L)),
            new Column<>("kernel", ColumnType.FLAG, "kernel thread or not", row -> Cell.of(row.pid() == 2)),
            new Column<>(
                    "args",
                    ColumnType.LIST,
                    "arguments",
                    row -> row.args()
                            .map(args -> Cell.of(List.of(args.split(";"))))
                            .orElse(Cell.NONE)),
            new Column<>(
                    "since",
                    ColumnType.INSTANT,
                    "start",
                    row -> new Cell.Moment(Instant.ofEpochSecond(1_700_000_000L + row.pid()))));

    private static final List<Row> ROWS = List.of(
            new Row(1, "init", Optional.of("/sbin/init;a b"), _ -> Cell.of(Pa.of(0x1000))),
            new Row(2, "kthreadd", Optional.empty(), _ -> Cell.NONE),
            new Row(42, HOSTILE, Optional.of("x,y;\"z\""), _ -> {
                throw new VmiException("the page was left out");
            }));

    private final SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x1_0000));

    FakeGuest() {
        memory.putLong(0x1000, 0x2007);
        memory.putLong(0x2000, 0x3007);
        memory.putLong(0x3010, 0x4007);
        memory.putLong(0x3020, 0xe3);
        memory.putLong(0x3028, 0x9_0007);
        memory.putLong(0x4000, 0x5025);
        memory.putLong(0x4008, 0x8000_0000_0000_6067L);
        memory.putLong(0x4010, 0x9_0001);
        memory.put(0x5000, "Hello, guest!".getBytes(StandardCharsets.US_ASCII));
        memory.putLong(0x6ff0, 0x40_0008);
        memory.putLong(0x6ff8, 0xffff_ffff_ffff_fffeL);
    }

    record Driver(PhysicalMemory memory) implements ReadsMemory {
        @Override
        public String description() {
            return "fake image";
        }

        @Override
        public void close() {}
    }

    Driver driver() {
        return new Driver(memory.mapped());
    }

    /** Finds the fake guest in every source. */
    record Provider(FakeGuest guest) implements GuestSystemProvider {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Detection detect(Source source) {
            return new Found(guest);
        }

        @Override
        public List<TableSchema> schemas() {
            return guest.tables().stream().map(Table::schema).toList();
        }
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String release() {
        return "1.0";
    }

    @Override
    public VmiCore core() {
        return VmiCore.of(driver(), new Amd64Provider().architecture(), Amd64Paging.FOUR_LEVEL);
    }

    @Override
    public AddressSpace kernelSpace() {
        return AddressSpace.of(memory.mapped(), Amd64Paging.FOUR_LEVEL, Pa.of(0x1000));
    }

    @Override
    public Optional<AddressSpace> processSpace(long pid, ProcessRoot root) {
        return pid == 1 ? Optional.of(kernelSpace()) : Optional.empty();
    }

    @Override
    public String information() {
        return "fake 1.0";
    }

    @Override
    public Va kernelBase() {
        return new Va(0x40_0000);
    }

    @Override
    public ExecutableImage kernelImage() {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public boolean isolatesPageTables() {
        return false;
    }

    @Override
    public Stream<GuestProcess> processes(TableNotes notes) {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public Stream<KernelModule> modules(TableNotes notes) {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public GuestProcess systemProcess() {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public Optional<GuestThread> currentThread(Registers registers) {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public long syscallArgument(Registers registers, int index) {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public long functionArgument(Registers registers, int index) {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public long functionResult(Registers registers) {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public OptionalLong lastError(Registers registers) {
        throw new VmiException(NEUTRAL);
    }

    @Override
    public List<Finding> findings() {
        return List.of(new Finding("mood", "good", "it was asked"));
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(
                new Table<>("nothings", "nothing", COLUMNS, FakeGuest::nothing),
                new Table<>("processes", "the processes", COLUMNS, _ -> ROWS.stream()),
                new Table<>("torn", "rows that end early", COLUMNS, FakeGuest::torn),
                new Table<>(
                        "withdetail",
                        "rows with a column of detail",
                        List.of(COLUMNS.get(0), COLUMNS.get(1).asDetail()),
                        _ -> ROWS.stream().limit(2)));
    }

    private static Stream<Row> nothing(TableNotes notes) {
        notes.add("the list is empty");
        return Stream.empty();
    }

    private static Stream<Row> torn(TableNotes notes) {
        return Stream.concat(ROWS.stream().limit(1), Stream.of(1).map(_ -> {
            throw new VmiException("the list is cyclic");
        }));
    }

    @Override
    public SymbolTable symbols() {
        return SymbolTable.of(List.of(
                new Symbol("start", 0x40_0000, 'T'),
                new Symbol("greeting", 0x40_0007, 'd'),
                new Symbol("data", 0x40_1000, 'D'),
                new Symbol("end", 0x40_2000, 'B')));
    }
}

package dev.vmi4j.cli.command;

import dev.vmi4j.arch.amd64.registers.Amd64Registers;
import dev.vmi4j.arch.amd64.registers.ControlRegisters;
import dev.vmi4j.arch.amd64.registers.DebugRegisters;
import dev.vmi4j.arch.amd64.registers.DescriptorTables;
import dev.vmi4j.arch.amd64.registers.Gpr;
import dev.vmi4j.arch.amd64.registers.Msr;
import dev.vmi4j.arch.amd64.registers.SegmentRegister;
import dev.vmi4j.arch.amd64.registers.SegmentRegisters;
import dev.vmi4j.arch.amd64.registers.TableRegister;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the registers of an AMD64 guest's virtual CPUs. */
final class Amd64RegistersCommand implements Command {
    private record Line(VcpuId vcpu, String name, long value, String meaning) {}

    private static final List<Column<Line>> COLUMNS = List.of(
            new Column<>(
                    "vcpu",
                    ColumnType.NUMBER,
                    "the virtual CPU",
                    line -> Cell.of(line.vcpu().value())),
            new Column<>("register", ColumnType.TEXT, "the manual's name of it", line -> Cell.of(line.name())),
            new Column<>("value", ColumnType.ADDRESS, "its value", line -> new Cell.Address(line.value())),
            new Column<>(
                    "meaning",
                    ColumnType.TEXT,
                    "the bits that are set, or what else belongs to it",
                    line -> line.meaning().isEmpty() ? Cell.NONE : Cell.of(line.meaning())));

    @Override
    public String name() {
        return "registers";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Specs.command(name(), "Lists the registers that an image of an AMD64 guest holds of each virtual CPU.");
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
        var registers = session.driver().require(ReadsRegisters.class).registers(vcpu);
        if (!(registers instanceof Amd64Registers amd64)) {
            throw new NothingException("the registers of " + vcpu + " are not those of AMD64");
        }
        return new Listing(vcpu).of(amd64);
    }

    /** Collects the lines of one virtual CPU. */
    private static final class Listing {
        private final VcpuId vcpu;
        private final List<Line> lines = new ArrayList<>();

        Listing(VcpuId vcpu) {
            this.vcpu = vcpu;
        }

        List<Line> of(Amd64Registers registers) {
            for (Gpr gpr : Gpr.values()) {
                add(gpr.name(), registers.gpr().get(gpr), "");
            }
            add("rip", registers.rip(), "");
            add("rflags", registers.rflags().value(), registers.rflags().toString());
            control(registers.control());
            segments(registers.segments());
            registers.tables().ifPresent(this::tables);
            registers.debug().ifPresent(this::debug);
            for (Msr msr : Msr.values()) {
                registers.msrs().get(msr).ifPresent(value -> add(msr.name(), value, ""));
            }
            registers.msrs().efer().ifPresent(efer -> replaceMeaning(Msr.EFER.name(), efer.toString()));
            return lines;
        }

        private void control(ControlRegisters control) {
            add("cr0", control.cr0().value(), control.cr0().toString());
            add("cr2", control.cr2(), "");
            add("cr3", control.cr3().value(), control.cr3().toString());
            add("cr4", control.cr4().value(), control.cr4().toString());
            control.cr8().ifPresent(cr8 -> add("cr8", cr8.value(), ""));
            control.xcr0().ifPresent(xcr0 -> add("xcr0", xcr0.value(), xcr0.toString()));
        }

        private void segments(SegmentRegisters segments) {
            segment("cs", segments.cs());
            segment("ds", segments.ds());
            segment("es", segments.es());
            segment("fs", segments.fs());
            segment("gs", segments.gs());
            segment("ss", segments.ss());
            segments.tr().ifPresent(register -> segment("tr", register));
            segments.ldtr().ifPresent(register -> segment("ldtr", register));
        }

        private void segment(String name, SegmentRegister register) {
            StringBuilder hidden = new StringBuilder();
            register.base().ifPresent(base -> hidden.append("base ").append(Addresses.hex(base)));
            register.limit().ifPresent(limit -> hidden.append(" limit ").append(Addresses.hex(limit)));
            register.attributes()
                    .ifPresent(attributes -> hidden.append(" attributes ").append(attributes));
            add(name, register.selector().value(), hidden.toString().strip());
        }

        private void tables(DescriptorTables tables) {
            table("gdtr", tables.gdtr());
            table("idtr", tables.idtr());
        }

        private void table(String name, TableRegister register) {
            add(name, register.base().value(), "limit " + Addresses.hex(register.limit()));
        }

        private void debug(DebugRegisters debug) {
            add("dr0", debug.dr0(), "");
            add("dr1", debug.dr1(), "");
            add("dr2", debug.dr2(), "");
            add("dr3", debug.dr3(), "");
            add("dr6", debug.dr6().value(), debug.dr6().toString());
            add("dr7", debug.dr7().value(), debug.dr7().toString());
        }

        private void replaceMeaning(String name, String meaning) {
            lines.replaceAll(line -> line.name().equals(name.toLowerCase(Locale.ROOT))
                    ? new Line(line.vcpu(), line.name(), line.value(), meaning)
                    : line);
        }

        /** The descriptions of registers begin with their value, which has a column of its own. */
        private void add(String name, long value, String meaning) {
            String hex = Addresses.hex(value);
            String bits =
                    meaning.startsWith(hex) ? meaning.substring(hex.length()).strip() : meaning;
            lines.add(new Line(vcpu, name.toLowerCase(Locale.ROOT), value, bits));
        }
    }
}

package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.arch.RegisterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists registers with what their bits mean. */
final class RegisterList {
    private final List<RegisterValue> values = new ArrayList<>();

    List<RegisterValue> of(Amd64Registers registers) {
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
            registers.msrs().get(msr).ifPresent(value -> msr(msr, value));
        }
        return values;
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

    private void msr(Msr msr, long value) {
        boolean typed = msr == Msr.EFER;
        add(msr.name(), value, typed ? new Efer(value).toString() : "");
    }

    /** The descriptions of registers begin with their value, which has a column of its own. */
    private void add(String name, long value, String meaning) {
        String hex = Addresses.hex(value);
        String bits = meaning.startsWith(hex) ? meaning.substring(hex.length()).strip() : meaning;
        values.add(new RegisterValue(name.toLowerCase(Locale.ROOT), value, bits));
    }
}

package dev.vmi4j.arch.amd64;

import dev.vmi4j.arch.amd64.registers.Amd64GeneralPurpose;
import dev.vmi4j.arch.amd64.registers.Amd64Registers;
import dev.vmi4j.arch.amd64.registers.ControlRegisters;
import dev.vmi4j.arch.amd64.registers.Cr0;
import dev.vmi4j.arch.amd64.registers.Cr3;
import dev.vmi4j.arch.amd64.registers.Cr4;
import dev.vmi4j.arch.amd64.registers.Cr8;
import dev.vmi4j.arch.amd64.registers.DebugRegisters;
import dev.vmi4j.arch.amd64.registers.DescriptorTables;
import dev.vmi4j.arch.amd64.registers.Dr6;
import dev.vmi4j.arch.amd64.registers.Dr7;
import dev.vmi4j.arch.amd64.registers.Efer;
import dev.vmi4j.arch.amd64.registers.Gpr;
import dev.vmi4j.arch.amd64.registers.Msr;
import dev.vmi4j.arch.amd64.registers.MsrValues;
import dev.vmi4j.arch.amd64.registers.Rflags;
import dev.vmi4j.arch.amd64.registers.SegmentAttributes;
import dev.vmi4j.arch.amd64.registers.SegmentRegister;
import dev.vmi4j.arch.amd64.registers.SegmentRegisters;
import dev.vmi4j.arch.amd64.registers.Selector;
import dev.vmi4j.arch.amd64.registers.TableRegister;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.RegisterValues;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Registers by name. The names are those of GDB's target description ({@code rax}, {@code eflags}, {@code fs_base},
 * {@code k_gs_base}, {@code cr3}, {@code efer}) and, for what it lacks, those of QEMU's monitor in lower case: {@code
 * cs.base}, {@code cs.limit}, {@code cs.flags} (the descriptor's second word), {@code tr}, {@code ldt}, {@code gdt.base},
 * {@code idt.limit}, {@code dr7}.
 */
final class NamedRegisters {
    private final RegisterValues values;

    private NamedRegisters(RegisterValues values) {
        this.values = values;
    }

    static Optional<Amd64Registers> of(RegisterValues values) {
        boolean enough = values.first("rip", "eip").isPresent()
                && values.get("cr0").isPresent()
                && values.get("cr3").isPresent()
                && values.get("cr4").isPresent();
        return enough ? Optional.of(new NamedRegisters(values).registers()) : Optional.empty();
    }

    private Amd64Registers registers() {
        MsrValues msrs = msrs();
        return new Amd64Registers(
                generalPurpose(),
                values.first("rip", "eip").orElse(0),
                new Rflags(values.first("eflags", "rflags").orElse(0)),
                control(),
                segments(),
                tables(),
                debug(),
                msrs,
                msrs.efer().map(Efer::lma).orElse(false));
    }

    private Amd64GeneralPurpose generalPurpose() {
        long[] all = new long[Gpr.values().length];
        for (Gpr gpr : Gpr.values()) {
            String name = gpr.name().toLowerCase(Locale.ROOT);
            all[gpr.number()] = values.first(name, "e" + name.substring(1)).orElse(0);
        }
        return Amd64GeneralPurpose.of(all);
    }

    private ControlRegisters control() {
        OptionalLong cr8 = values.get("cr8");
        return new ControlRegisters(
                new Cr0(values.get("cr0").orElse(0)),
                values.get("cr2").orElse(0),
                new Cr3(values.get("cr3").orElse(0)),
                new Cr4(values.get("cr4").orElse(0)),
                cr8.isPresent() ? Optional.of(new Cr8(cr8.getAsLong())) : Optional.empty(),
                Optional.empty());
    }

    private SegmentRegisters segments() {
        return new SegmentRegisters(
                segment("cs"),
                segment("ds"),
                segment("es"),
                segment("fs"),
                segment("gs"),
                segment("ss"),
                known("tr"),
                known("ldt"));
    }

    private Optional<SegmentRegister> known(String name) {
        return values.get(name).isPresent() ? Optional.of(segment(name)) : Optional.empty();
    }

    private SegmentRegister segment(String name) {
        OptionalLong flags = values.get(name + ".flags");
        return new SegmentRegister(
                new Selector((int) values.get(name).orElse(0) & 0xffff),
                values.first(name + "_base", name + ".base"),
                values.get(name + ".limit"),
                flags.isPresent()
                        ? Optional.of(SegmentAttributes.ofDescriptor((int) flags.getAsLong()))
                        : Optional.empty());
    }

    private Optional<DescriptorTables> tables() {
        return values.get("gdt.base").isPresent() && values.get("idt.base").isPresent()
                ? Optional.of(new DescriptorTables(table("gdt"), table("idt")))
                : Optional.empty();
    }

    private TableRegister table(String name) {
        return new TableRegister(
                new Va(values.get(name + ".base").orElse(0)),
                (int) values.get(name + ".limit").orElse(0) & 0xffff);
    }

    private Optional<DebugRegisters> debug() {
        return values.get("dr7").isPresent()
                ? Optional.of(new DebugRegisters(
                        values.get("dr0").orElse(0),
                        values.get("dr1").orElse(0),
                        values.get("dr2").orElse(0),
                        values.get("dr3").orElse(0),
                        new Dr6(values.get("dr6").orElse(0)),
                        new Dr7(values.get("dr7").orElse(0))))
                : Optional.empty();
    }

    private MsrValues msrs() {
        MsrValues all = MsrValues.NONE;
        OptionalLong efer = values.get("efer");
        OptionalLong kernelGsBase = values.get("k_gs_base");
        all = efer.isPresent() ? all.with(Msr.EFER, efer.getAsLong()) : all;
        return kernelGsBase.isPresent() ? all.with(Msr.KERNEL_GS_BASE, kernelGsBase.getAsLong()) : all;
    }

    /** What a debugger can write. */
    static RegisterValues values(Amd64Registers registers) {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Gpr gpr : Gpr.values()) {
            put(all, gpr.name().toLowerCase(Locale.ROOT), registers.gpr().get(gpr), registers.longMode());
        }
        put(all, "rip", registers.rip(), registers.longMode());
        all.put("eflags", registers.rflags().value());
        putSegments(all, registers.segments());
        ControlRegisters control = registers.control();
        all.put("cr0", control.cr0().value());
        all.put("cr2", control.cr2());
        all.put("cr3", control.cr3().value());
        all.put("cr4", control.cr4().value());
        control.cr8().ifPresent(cr8 -> all.put("cr8", cr8.value()));
        registers.msrs().get(Msr.EFER).ifPresent(value -> all.put("efer", value));
        registers.msrs().get(Msr.KERNEL_GS_BASE).ifPresent(value -> all.put("k_gs_base", value));
        return new RegisterValues(all);
    }

    /** A guest that is not in long mode may be shown by either name: the debugger has one of them. */
    private static void put(Map<String, Long> all, String name, long value, boolean longMode) {
        all.put(name, value);
        if (!longMode && !Character.isDigit(name.charAt(1))) {
            all.put("e" + name.substring(1), value);
        }
    }

    private static void putSegments(Map<String, Long> all, SegmentRegisters segments) {
        all.put("cs", (long) segments.cs().selector().value());
        all.put("ss", (long) segments.ss().selector().value());
        all.put("ds", (long) segments.ds().selector().value());
        all.put("es", (long) segments.es().selector().value());
        all.put("fs", (long) segments.fs().selector().value());
        all.put("gs", (long) segments.gs().selector().value());
        segments.fs().base().ifPresent(base -> all.put("fs_base", base));
        segments.gs().base().ifPresent(base -> all.put("gs_base", base));
    }
}

package dev.vmi4j.arch.aarch64;

import dev.vmi4j.arch.aarch64.event.Aarch64EventMonitor;
import dev.vmi4j.arch.aarch64.event.Aarch64EventReason;
import dev.vmi4j.arch.aarch64.event.Aarch64Interrupt;
import dev.vmi4j.arch.aarch64.exception.ExceptionClass;
import dev.vmi4j.arch.aarch64.registers.Aarch64GeneralPurpose;
import dev.vmi4j.arch.aarch64.registers.Aarch64Registers;
import dev.vmi4j.arch.aarch64.registers.Pstate;
import dev.vmi4j.arch.aarch64.registers.SystemRegister;
import dev.vmi4j.arch.aarch64.registers.SystemValues;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.RegisterValues;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.event.EventReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AArch64 as GDB's names of registers ({@code x0}, {@code sp}, {@code pc}, {@code cpsr}) and QEMU's of system registers
 * show it. QEMU names some of these without the exception level: {@code SCTLR}.
 */
final class Aarch64DebuggerView implements DebuggerView {
    static final Aarch64DebuggerView INSTANCE = new Aarch64DebuggerView();

    private static final String LEVEL = "_EL1";
    private static final int INSTRUCTION = 4;
    private static final byte[] NOP = {0x1f, 0x20, 0x03, (byte) 0xd5};
    private static final Set<String> APART = Stream.of(SystemRegister.values())
            .flatMap(register -> Stream.of(register.name(), shortName(register)))
            .collect(Collectors.toUnmodifiableSet());

    private Aarch64DebuggerView() {}

    private static String shortName(SystemRegister register) {
        return register.name().replace(LEVEL, "");
    }

    @Override
    public Set<String> toldApart() {
        return APART;
    }

    @Override
    public Optional<Aarch64Registers> registers(RegisterValues values) {
        OptionalLong pc = values.get("pc");
        OptionalLong cpsr = values.get("cpsr");
        return pc.isEmpty() || cpsr.isEmpty()
                ? Optional.empty()
                : Optional.of(registers(values, pc.getAsLong(), new Pstate(cpsr.getAsLong())));
    }

    private static Aarch64Registers registers(RegisterValues values, long pc, Pstate pstate) {
        long[] general = new long[Aarch64GeneralPurpose.COUNT + 1];
        for (int i = 0; i < Aarch64GeneralPurpose.COUNT; i++) {
            general[i] = values.get("x" + i).orElse(0);
        }
        general[Aarch64GeneralPurpose.COUNT] = values.get("sp").orElse(0);
        var registers = new Aarch64Registers(
                Aarch64GeneralPurpose.of(general), pc, pstate, SystemValues.NONE, Optional.empty());
        Map<SystemRegister, Long> system = new EnumMap<>(SystemRegister.class);
        for (SystemRegister register : SystemRegister.values()) {
            OptionalLong value = values.first(register.name(), shortName(register));
            // The stack pointer in use is known already, and QEMU has an older value of it here.
            if (value.isPresent() && registers.system(register).isEmpty()) {
                system.put(register, value.getAsLong());
            }
        }
        return new Aarch64Registers(registers.gpr(), pc, pstate, new SystemValues(system), Optional.empty());
    }

    /** {@inheritDoc} QEMU does not take system registers. */
    @Override
    public RegisterValues values(Registers registers) {
        if (!(registers instanceof Aarch64Registers own)) {
            throw new IllegalArgumentException(
                    "registers of " + registers.architecture().name() + ", not of aarch64");
        }
        Map<String, Long> all = new LinkedHashMap<>();
        for (int i = 0; i < Aarch64GeneralPurpose.COUNT; i++) {
            all.put("x" + i, own.gpr().x(i));
        }
        all.put("sp", own.gpr().sp());
        all.put("pc", own.pc());
        all.put("cpsr", own.pstate().value());
        return new RegisterValues(all);
    }

    @Override
    public EventReason breakpoint(Gfn gfn) {
        return new Aarch64EventReason.ExceptionTaken(gfn, Aarch64Interrupt.breakpoint(0));
    }

    @Override
    public EventReason singleStep(Gfn gfn) {
        return new Aarch64EventReason.SingleStepped(gfn);
    }

    @Override
    public EventReason memoryAccess(Pa pa, Optional<Va> va, MemoryAccess access) {
        return new Aarch64EventReason.MemoryAccessed(pa, va, access);
    }

    @Override
    public boolean isSingleStep(EventMonitor monitor) {
        return monitor instanceof Aarch64EventMonitor.SingleSteps;
    }

    @Override
    public boolean isBreakpoint(EventMonitor monitor) {
        return monitor.equals(new Aarch64EventMonitor.Exceptions(ExceptionClass.BRK64));
    }

    @Override
    public EventMonitor singleSteps() {
        return new Aarch64EventMonitor.SingleSteps();
    }

    /** {@inheritDoc} Only {@code nop}: {@code bti} and {@code paciasp} do more. */
    @Override
    public int noOperationLength(byte[] code) {
        boolean nop = code.length >= INSTRUCTION && Arrays.equals(code, 0, INSTRUCTION, NOP, 0, INSTRUCTION);
        return nop ? INSTRUCTION : 0;
    }
}

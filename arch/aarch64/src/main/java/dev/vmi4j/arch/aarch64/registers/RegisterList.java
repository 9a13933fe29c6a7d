package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.arch.aarch64.exception.Esr;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.arch.RegisterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists registers with what their bits mean. */
final class RegisterList {
    private final List<RegisterValue> values = new ArrayList<>();

    List<RegisterValue> of(Aarch64Registers registers) {
        for (int i = 0; i < Aarch64GeneralPurpose.COUNT; i++) {
            add("x" + i, registers.gpr().x(i), "");
        }
        add("sp", registers.gpr().sp(), "");
        add("pc", registers.pc(), "");
        add(
                "pstate",
                registers.pstate().value(),
                registers.pstate() + " EL" + registers.pstate().exceptionLevel());
        for (SystemRegister register : SystemRegister.values()) {
            registers.system(register).ifPresent(value -> add(register.name(), value, meaning(register, value)));
        }
        registers.debug().ifPresent(this::debug);
        return values;
    }

    private static String meaning(SystemRegister register, long value) {
        return switch (register) {
            case SCTLR_EL1 -> new Sctlr(value).toString();
            case TTBR0_EL1, TTBR1_EL1 -> new Ttbr(value).toString();
            case TCR_EL1 -> new Tcr(value).toString();
            case TCR2_EL1 -> new Tcr2(value).toString();
            case SPSR_EL1 -> new Pstate(value).toString();
            case ESR_EL1 -> new Esr(value).toString();
            case PAR_EL1 -> new Par(value).toString();
            case MAIR_EL1 -> new Mair(value).toString();
            case CONTEXTIDR_EL1 -> new ContextId(value).toString();
            case ID_AA64MMFR0_EL1 -> new IdAa64mmfr0(value).toString();
            case ID_AA64MMFR1_EL1 -> new IdAa64mmfr1(value).toString();
            case ID_AA64MMFR2_EL1 -> new IdAa64mmfr2(value).toString();
            case MDSCR_EL1 -> new Mdscr(value).toString();
            case CPACR_EL1,
                    ELR_EL1,
                    SP_EL0,
                    SP_EL1,
                    FAR_EL1,
                    VBAR_EL1,
                    TPIDR_EL1,
                    TPIDR_EL0,
                    TPIDRRO_EL0,
                    MIDR_EL1,
                    MPIDR_EL1 -> "";
        };
    }

    private void debug(DebugRegisters debug) {
        for (int i = 0; i < debug.breakpoints().size(); i++) {
            DebugRegisters.Breakpoint one = debug.breakpoints().get(i);
            add("dbgbvr" + i + "_el1", one.address().value(), "");
            add("dbgbcr" + i + "_el1", one.control().value(), one.control().toString());
        }
        for (int i = 0; i < debug.watchpoints().size(); i++) {
            DebugRegisters.Watchpoint one = debug.watchpoints().get(i);
            add("dbgwvr" + i + "_el1", one.address().value(), "");
            add("dbgwcr" + i + "_el1", one.control().value(), one.control().toString());
        }
    }

    /** The descriptions of registers begin with their value, which is there already. */
    private void add(String name, long value, String meaning) {
        String hex = Addresses.hex(value);
        String bits = meaning.startsWith(hex) ? meaning.substring(hex.length()).strip() : meaning;
        values.add(new RegisterValue(name.toLowerCase(Locale.ROOT), value, bits));
    }
}

package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;
import java.util.Optional;

/**
 * Where arguments lie (System V ABI, AMD64 Architecture Processor Supplement, section 3.2.3 and appendix A.2.1; i386
 * supplement, chapter 3; {@code arch/x86/entry} of Linux).
 */
final class Calls {
    private static final List<Gpr> FUNCTION = List.of(Gpr.RDI, Gpr.RSI, Gpr.RDX, Gpr.RCX, Gpr.R8, Gpr.R9);
    private static final List<Gpr> SYSCALL = List.of(Gpr.RDI, Gpr.RSI, Gpr.RDX, Gpr.R10, Gpr.R8, Gpr.R9);
    private static final List<Gpr> SYSCALL_32 = List.of(Gpr.RBX, Gpr.RCX, Gpr.RDX, Gpr.RSI, Gpr.RDI, Gpr.RBP);

    /** {@code -mregparm=3}, with which 32-bit kernels are built. */
    private static final List<Gpr> KERNEL_32 = List.of(Gpr.RAX, Gpr.RDX, Gpr.RCX);

    private Calls() {}

    static long argument(Amd64Registers registers, CallingConvention convention, int index, PhysicalMemory memory) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("argument " + index + " is negative");
        }
        Optional<Gpr> register = register(registers, convention, index);
        if (register.isPresent()) {
            return inRegister(registers, register.get());
        }
        List<Gpr> first = inRegisters(registers, convention);
        if (convention == CallingConvention.LINUX_SYSCALL) {
            throw new IndexOutOfBoundsException("a system call has no argument " + index);
        }
        return stack(registers, index - first.size() + 1, memory);
    }

    /** The register in which an argument lies; empty when it lies on the stack, or there is no such argument. */
    static Optional<Gpr> register(Amd64Registers registers, CallingConvention convention, int index) {
        List<Gpr> first = inRegisters(registers, convention);
        return index >= 0 && index < first.size() ? Optional.of(first.get(index)) : Optional.empty();
    }

    /** The first arguments lie in registers, those of functions that follow above the return address. */
    private static List<Gpr> inRegisters(Amd64Registers registers, CallingConvention convention) {
        boolean wide = registers.effectiveAddressWidth() == 8;
        return switch (convention) {
            case SYSTEM_V -> wide ? FUNCTION : List.of();
            case LINUX_KERNEL -> wide ? FUNCTION : KERNEL_32;
            case LINUX_SYSCALL -> wide ? SYSCALL : SYSCALL_32;
        };
    }

    /** The n-th value on the stack, in units of the address width. */
    static long stack(Amd64Registers registers, int slot, PhysicalMemory memory) {
        int width = registers.effectiveAddressWidth();
        long at = registers.stackTop().value() + (long) slot * width;
        long linear = width == 8 ? at : at & 0xffff_ffffL;
        return registers.addressSpace(memory, registers.stackTop()).readUnsigned(linear, width);
    }

    private static long inRegister(Amd64Registers registers, Gpr register) {
        long value = registers.generalPurpose().get(register);
        return registers.effectiveAddressWidth() == 8 ? value : value & 0xffff_ffffL;
    }
}

package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.memory.PhysicalMemory;

/** Where arguments lie (AAPCS64, section 6.8; AAPCS32, section 6.5; {@code arch/arm64/kernel/entry.S} of Linux). */
final class Calls {
    private static final int REGISTERS_64 = 8;
    private static final int REGISTERS_32 = 4;
    private static final int SYSCALL_64 = 6;
    private static final int SYSCALL_32 = 7;

    private Calls() {}

    static long argument(Aarch64Registers registers, CallingConvention convention, int index, PhysicalMemory memory) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("argument " + index + " is negative");
        }
        int inRegisters = inRegisters(registers, convention);
        if (index < inRegisters) {
            return inRegister(registers, index);
        }
        if (convention == CallingConvention.LINUX_SYSCALL) {
            throw new IndexOutOfBoundsException("a system call has no argument " + index);
        }
        return onStack(registers, index - inRegisters, memory);
    }

    /** How many arguments lie in registers, in X0 or R0 and those that follow. */
    static int inRegisters(Aarch64Registers registers, CallingConvention convention) {
        boolean wide = registers.effectiveAddressWidth() == Long.BYTES;
        return switch (convention) {
            case SYSTEM_V, LINUX_KERNEL -> wide ? REGISTERS_64 : REGISTERS_32;
            case LINUX_SYSCALL -> wide ? SYSCALL_64 : SYSCALL_32;
        };
    }

    private static long inRegister(Aarch64Registers registers, int number) {
        long value = registers.generalPurpose().x(number);
        return registers.effectiveAddressWidth() == Long.BYTES ? value : value & 0xffff_ffffL;
    }

    private static long onStack(Aarch64Registers registers, int slot, PhysicalMemory memory) {
        int width = registers.effectiveAddressWidth();
        long at = registers.stackPointer().value() + (long) slot * width;
        long address = width == Long.BYTES ? at : at & 0xffff_ffffL;
        return registers.addressSpace(memory, registers.stackPointer()).readUnsigned(address, width);
    }
}

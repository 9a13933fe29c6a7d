package dev.vmi4j.core.arch;

import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.AddressContext;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The registers of a virtual CPU at one instant, with the accessors that every architecture has. Immutable: a
 * {@code with} method answers a changed copy. Implemented by a record of each architecture, which has all the rest.
 */
public interface Registers {
    /**
     * The architecture they belong to.
     *
     * @return the architecture
     */
    Architecture architecture();

    /**
     * The instruction pointer.
     *
     * @return AMD64: RIP; AArch64: PC
     */
    Va instructionPointer();

    /**
     * The same registers at another instruction.
     *
     * @param va the new instruction pointer
     * @return a copy
     */
    Registers withInstructionPointer(Va va);

    /**
     * The stack pointer.
     *
     * @return AMD64: RSP; AArch64: SP of the current exception level
     */
    Va stackPointer();

    /**
     * The same registers with another stack pointer.
     *
     * @param va the new stack pointer
     * @return a copy
     */
    Registers withStackPointer(Va va);

    /**
     * The register in which compilers keep the frame pointer where they keep one. Whether the running code does is for
     * the reader to know.
     *
     * @return AMD64: RBP; AArch64: X29; empty when the architecture has none
     */
    default OptionalLong framePointer() {
        return OptionalLong.empty();
    }

    /**
     * The register that holds a function's result.
     *
     * @return AMD64: RAX; AArch64: X0
     */
    long result();

    /**
     * The same registers with another result.
     *
     * @param value the new result
     * @return a copy
     */
    Registers withResult(long value);

    /**
     * The general-purpose registers alone.
     *
     * @return the set
     */
    GeneralPurposeRegisters generalPurpose();

    /**
     * The same registers with another general-purpose set.
     *
     * @param registers a set of the same architecture
     * @return a copy
     * @throws IllegalArgumentException when the set belongs to another architecture
     */
    Registers withGeneralPurpose(GeneralPurposeRegisters registers);

    /**
     * The native pointer size of the kernel.
     *
     * @return 4 or 8 bytes
     */
    int addressWidth();

    /**
     * The pointer size of the code that runs now.
     *
     * @return 4 or 8 bytes (2 in 16-bit code); AMD64: 4 in compatibility mode (CS.L clear); AArch64: 4 in AArch32 state
     */
    int effectiveAddressWidth();

    /**
     * The paging mode in force for an address.
     *
     * @param va virtual address; matters where halves of the address space differ (AArch64)
     * @return the mode
     */
    PagingMode pagingMode(Va va);

    /**
     * The root of the page tables that translate an address.
     *
     * @param va virtual address; matters where halves of the address space differ (AArch64)
     * @return AMD64: the address bits of CR3; AArch64: those of TTBR0 or TTBR1
     */
    Pa translationRoot(Va va);

    /**
     * The return address of the current function, as it is right at the function's entry.
     *
     * @param memory guest physical memory, where the architecture keeps it on the stack
     * @return AMD64: the top of the stack; AArch64: the link register
     * @throws dev.vmi4j.core.error.VmiException when the stack cannot be read
     */
    Va returnAddress(PhysicalMemory memory);

    /**
     * An argument of the function or system call that begins, as it is right at its entry. A system call's are those at
     * the instruction that enters the kernel, and at the first one in it.
     *
     * @param convention how the caller hands it over; with the {@linkplain #effectiveAddressWidth() address width} of the
     *     code that runs it decides where the argument lies
     * @param index from 0
     * @param memory guest physical memory, where the argument lies on the stack
     * @return the value, zero-extended from the address width
     * @throws IndexOutOfBoundsException when the index is negative or the convention has no such argument
     * @throws dev.vmi4j.core.error.VmiException when the stack cannot be read
     */
    long argument(CallingConvention convention, int index, PhysicalMemory memory);

    /**
     * The same registers with another value of an argument of the function or system call that begins.
     *
     * @param convention as in {@link #argument}
     * @param index from 0
     * @param value the new value
     * @return a copy; empty when the argument does not lie in a register
     */
    default Optional<? extends Registers> withArgument(CallingConvention convention, int index, long value) {
        return Optional.empty();
    }

    /**
     * The registers right after the current function, whose first instruction is the next one, has returned without
     * doing anything.
     *
     * @param memory guest physical memory, where the architecture keeps the return address on the stack
     * @return a copy at the return address; AMD64: with that taken off the stack
     * @throws dev.vmi4j.core.error.VmiException when the stack cannot be read
     */
    default Registers returned(PhysicalMemory memory) {
        return withInstructionPointer(returnAddress(memory));
    }

    /**
     * Where the data of this virtual CPU may lie: what the registers hold that kernels use for it. Which of them counts
     * is for the guest system to tell, since a kernel exchanges some when it is entered.
     *
     * @return AMD64: the bases of GS and of FS, KERNEL_GS_BASE; AArch64: TPIDR_EL1; those that the source knows
     */
    LongStream perCpuCandidates();

    /**
     * Where the object of the thread that runs may lie: what the registers hold that kernels use for it.
     *
     * @return AMD64: nothing, kernels keep it among the data of the CPU; AArch64: SP_EL0 while in the kernel
     */
    default LongStream threadCandidates() {
        return LongStream.empty();
    }

    /**
     * Every register that the source knows.
     *
     * @return in the order in which the manual has them
     */
    default List<RegisterValue> values() {
        return List.of();
    }

    /**
     * The context in which the running code sees an address.
     *
     * @param va virtual address
     * @return the address with its translation root
     */
    default AddressContext addressContext(Va va) {
        return new AddressContext(va, translationRoot(va));
    }

    /**
     * The access by which the running code reaches an address.
     *
     * @param va virtual address
     * @return an access by paging
     */
    default AccessContext accessContext(Va va) {
        return addressContext(va).access();
    }

    /**
     * The address space in which the running code sees an address.
     *
     * @param memory guest physical memory
     * @param va virtual address
     * @return the address space
     */
    default AddressSpace addressSpace(PhysicalMemory memory, Va va) {
        return AddressSpace.of(memory, pagingMode(va), translationRoot(va));
    }
}

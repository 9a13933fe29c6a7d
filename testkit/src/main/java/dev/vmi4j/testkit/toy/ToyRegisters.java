package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.GeneralPurposeRegisters;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.PagingMode;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * The registers of the toy architecture.
 *
 * @param pc program counter
 * @param generalPurpose r0, r1 and the stack pointer
 * @param root translation root
 * @param mode the paging mode in force
 */
public record ToyRegisters(long pc, ToyGeneralPurpose generalPurpose, long root, PagingMode mode) implements Registers {
    /**
     * Registers that are zero but for the root.
     *
     * @param root translation root
     * @return registers in the toy's usual paging mode
     */
    public static ToyRegisters of(long root) {
        return new ToyRegisters(0, new ToyGeneralPurpose(0, 0, 0), root, ToyPaging.THREE_LEVEL);
    }

    @Override
    public ToyArchitecture architecture() {
        return ToyArchitecture.INSTANCE;
    }

    @Override
    public Va instructionPointer() {
        return new Va(pc);
    }

    @Override
    public ToyRegisters withInstructionPointer(Va va) {
        return new ToyRegisters(va.value(), generalPurpose, root, mode);
    }

    @Override
    public Va stackPointer() {
        return new Va(generalPurpose.sp());
    }

    @Override
    public ToyRegisters withStackPointer(Va va) {
        return with(new ToyGeneralPurpose(generalPurpose.r0(), generalPurpose.r1(), va.value()));
    }

    @Override
    public long result() {
        return generalPurpose.r0();
    }

    @Override
    public ToyRegisters withResult(long value) {
        return with(new ToyGeneralPurpose(value, generalPurpose.r1(), generalPurpose.sp()));
    }

    @Override
    public ToyRegisters withGeneralPurpose(GeneralPurposeRegisters registers) {
        if (registers instanceof ToyGeneralPurpose toy) {
            return with(toy);
        }
        throw new IllegalArgumentException("registers of another architecture: " + registers);
    }

    @Override
    public int addressWidth() {
        return mode.entrySize();
    }

    @Override
    public int effectiveAddressWidth() {
        return mode.entrySize();
    }

    @Override
    public PagingMode pagingMode(Va va) {
        return mode;
    }

    @Override
    public Pa translationRoot(Va va) {
        return new Pa(root);
    }

    @Override
    public Va returnAddress(PhysicalMemory memory) {
        return new Va(addressSpace(memory, stackPointer()).readUnsigned(generalPurpose.sp(), addressWidth()));
    }

    @Override
    public ToyRegisters returned(PhysicalMemory memory) {
        return withInstructionPointer(returnAddress(memory))
                .withStackPointer(new Va(generalPurpose.sp() + addressWidth()));
    }

    /** {@inheritDoc} The toy hands arguments over on the stack, above the return address, whatever the convention. */
    @Override
    public long argument(CallingConvention convention, int index, PhysicalMemory memory) {
        long slot = generalPurpose.sp() + (1L + Objects.checkIndex(index, Integer.MAX_VALUE)) * addressWidth();
        return addressSpace(memory, stackPointer()).readUnsigned(slot, addressWidth());
    }

    /** {@inheritDoc} The toy has none. */
    @Override
    public LongStream perCpuCandidates() {
        return LongStream.empty();
    }

    private ToyRegisters with(ToyGeneralPurpose registers) {
        return new ToyRegisters(pc, registers, root, mode);
    }
}

package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.arch.aarch64.Aarch64;
import dev.vmi4j.arch.aarch64.exception.Esr;
import dev.vmi4j.arch.aarch64.exception.VectorTable;
import dev.vmi4j.arch.aarch64.paging.Aarch64Paging;
import dev.vmi4j.arch.aarch64.paging.AddressHalf;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.GeneralPurposeRegisters;
import dev.vmi4j.core.arch.RegisterValue;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.arch.UnknownRegisterException;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The registers of an AArch64 virtual CPU (Arm ARM, B1.2 and D24). What the source does not know is empty.
 *
 * @param gpr X0 to X30 and the stack pointer in use
 * @param pc program counter
 * @param pstate process state
 * @param system system registers; SP_EL0 or SP_EL1, whichever is in use, is among the general-purpose registers and not among them
 * @param debug debug registers; empty when unknown
 */
public record Aarch64Registers(
        Aarch64GeneralPurpose gpr, long pc, Pstate pstate, SystemValues system, Optional<DebugRegisters> debug)
        implements Registers {
    private static final int STACK_POINTER_32 = 13;
    private static final int FRAME_POINTER = 29;
    private static final int LINK_REGISTER_32 = 14;
    private static final long LOW = 0xffff_ffffL;

    @Override
    public Aarch64 architecture() {
        return tcr().map(tcr -> Aarch64.of(tcr.granule(AddressHalf.UPPER))).orElse(Aarch64.GRANULE_4K);
    }

    @Override
    public Va instructionPointer() {
        return new Va(pstate.nrw() ? pc & LOW : pc);
    }

    @Override
    public Aarch64Registers withInstructionPointer(Va va) {
        return new Aarch64Registers(gpr, va.value(), pstate, system, debug);
    }

    @Override
    public Va stackPointer() {
        return new Va(pstate.nrw() ? gpr.x(STACK_POINTER_32) & LOW : gpr.sp());
    }

    @Override
    public Aarch64Registers withStackPointer(Va va) {
        return pstate.nrw() ? with(STACK_POINTER_32, va.value()) : withGeneralPurpose(gpr.withSp(va.value()));
    }

    @Override
    public OptionalLong framePointer() {
        return OptionalLong.of(gpr.x(FRAME_POINTER));
    }

    @Override
    public long result() {
        return gpr.x(0);
    }

    @Override
    public Aarch64Registers withResult(long value) {
        return with(0, value);
    }

    @Override
    public Aarch64GeneralPurpose generalPurpose() {
        return gpr;
    }

    @Override
    public Aarch64Registers withGeneralPurpose(GeneralPurposeRegisters registers) {
        if (registers instanceof Aarch64GeneralPurpose own) {
            return new Aarch64Registers(own, pc, pstate, system, debug);
        }
        throw new IllegalArgumentException(
                registers.getClass().getSimpleName() + " are not AArch64's general-purpose registers");
    }

    /**
     * The same registers with another value of a general-purpose register.
     *
     * @param number 0 to 30
     * @param value its new value
     * @return a copy
     */
    public Aarch64Registers with(int number, long value) {
        return withGeneralPurpose(gpr.with(number, value));
    }

    /**
     * The same registers with another process state.
     *
     * @param state the new PSTATE
     * @return a copy
     */
    public Aarch64Registers withPstate(Pstate state) {
        return new Aarch64Registers(gpr, pc, state, system, debug);
    }

    /**
     * A system register.
     *
     * @param register which
     * @return its value; empty when the source does not know it
     */
    public OptionalLong system(SystemRegister register) {
        return register == stackRegister() ? OptionalLong.of(gpr.sp()) : system.get(register);
    }

    /**
     * The same registers with another value of a system register.
     *
     * @param register which
     * @param value its new value
     * @return a copy
     */
    public Aarch64Registers withSystem(SystemRegister register, long value) {
        return register == stackRegister()
                ? withGeneralPurpose(gpr.withSp(value))
                : new Aarch64Registers(gpr, pc, pstate, system.with(register, value), debug);
    }

    /**
     * The same registers with other debug registers.
     *
     * @param registers the new debug registers
     * @return a copy
     */
    public Aarch64Registers withDebug(DebugRegisters registers) {
        return new Aarch64Registers(gpr, pc, pstate, system, Optional.of(registers));
    }

    /**
     * TCR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Tcr> tcr() {
        return system.typed(SystemRegister.TCR_EL1, Tcr::new);
    }

    /**
     * TCR2_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Tcr2> tcr2() {
        return system.typed(SystemRegister.TCR2_EL1, Tcr2::new);
    }

    /**
     * The root register of a half.
     *
     * @param half the half of the address space
     * @return TTBR0_EL1 or TTBR1_EL1; empty when the source does not know it
     */
    public Optional<Ttbr> ttbr(AddressHalf half) {
        return system.typed(half == AddressHalf.LOWER ? SystemRegister.TTBR0_EL1 : SystemRegister.TTBR1_EL1, Ttbr::new);
    }

    /**
     * The identifier of the address space in use.
     *
     * @return of TTBR0_EL1 or TTBR1_EL1, as TCR_EL1.A1 says; empty when the source does not know them
     */
    public Optional<Integer> asid() {
        return tcr().flatMap(tcr -> ttbr(tcr.a1() ? AddressHalf.UPPER : AddressHalf.LOWER)
                .map(ttbr -> ttbr.asid() & (tcr.as() ? 0xffff : 0xff)));
    }

    /**
     * SCTLR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Sctlr> sctlr() {
        return system.typed(SystemRegister.SCTLR_EL1, Sctlr::new);
    }

    /**
     * MAIR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Mair> mair() {
        return system.typed(SystemRegister.MAIR_EL1, Mair::new);
    }

    /**
     * ESR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Esr> esr() {
        return system.typed(SystemRegister.ESR_EL1, Esr::new);
    }

    /**
     * SPSR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Pstate> spsr() {
        return system.typed(SystemRegister.SPSR_EL1, Pstate::new);
    }

    /**
     * PAR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Par> par() {
        return system.typed(SystemRegister.PAR_EL1, Par::new);
    }

    /**
     * CONTEXTIDR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<ContextId> contextId() {
        return system.typed(SystemRegister.CONTEXTIDR_EL1, ContextId::new);
    }

    /**
     * MDSCR_EL1.
     *
     * @return empty when the source does not know it
     */
    public Optional<Mdscr> mdscr() {
        return system.typed(SystemRegister.MDSCR_EL1, Mdscr::new);
    }

    /**
     * The table of exception vectors.
     *
     * @return by VBAR_EL1; empty when the source does not know it
     */
    public Optional<VectorTable> vectors() {
        return system.typed(SystemRegister.VBAR_EL1, base -> new VectorTable(new Va(base)));
    }

    /** A kernel that runs in AArch32 state is none of AArch64. */
    @Override
    public int addressWidth() {
        return Long.BYTES;
    }

    @Override
    public int effectiveAddressWidth() {
        return pstate.nrw() ? Integer.BYTES : Long.BYTES;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnknownRegisterException when the source does not know TCR_EL1
     */
    @Override
    public PagingMode pagingMode(Va va) {
        if (!sctlr().map(Sctlr::m).orElse(true)) {
            return Aarch64Paging.off();
        }
        Tcr tcr = tcr().orElseThrow(() -> new UnknownRegisterException("TCR_EL1", "the paging mode"));
        return Aarch64Paging.of(tcr.options(AddressHalf.of(va)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnknownRegisterException when the source does not know TCR_EL1 or the half's TTBR
     */
    @Override
    public Pa translationRoot(Va va) {
        PagingMode mode = pagingMode(va);
        AddressHalf half = AddressHalf.of(va);
        Ttbr ttbr = ttbr(half)
                .orElseThrow(() -> new UnknownRegisterException(
                        half == AddressHalf.LOWER ? "TTBR0_EL1" : "TTBR1_EL1", "the translation root"));
        return Aarch64Paging.root(mode, ttbr.value());
    }

    /** {@inheritDoc} Its authentication code is taken off, by TCR_EL1 or, where that is unknown, for 48 bits. */
    @Override
    public Va returnAddress(PhysicalMemory memory) {
        if (pstate.nrw()) {
            return new Va(gpr.x(LINK_REGISTER_32) & LOW);
        }
        long link = gpr.linkRegister();
        int bits = tcr().map(tcr -> tcr.addressBits(AddressHalf.of(new Va(link))))
                .orElse(PointerAuthentication.USUAL_ADDRESS_BITS);
        return PointerAuthentication.strip(link, bits);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnknownRegisterException for an argument on the stack when the source does not know what translates it
     */
    @Override
    public long argument(CallingConvention convention, int index, PhysicalMemory memory) {
        return Calls.argument(this, convention, index, memory);
    }

    @Override
    public Optional<Aarch64Registers> withArgument(CallingConvention convention, int index, long value) {
        return index >= 0 && index < Calls.inRegisters(this, convention)
                ? Optional.of(with(index, value))
                : Optional.empty();
    }

    @Override
    public LongStream perCpuCandidates() {
        return system(SystemRegister.TPIDR_EL1).stream();
    }

    /** SP_EL0, in the kernel alone: in user mode it is the stack of the program. */
    @Override
    public LongStream threadCandidates() {
        return pstate.exceptionLevel() == 0 ? LongStream.empty() : system(SystemRegister.SP_EL0).stream();
    }

    @Override
    public List<RegisterValue> values() {
        return new RegisterList().of(this);
    }

    private SystemRegister stackRegister() {
        return pstate.sp() && pstate.exceptionLevel() == 1 ? SystemRegister.SP_EL1 : SystemRegister.SP_EL0;
    }
}

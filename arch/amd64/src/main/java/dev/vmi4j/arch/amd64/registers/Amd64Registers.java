package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.arch.amd64.paging.Amd64PagingKind;
import dev.vmi4j.arch.amd64.paging.Amd64PagingOptions;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.GeneralPurposeRegisters;
import dev.vmi4j.core.arch.RegisterValue;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.arch.UnknownRegisterException;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The registers of an AMD64 virtual CPU (Intel SDM Vol. 1, chapter 3, and Vol. 3A, chapter 2; AMD APM Vol. 2, chapter 3).
 * What the source does not know is empty.
 *
 * @param gpr general-purpose registers
 * @param rip instruction pointer: an offset into CS, which begins at 0 in 64-bit code
 * @param rflags flags
 * @param control control registers
 * @param segments segment registers
 * @param tables GDTR and IDTR; empty when unknown
 * @param debug debug registers; empty when unknown
 * @param msrs model specific registers
 * @param longMode whether long mode is active: EFER.LMA where EFER is known, otherwise what else the source tells
 */
public record Amd64Registers(
        Amd64GeneralPurpose gpr,
        long rip,
        Rflags rflags,
        ControlRegisters control,
        SegmentRegisters segments,
        Optional<DescriptorTables> tables,
        Optional<DebugRegisters> debug,
        MsrValues msrs,
        boolean longMode)
        implements Registers {
    /** Checks that EFER, where it is known, says the same of long mode. */
    public Amd64Registers {
        if (msrs.efer().isPresent() && msrs.efer().get().lma() != longMode) {
            throw new IllegalArgumentException("EFER " + msrs.efer().get() + " contradicts long mode " + longMode);
        }
    }

    @Override
    public Amd64 architecture() {
        return Amd64.INSTANCE;
    }

    @Override
    public Va instructionPointer() {
        return new Va(rip);
    }

    @Override
    public Amd64Registers withInstructionPointer(Va va) {
        return new Amd64Registers(gpr, va.value(), rflags, control, segments, tables, debug, msrs, longMode);
    }

    @Override
    public Va stackPointer() {
        return new Va(gpr.rsp());
    }

    @Override
    public Amd64Registers withStackPointer(Va va) {
        return with(Gpr.RSP, va.value());
    }

    @Override
    public OptionalLong framePointer() {
        return OptionalLong.of(gpr.rbp());
    }

    @Override
    public long result() {
        return gpr.rax();
    }

    @Override
    public Amd64Registers withResult(long value) {
        return with(Gpr.RAX, value);
    }

    @Override
    public Amd64GeneralPurpose generalPurpose() {
        return gpr;
    }

    @Override
    public Amd64Registers withGeneralPurpose(GeneralPurposeRegisters registers) {
        if (registers instanceof Amd64GeneralPurpose amd64) {
            return new Amd64Registers(amd64, rip, rflags, control, segments, tables, debug, msrs, longMode);
        }
        throw new IllegalArgumentException(
                registers.getClass().getSimpleName() + " are not AMD64's general-purpose registers");
    }

    /**
     * The same registers with another value of a general-purpose register.
     *
     * @param register which
     * @param value its new value
     * @return a copy
     */
    public Amd64Registers with(Gpr register, long value) {
        return withGeneralPurpose(gpr.with(register, value));
    }

    /**
     * The same registers with other flags.
     *
     * @param flags the new RFLAGS
     * @return a copy
     */
    public Amd64Registers withRflags(Rflags flags) {
        return new Amd64Registers(gpr, rip, flags, control, segments, tables, debug, msrs, longMode);
    }

    /**
     * The same registers with other control registers.
     *
     * @param registers the new control registers
     * @return a copy
     */
    public Amd64Registers withControl(ControlRegisters registers) {
        return new Amd64Registers(gpr, rip, rflags, registers, segments, tables, debug, msrs, longMode);
    }

    /**
     * The same registers with other segment registers.
     *
     * @param registers the new segment registers
     * @return a copy
     */
    public Amd64Registers withSegments(SegmentRegisters registers) {
        return new Amd64Registers(gpr, rip, rflags, control, registers, tables, debug, msrs, longMode);
    }

    /**
     * The same registers with other descriptor tables.
     *
     * @param registers the new GDTR and IDTR
     * @return a copy
     */
    public Amd64Registers withTables(DescriptorTables registers) {
        return new Amd64Registers(gpr, rip, rflags, control, segments, Optional.of(registers), debug, msrs, longMode);
    }

    /**
     * The same registers with other debug registers.
     *
     * @param registers the new debug registers
     * @return a copy
     */
    public Amd64Registers withDebug(DebugRegisters registers) {
        return new Amd64Registers(gpr, rip, rflags, control, segments, tables, Optional.of(registers), msrs, longMode);
    }

    /**
     * A model specific register.
     *
     * @param msr which
     * @return its value; empty when the source does not know it
     */
    public OptionalLong msr(Msr msr) {
        return switch (msr) {
            case FS_BASE -> segments.fs().base();
            case GS_BASE -> segments.gs().base();
            default -> msrs.get(msr);
        };
    }

    /**
     * The same registers with another value of a model specific register.
     *
     * @param msr which; EFER decides over long mode as well
     * @param value its new value
     * @return a copy
     */
    public Amd64Registers withMsr(Msr msr, long value) {
        return switch (msr) {
            case FS_BASE -> withSegments(segments.withFs(segments.fs().withBase(value)));
            case GS_BASE -> withSegments(segments.withGs(segments.gs().withBase(value)));
            default -> withMsrs(msrs.with(msr, value));
        };
    }

    /**
     * The privilege level of the running code.
     *
     * @return CPL: 0 to 3, from SS where its attributes are known and from CS otherwise
     */
    public int privilegeLevel() {
        return segments.ss()
                .attributes()
                .filter(SegmentAttributes::p)
                .map(SegmentAttributes::dpl)
                .orElseGet(() -> segments.cs().selector().rpl());
    }

    @Override
    public int addressWidth() {
        return longMode ? 8 : 4;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnknownRegisterException when the source does not know the attributes of CS
     */
    @Override
    public int effectiveAddressWidth() {
        SegmentAttributes cs = segments.cs()
                .attributes()
                .orElseThrow(() -> new UnknownRegisterException("attributes of CS", "the width of addresses"));
        if (longMode && cs.l()) {
            return 8;
        }
        return cs.db() ? 4 : 2;
    }

    @Override
    public PagingMode pagingMode(Va va) {
        return pagingMode(Amd64PagingOptions.DEFAULT);
    }

    /**
     * The paging mode in force.
     *
     * @param options what the registers do not tell; EFER.NXE, where EFER is known, takes the place of its option
     * @return the shared mode
     */
    public PagingMode pagingMode(Amd64PagingOptions options) {
        boolean noExecute = msrs.efer().map(Efer::nxe).orElse(options.noExecute());
        Amd64PagingKind kind = Amd64PagingKind.of(control.cr0(), control.cr4(), longMode);
        return Amd64Paging.of(kind, options.withNoExecute(noExecute));
    }

    @Override
    public Pa translationRoot(Va va) {
        return Amd64Paging.root(pagingMode(va), control.cr3().value());
    }

    /**
     * The address space in force.
     *
     * @param memory guest physical memory
     * @param options what the registers do not tell about paging
     * @return the address space
     */
    public AddressSpace addressSpace(PhysicalMemory memory, Amd64PagingOptions options) {
        PagingMode mode = pagingMode(options);
        return AddressSpace.of(
                memory, mode, Amd64Paging.root(mode, control.cr3().value()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnknownRegisterException when the source does not know the attributes of CS, or, outside 64-bit code, the
     *     hidden part of SS
     */
    @Override
    public Va returnAddress(PhysicalMemory memory) {
        return new Va(Calls.stack(this, 0, memory));
    }

    @Override
    public Amd64Registers returned(PhysicalMemory memory) {
        return withInstructionPointer(returnAddress(memory))
                .withStackPointer(new Va(gpr.rsp() + effectiveAddressWidth()));
    }

    @Override
    public Optional<Amd64Registers> withArgument(CallingConvention convention, int index, long value) {
        return Calls.register(this, convention, index).map(register -> withGeneralPurpose(gpr.with(register, value)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnknownRegisterException when the source does not know the attributes of CS, or, for an argument on the
     *     stack outside 64-bit code, the hidden part of SS
     */
    @Override
    public long argument(CallingConvention convention, int index, PhysicalMemory memory) {
        return Calls.argument(this, convention, index, memory);
    }

    @Override
    public LongStream perCpuCandidates() {
        return Stream.of(msr(Msr.GS_BASE), msr(Msr.KERNEL_GS_BASE), msr(Msr.FS_BASE))
                .flatMapToLong(OptionalLong::stream);
    }

    @Override
    public List<RegisterValue> values() {
        return new RegisterList().of(this);
    }

    /** The linear address of the stack's top. */
    Va stackTop() {
        return effectiveAddressWidth() == 8 ? stackPointer() : segmentedStackPointer();
    }

    /** The linear address of the stack's top outside 64-bit code: SS.B tells ESP from SP. */
    private Va segmentedStackPointer() {
        SegmentRegister ss = segments.ss();
        if (ss.base().isEmpty() || ss.attributes().isEmpty()) {
            throw new UnknownRegisterException("hidden part of SS", "where the stack lies");
        }
        long offset = gpr.rsp() & (ss.attributes().get().db() ? 0xffff_ffffL : 0xffffL);
        return new Va(ss.base().getAsLong() + offset & 0xffff_ffffL);
    }

    private Amd64Registers withMsrs(MsrValues values) {
        boolean active = values.efer().map(Efer::lma).orElse(longMode);
        return new Amd64Registers(gpr, rip, rflags, control, segments, tables, debug, values, active);
    }
}

package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to leave a function at one of its instructions: {@code struct orc_entry}.
 *
 * @param kind what lies at the caller's stack pointer
 * @param base the register from which that stack pointer is found
 * @param offset added to it
 * @param frameBase from what the caller's frame pointer is found
 * @param frameOffset added to that
 * @param signal whether the caller's address is that of an instruction and not the one behind a call
 */
record OrcEntry(Kind kind, Base base, long offset, Base frameBase, long frameOffset, boolean signal) {
    /** What the kernel assumes of code without data: that it keeps a frame pointer ({@code orc_fp_entry}). */
    static final OrcEntry FRAME_POINTER = new OrcEntry(Kind.CALL, Base.BP, 16, Base.PREVIOUS_SP, -16, false);

    /** {@code ORC_TYPE_*}, which were {@code UNWIND_HINT_TYPE_*} with a bit for the end. */
    enum Kind {
        /** Nothing is known. */
        UNDEFINED,
        /** Nothing called this code. */
        END,
        /** A return address lies below. */
        CALL,
        /** All registers lie there: {@code struct pt_regs}. */
        REGS,
        /** What the CPU itself saved lies there: the end of {@code struct pt_regs}. */
        PARTIAL_REGS,
        /** A number that no kernel uses. */
        UNKNOWN
    }

    /** {@code ORC_REG_*}. */
    enum Base {
        /** Not known, or unchanged. */
        UNDEFINED,
        /** The caller's stack pointer. */
        PREVIOUS_SP,
        /** RDX. */
        DX,
        /** RDI. */
        DI,
        /** RBP. */
        BP,
        /** RSP. */
        SP,
        /** R10. */
        R10,
        /** R13. */
        R13,
        /** What RBP with the offset points to. */
        BP_INDIRECT,
        /** What RSP points to, plus the offset. */
        SP_INDIRECT,
        /** A number that no kernel uses. */
        UNKNOWN
    }

    /**
     * What the numbers of registers stand for; kernels have used two sets.
     *
     * @param bases by number
     */
    record Numbering(List<Base> bases) {
        private static final Numbering FIRST = new Numbering(List.of(
                Base.UNDEFINED,
                Base.PREVIOUS_SP,
                Base.DX,
                Base.DI,
                Base.BP,
                Base.SP,
                Base.R10,
                Base.R13,
                Base.BP_INDIRECT,
                Base.SP_INDIRECT));

        /** As the tables of kernels show it; 1 and 5 are in none of them. */
        private static final Numbering SECOND = new Numbering(List.of(
                Base.UNDEFINED,
                Base.UNKNOWN,
                Base.DX,
                Base.SP,
                Base.BP,
                Base.UNKNOWN,
                Base.R10,
                Base.R13,
                Base.PREVIOUS_SP,
                Base.SP_INDIRECT,
                Base.BP_INDIRECT));

        /** The numbering in which a number stands for RSP; empty when none is known. */
        static Optional<Numbering> whereStackPointerIs(long number) {
            return Stream.of(FIRST, SECOND)
                    .filter(numbering -> numbering.base(number) == Base.SP)
                    .findFirst();
        }

        Base base(long number) {
            return number < bases.size() ? bases.get((int) number) : Base.UNKNOWN;
        }
    }

    /** Where the fields lie, and which of the two numberings of types is in use. */
    static final class Layout {
        private static final Kind[] WITH_END_BIT = {Kind.CALL, Kind.REGS, Kind.PARTIAL_REGS};
        private static final Kind[] WITH_END_TYPE = {Kind.UNDEFINED, Kind.END, Kind.CALL, Kind.REGS, Kind.PARTIAL_REGS};

        private final long size;
        private final Field spOffset;
        private final Field bpOffset;
        private final Field spReg;
        private final Field bpReg;
        private final Field type;
        private final Optional<Field> signal;
        private final Optional<Field> end;

        /** The layout in a kernel. */
        Layout(TypeCatalog types) {
            StructLayout entry = StructLayout.of(types, "orc_entry");
            size = entry.size();
            spOffset = entry.field("sp_offset");
            bpOffset = entry.field("bp_offset");
            spReg = entry.field("sp_reg");
            bpReg = entry.field("bp_reg");
            type = entry.field("type");
            signal = entry.optional("signal");
            end = entry.optional("end");
        }

        long size() {
            return size;
        }

        /** The number of the register on which the caller's stack pointer depends. */
        long baseNumber(GuestMemory memory, long address) {
            return spReg.read(memory, address);
        }

        OrcEntry read(GuestMemory memory, long address, Numbering numbering) {
            Base base = numbering.base(spReg.read(memory, address));
            Kind kind = kind(memory, address, base);
            boolean exact = signal.map(field -> field.read(memory, address) != 0)
                    .orElse(kind == Kind.REGS || kind == Kind.PARTIAL_REGS);
            return new OrcEntry(
                    kind,
                    base,
                    spOffset.read(memory, address),
                    numbering.base(bpReg.read(memory, address)),
                    bpOffset.read(memory, address),
                    exact);
        }

        private Kind kind(GuestMemory memory, long address, Base base) {
            int number = (int) type.read(memory, address);
            if (end.isEmpty()) {
                return number < WITH_END_TYPE.length ? WITH_END_TYPE[number] : Kind.UNKNOWN;
            }
            if (base == Base.UNDEFINED) {
                return end.get().read(memory, address) != 0 ? Kind.END : Kind.UNDEFINED;
            }
            return number < WITH_END_BIT.length ? WITH_END_BIT[number] : Kind.UNKNOWN;
        }
    }
}

package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.MalformedNoteException;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The note that QEMU adds to its dumps for every virtual CPU: {@code QEMUCPUState} of {@code target/i386/arch_dump.c},
 * version 1. It has the segment registers with their hidden parts, the descriptor tables, the control registers and,
 * from newer versions of QEMU, KERNEL_GS_BASE; CR8, XCR0, debug and other model specific registers are not in it.
 */
final class QemuCpuState {
    private static final int VERSION = 1;
    private static final int GPRS = 8;
    private static final int RIP = 136;
    private static final int RFLAGS = 144;
    private static final int SEGMENTS = 152;
    private static final int SEGMENT_SIZE = 24;
    private static final int CONTROL = 392;
    private static final int SIZE = 432;
    private static final int KERNEL_GS_BASE = 432;
    private static final int SIZE_WITH_KERNEL_GS_BASE = 440;

    private static final int LDTR = 6;
    private static final int TR = 7;
    private static final int GDTR = 8;
    private static final int IDTR = 9;

    private final MemorySegment bytes;

    private QemuCpuState(MemorySegment bytes) {
        this.bytes = bytes;
    }

    static boolean matches(RegisterNote note) {
        return note.owner().equals("QEMU") && note.type() == 0;
    }

    static QemuCpuState of(RegisterNote note) {
        MemorySegment bytes = note.bytes();
        if (bytes.byteSize() < SIZE) {
            throw malformed(note, "is shorter than version 1's " + SIZE + " bytes");
        }
        int version = bytes.get(LittleEndian.INT, 0);
        if (version != VERSION) {
            throw malformed(note, "has version " + version + ", known is 1");
        }
        long size = bytes.get(LittleEndian.INT, 4) & 0xffff_ffffL;
        if (size < SIZE || size > bytes.byteSize()) {
            throw malformed(note, "says that it has " + size + " bytes");
        }
        return new QemuCpuState(bytes.asSlice(0, size));
    }

    /** All registers; long mode is what the layout of a PRSTATUS note tells, and without one what the registers do. */
    Amd64Registers registers(Optional<Prstatus> prstatus) {
        return new Amd64Registers(
                generalPurpose(),
                longAt(RIP),
                new Rflags(longAt(RFLAGS)),
                control(),
                segments(),
                Optional.of(new DescriptorTables(table(GDTR), table(IDTR))),
                Optional.empty(),
                msrs(),
                prstatus.map(Prstatus::longMode).orElseGet(this::looksLikeLongMode));
    }

    private boolean looksLikeLongMode() {
        boolean longCode = segment(0).attributes().map(SegmentAttributes::l).orElse(false);
        boolean wideTables = (base(GDTR) | base(IDTR)) >>> 32 != 0;
        return control().cr0().pg() && control().cr4().pae() && (longCode || wideTables);
    }

    /** rax rbx rcx rdx rsi rdi rsp rbp r8 ... r15. */
    private Amd64GeneralPurpose generalPurpose() {
        int[] order = {0, 2, 3, 1, 6, 7, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15};
        long[] values = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            values[i] = longAt(GPRS + 8 * order[i]);
        }
        return Amd64GeneralPurpose.of(values);
    }

    private ControlRegisters control() {
        return new ControlRegisters(
                new Cr0(longAt(CONTROL)),
                longAt(CONTROL + 16),
                new Cr3(longAt(CONTROL + 24)),
                new Cr4(longAt(CONTROL + 32)),
                Optional.empty(),
                Optional.empty());
    }

    /** cs ds es fs gs ss ldt tr gdt idt. */
    private SegmentRegisters segments() {
        return new SegmentRegisters(
                segment(0),
                segment(1),
                segment(2),
                segment(3),
                segment(4),
                segment(5),
                Optional.of(segment(TR)),
                Optional.of(segment(LDTR)));
    }

    private SegmentRegister segment(int index) {
        int at = SEGMENTS + SEGMENT_SIZE * index;
        return SegmentRegister.of(
                new Selector(intAt(at) & 0xffff),
                base(index),
                limit(index),
                SegmentAttributes.ofDescriptor(intAt(at + 8)));
    }

    private TableRegister table(int index) {
        return new TableRegister(new Va(base(index)), (int) limit(index) & 0xffff);
    }

    private long limit(int index) {
        return intAt(SEGMENTS + SEGMENT_SIZE * index + 4) & 0xffff_ffffL;
    }

    private long base(int index) {
        return longAt(SEGMENTS + SEGMENT_SIZE * index + 16);
    }

    private MsrValues msrs() {
        return bytes.byteSize() < SIZE_WITH_KERNEL_GS_BASE
                ? MsrValues.NONE
                : MsrValues.NONE.with(Msr.KERNEL_GS_BASE, longAt(KERNEL_GS_BASE));
    }

    private int intAt(long offset) {
        return bytes.get(LittleEndian.INT, offset);
    }

    private long longAt(long offset) {
        return bytes.get(LittleEndian.LONG, offset);
    }

    private static MalformedNoteException malformed(RegisterNote note, String problem) {
        return new MalformedNoteException(note, problem);
    }
}

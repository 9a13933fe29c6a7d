package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.os.linux.kernel.FakeTypes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.symbols.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A kernel with unwind data of a test's own, in either of the two forms that kernels have had, and a stack to fill. */
final class OrcGuest {
    /** The code: functions of 0x100 bytes. */
    static final long TEXT = SyntheticKernel.BASE + 0x8000;

    /** The stack of a task. */
    static final StackArea STACK = area("task", 0x1000);

    /** Another stack. */
    static final StackArea IRQ = area("irq", 0x3000);

    private static final long FUNCTION = 0x100;
    private static final long TEXT_SIZE = 0x4000;
    private static final long ADDRESSES = SyntheticKernel.BASE + 0xc000;
    private static final long ENTRIES = SyntheticKernel.BASE + 0xe000;
    private static final int ENTRY = 6;

    private final SyntheticKernel guest = new SyntheticKernel();
    private final List<Entry> entries = new ArrayList<>();
    private final Form form;

    /** The two forms: the numbers of the registers and of the kinds, and where the bits lie. */
    enum Form {
        OLD(5, 1, 4, 8, 9, 2, 0, 1, 2),
        NEW(3, 8, 4, 10, 9, 3, 2, 3, 4);

        final int sp;
        final int previousSp;
        final int bp;
        final int bpIndirect;
        final int spIndirect;
        final int kindBits;
        final int call;
        final int regs;
        final int partial;

        Form(
                int sp,
                int previousSp,
                int bp,
                int bpIndirect,
                int spIndirect,
                int kindBits,
                int call,
                int regs,
                int partial) {
            this.sp = sp;
            this.previousSp = previousSp;
            this.bp = bp;
            this.bpIndirect = bpIndirect;
            this.spIndirect = spIndirect;
            this.kindBits = kindBits;
            this.call = call;
            this.regs = regs;
            this.partial = partial;
        }
    }

    private record Entry(
            long address, int spOffset, int bpOffset, int spRegister, int bpRegister, int kind, boolean bit) {}

    OrcGuest(Form form) {
        this.form = form;
        FakeTypes types = guest.types();
        types.struct(
                "orc_entry",
                ENTRY,
                types.signed("sp_offset", 0, 2),
                types.signed("bp_offset", 2, 2),
                types.bits("sp_reg", 32, 4),
                types.bits("bp_reg", 36, 4),
                types.bits("type", 40, form.kindBits),
                types.bits(form == Form.OLD ? "end" : "signal", 40 + form.kindBits, 1));
        types.struct(
                "pt_regs",
                168,
                types.integer("r13", 16, 8),
                types.integer("bp", 32, 8),
                types.integer("r10", 56, 8),
                types.integer("dx", 96, 8),
                types.integer("di", 112, 8),
                types.integer("ip", 128, 8),
                types.integer("cs", 136, 8),
                types.integer("sp", 152, 8));
        call(0, form.sp, 8, 0, 0);
    }

    private static StackArea area(String name, long offset) {
        return new StackArea(name, SyntheticKernel.BASE + offset, SyntheticKernel.BASE + offset + 0x1000);
    }

    /** The address of a function; function 0 is {@code schedule}. */
    static long function(int number) {
        return TEXT + number * FUNCTION;
    }

    /** A function whose caller's stack pointer is a register plus an offset. */
    void call(int function, int spRegister, int spOffset, int bpRegister, int bpOffset) {
        entry(function, spRegister, spOffset, bpRegister, bpOffset, form.call, false);
    }

    /** A function below which all registers lie. */
    void regs(int function, int spOffset) {
        entry(function, form.sp, spOffset, 0, 0, form.regs, form == Form.NEW);
    }

    /** A function below which what the CPU saved lies. */
    void partial(int function, int spOffset) {
        entry(function, form.sp, spOffset, 0, 0, form.partial, form == Form.NEW);
    }

    /** A function that nobody calls. */
    void end(int function) {
        entry(function, 0, 0, 0, 0, form == Form.OLD ? 0 : 1, form == Form.OLD);
    }

    /** A function of which nothing is known. */
    void undefined(int function) {
        entry(function, 0, 0, 0, 0, 0, false);
    }

    void entry(int function, int spRegister, int spOffset, int bpRegister, int bpOffset, int kind, boolean bit) {
        entries.add(new Entry(function(function), spOffset, bpOffset, spRegister, bpRegister, kind, bit));
    }

    void put(long address, long value) {
        guest.put(address, value);
    }

    OrcWalk walk(StackArea... areas) {
        Kernel kernel = kernel();
        return new OrcWalk(
                kernel,
                OrcTable.find(kernel, List.of(), List::of).orElseThrow(),
                new OrcWalk.Layout(kernel),
                List.of(areas));
    }

    Kernel kernel() {
        entries.sort(Comparator.comparingLong(Entry::address));
        for (int i = 0; i < entries.size(); i++) {
            write(i, entries.get(i));
        }
        return guest.kernel(
                new Symbol("_stext", TEXT, 'T'),
                new Symbol("schedule", TEXT, 'T'),
                new Symbol("_etext", TEXT + TEXT_SIZE, 'T'),
                new Symbol("return_to_handler", TEXT + TEXT_SIZE - FUNCTION, 'T'),
                new Symbol("__start_orc_unwind_ip", ADDRESSES, 'R'),
                new Symbol("__stop_orc_unwind_ip", ADDRESSES + 4L * entries.size(), 'R'),
                new Symbol("__start_orc_unwind", ENTRIES, 'R'));
    }

    private void write(int index, Entry entry) {
        long place = ADDRESSES + 4L * index;
        putSmall(place, 4, entry.address - place);
        long at = ENTRIES + (long) ENTRY * index;
        putSmall(at, 2, entry.spOffset);
        putSmall(at + 2, 2, entry.bpOffset);
        putSmall(at + 4, 1, entry.spRegister | entry.bpRegister << 4);
        putSmall(at + 5, 1, entry.kind | (entry.bit ? 1 : 0) << form.kindBits);
    }

    private void putSmall(long address, int size, long value) {
        for (int i = 0; i < size; i++) {
            guest.memory().put(address - SyntheticKernel.BASE + i, (byte) (value >>> 8 * i));
        }
    }
}

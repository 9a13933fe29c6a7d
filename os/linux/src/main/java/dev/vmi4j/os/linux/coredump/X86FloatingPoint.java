package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The x87, SSE and further registers that the kernel keeps of a thread that does not run: {@code struct xregs_state} in
 * or behind {@code struct fpu}, in the standard or the compacted form of XSAVE (Intel SDM Vol. 1, chapter 13).
 */
final class X86FloatingPoint {
    private static final int NT_FPREGSET = 2;
    private static final int NT_X86_XSTATE = 0x202;

    private static final int LEGACY = 512;
    private static final int HEADER = 64;
    private static final int FEATURES = 512;
    private static final int COMPACTION = 520;

    /** Where debuggers look for XCR0: the bytes of the legacy area that software may use. */
    private static final int SOFTWARE = 464;

    private static final int MXCSR = 24;
    private static final int X87_AND_SSE = 3;
    private static final int FIRST_EXTENDED = 2;
    private static final int COMPONENTS = 20;
    private static final long MOST = 1 << 16;
    private static final short INITIAL_CONTROL = 0x37f;
    private static final int INITIAL_MXCSR = 0x1f80;

    private final Kernel kernel;
    private final GuestMemory memory;
    private final TypeCatalog types;

    X86FloatingPoint(Kernel kernel) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.types = kernel.requireTypes();
    }

    List<Note> of(Task task, TableNotes notes) {
        long area = area(task);
        byte[] fixed = memory.readBytes(area, LEGACY + HEADER);
        long features = LittleEndian.getLong(fixed, FEATURES);
        long compaction = LittleEndian.getLong(fixed, COMPACTION);
        initialize(fixed, features);
        Note legacy = new Note("CORE", NT_FPREGSET, Arrays.copyOf(fixed, LEGACY));
        try {
            return List.of(legacy, new Note("LINUX", NT_X86_XSTATE, extended(area, fixed, features, compaction)));
        } catch (VmiException e) {
            notes.add("the extended registers of thread " + task.pid() + " are left out: " + e.getMessage());
            return List.of(legacy);
        }
    }

    /** The area lies behind a pointer of {@code struct fpu}, or in it; newer kernels keep that behind the task. */
    private long area(Task task) {
        StructLayout taskLayout = StructLayout.of(types, "task_struct");
        StructLayout fpu = StructLayout.of(types, "fpu");
        Optional<Field> inThread = StructLayout.of(types, "thread_struct").optional("fpu");
        long at = task.address().value()
                + inThread.map(field -> taskLayout.offset("thread") + field.offset())
                        .orElseGet(taskLayout::size);
        Optional<Field> state = fpu.optional("fpstate");
        return state.isPresent()
                ? state.get().read(memory, at)
                        + StructLayout.of(types, "fpstate").offset("regs")
                : at + fpu.offset("state");
    }

    /** XSAVE does not write components that are in their initial state. */
    private static void initialize(byte[] fixed, long features) {
        if ((features & 1) == 0) {
            Arrays.fill(fixed, 0, MXCSR, (byte) 0);
            Arrays.fill(fixed, 32, 160, (byte) 0);
            fixed[0] = (byte) INITIAL_CONTROL;
            fixed[1] = (byte) (INITIAL_CONTROL >> Byte.SIZE);
        }
        if ((features & 2) == 0) {
            Arrays.fill(fixed, 160, 416, (byte) 0);
            if ((features & ~X87_AND_SSE) == 0) {
                LittleEndian.putInt(fixed, MXCSR, INITIAL_MXCSR);
            }
        }
    }

    /** The standard form, which is what core files have. */
    private byte[] extended(long area, byte[] fixed, long features, long compaction) {
        boolean compact = compaction < 0;
        long enabled = userFeatures(compact ? compaction & Long.MAX_VALUE : features);
        long[] offsets = new long[COMPONENTS];
        long[] sizes = new long[COMPONENTS];
        long end = LEGACY + HEADER;
        for (int i = FIRST_EXTENDED; i < COMPONENTS; i++) {
            if ((enabled >> i & 1) != 0) {
                offsets[i] = component("xstate_offsets", i);
                sizes[i] = component("xstate_sizes", i);
                end = Math.max(end, offsets[i] + sizes[i]);
            }
        }
        byte[] bytes = Arrays.copyOf(fixed, (int) end);
        LittleEndian.putLong(bytes, COMPACTION, 0);
        LittleEndian.putLong(bytes, FEATURES, features & enabled | X87_AND_SSE);
        LittleEndian.putLong(bytes, SOFTWARE, enabled);
        long packed = LEGACY + HEADER;
        for (int i = FIRST_EXTENDED; i < COMPONENTS; i++) {
            boolean present = (enabled >> i & 1) != 0;
            if (present && (features >> i & 1) != 0) {
                byte[] component = memory.readBytes(area + (compact ? packed : offsets[i]), (int) sizes[i]);
                System.arraycopy(component, 0, bytes, (int) offsets[i], component.length);
            }
            packed += compact && (compaction >> i & 1) != 0 ? component("xstate_sizes", i) : 0;
        }
        return bytes;
    }

    /** What the kernel enabled for programs, as far as it says. */
    private long userFeatures(long otherwise) {
        OptionalLong fixed = kernel.symbols().address("xfeatures_mask_all");
        Optional<Field> kept =
                StructLayout.find(types, "fpu_state_config").flatMap(c -> c.optional("default_features"));
        OptionalLong config = kernel.symbols().address("fpu_user_cfg");
        if (kept.isPresent() && config.isPresent()) {
            return kept.get().read(memory, config.getAsLong()) | X87_AND_SSE;
        }
        return (fixed.isPresent() ? memory.readLong(fixed.getAsLong()) : otherwise) | X87_AND_SSE;
    }

    /** {@code xstate_offsets} and {@code xstate_sizes} of {@code arch/x86/kernel/fpu/xstate.c}: what CPUID said. */
    private long component(String table, int number) {
        long value = memory.readInt(kernel.symbol(table).value() + (long) number * Integer.BYTES) & 0xffff_ffffL;
        if (value > MOST) {
            throw new VmiException(table + "[" + number + "] is " + value + ", which cannot be");
        }
        return value;
    }
}

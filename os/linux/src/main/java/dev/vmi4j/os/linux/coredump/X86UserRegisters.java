package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.List;

/**
 * The registers of threads on x86-64: {@code struct pt_regs} at the top of the kernel stack, the bases of FS and GS in
 * {@code thread_struct} ({@code arch/x86/include/asm/user_64.h}).
 */
public final class X86UserRegisters implements UserRegisters {
    private static final int EM_X86_64 = 62;

    /** r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs flags rsp ss fs_base gs_base ds es fs gs. */
    private static final int REGISTERS = 27;

    private static final int SAVED = 21;
    private static final int CS = 17;
    private static final int FLAGS = 18;
    private static final int SS = 20;
    private static final int FS_BASE = 21;

    private static final long SELECTOR = 0xffff;
    private static final long USER = 3;

    /** Bit 1 of RFLAGS is always set. */
    private static final long ALWAYS_SET = 2;

    /** Made by the service loader. */
    public X86UserRegisters() {}

    @Override
    public boolean serves(Architecture architecture) {
        return architecture.name().equals("amd64");
    }

    @Override
    public int machine() {
        return EM_X86_64;
    }

    @Override
    public byte[] general(Kernel kernel, Task task) {
        GuestMemory memory = kernel.memory();
        TypeCatalog types = kernel.requireTypes();
        if (kernel.pointerSize() != Long.BYTES) {
            throw new VmiException("core files of 32-bit kernels are not written");
        }
        long saved = KernelStack.of(kernel).top(task)
                - StructLayout.of(types, "pt_regs").size()
                - padding(types);
        byte[] registers = new byte[REGISTERS * Long.BYTES];
        for (int i = 0; i < SAVED; i++) {
            long value = memory.readLong(saved + (long) i * Long.BYTES);
            put(registers, i, i == CS || i == SS ? value & SELECTOR : value);
        }
        if ((get(registers, CS) & USER) != USER || (get(registers, FLAGS) & ALWAYS_SET) == 0) {
            throw new VmiException("the top of the kernel stack of thread " + task.pid() + " holds no user registers");
        }
        StructLayout thread = StructLayout.of(types, "thread_struct");
        long at = task.address().value() + StructLayout.of(types, "task_struct").offset("thread");
        int next = FS_BASE;
        for (String field : List.of("fsbase", "gsbase", "ds", "es", "fsindex", "gsindex")) {
            put(registers, next++, thread.field(field).read(memory, at));
        }
        return registers;
    }

    @Override
    public List<Note> others(Kernel kernel, Task task, TableNotes notes) {
        return new X86FloatingPoint(kernel).of(task, notes);
    }

    /** A kernel that can use FRED leaves room for what the CPU pushes above the registers. */
    private static long padding(TypeCatalog types) {
        long saved = StructLayout.of(types, "pt_regs").size();
        return StructLayout.find(types, "fred_frame")
                .map(frame -> frame.size() - saved)
                .orElse(0L);
    }

    private static void put(byte[] registers, int index, long value) {
        LittleEndian.putLong(registers, index * Long.BYTES, value);
    }

    private static long get(byte[] registers, int index) {
        return LittleEndian.getLong(registers, index * Long.BYTES);
    }
}

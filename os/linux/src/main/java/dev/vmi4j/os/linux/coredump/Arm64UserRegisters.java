package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The registers of threads on AArch64: {@code struct pt_regs} at the top of the kernel stack, which begins with what
 * debuggers see ({@code arch/arm64/include/uapi/asm/ptrace.h}); floating point and TPIDR_EL0 in {@code thread_struct}.
 */
public final class Arm64UserRegisters implements UserRegisters {
    private static final int EM_AARCH64 = 183;
    private static final int NT_FPREGSET = 2;
    private static final int NT_ARM_TLS = 0x401;

    /** x0 to x30, sp, pc, pstate. */
    private static final int REGISTERS = 34 * Long.BYTES;

    private static final int PSTATE = 33 * Long.BYTES;

    /** {@code PSR_MODE_MASK}: 0 is EL0. */
    private static final long MODE = 0xf;

    /** 32 registers of 16 bytes, FPSR, FPCR, padding. */
    private static final int FLOATING_POINT = 528;

    /** Made by the service loader. */
    public Arm64UserRegisters() {}

    @Override
    public boolean serves(Architecture architecture) {
        return architecture.name().equals("aarch64");
    }

    @Override
    public int machine() {
        return EM_AARCH64;
    }

    @Override
    public byte[] general(Kernel kernel, Task task) {
        StructLayout saved = StructLayout.of(kernel.requireTypes(), "pt_regs");
        long at = KernelStack.of(kernel).top(task) - saved.size();
        byte[] registers = kernel.memory().readBytes(at, REGISTERS);
        if ((LittleEndian.getLong(registers, PSTATE) & MODE) != 0) {
            throw new VmiException("the top of the kernel stack of thread " + task.pid() + " holds no user registers");
        }
        return registers;
    }

    @Override
    public List<Note> others(Kernel kernel, Task task, TableNotes notes) {
        GuestMemory memory = kernel.memory();
        StructLayout thread = StructLayout.of(kernel.requireTypes(), "thread_struct");
        long at = task.address().value()
                + StructLayout.of(kernel.requireTypes(), "task_struct").offset("thread");
        List<Note> all = new ArrayList<>();
        Optional<Field> state = thread.optional("uw.fpsimd_state");
        state.ifPresent(field ->
                all.add(new Note("CORE", NT_FPREGSET, memory.readBytes(at + field.offset(), FLOATING_POINT))));
        Optional<Field> pointer = thread.optional("uw.tp_value");
        pointer.ifPresent(field ->
                all.add(new Note("LINUX", NT_ARM_TLS, memory.readBytes(at + field.offset(), Long.BYTES))));
        return all;
    }
}

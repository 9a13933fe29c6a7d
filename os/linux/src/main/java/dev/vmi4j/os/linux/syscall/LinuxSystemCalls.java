package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.os.SystemCallDecoder;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.MissingSymbolException;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.file.Vfs;
import dev.vmi4j.os.linux.kernel.process.CurrentTask;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The system calls of a Linux kernel. The gates are the functions to which the entry code of the architecture hands {@code
 * pt_regs}: each is called from one place, and has put the result into {@code pt_regs} when it returns there. Which of them
 * a kernel has is told by its symbols.
 */
public final class LinuxSystemCalls implements SystemCallDecoder {
    private static final long LAST_ERROR = 4095;
    private static final String AMD64 = "do_syscall_64";
    private static final String ARM64 = "do_el0_svc";
    /** What takes the calls of 32-bit programs, by the several ways in. */
    private static final Set<String> I386 = Set.of("do_int80_syscall_32", "do_int80_emulation", "do_fast_syscall_32");

    private static final Set<String> POINTERS = Set.of("mmap", "mmap2", "brk", "mremap", "shmat");

    private final Kernel kernel;
    private final Map<String, Abi> abis;
    private final List<Gate> gates;
    private final Tasks tasks;
    private final Vfs vfs;
    private final CurrentTask current;

    private LinuxSystemCalls(Kernel kernel) {
        this.kernel = kernel;
        this.abis = abis(kernel);
        this.gates = abis.keySet().stream()
                .sorted()
                .map(symbol -> new Gate(symbol, kernel.symbol(symbol)))
                .toList();
        this.tasks = new Tasks(kernel);
        this.vfs = Vfs.of(kernel);
        this.current = new CurrentTask(kernel);
    }

    /**
     * The system calls of a kernel.
     *
     * @param kernel the kernel
     * @return a decoder
     * @throws dev.vmi4j.core.error.VmiException when the kernel has no gate that is known, or its types lack what is
     *     needed
     */
    public static LinuxSystemCalls of(Kernel kernel) {
        return new LinuxSystemCalls(kernel);
    }

    private static Map<String, Abi> abis(Kernel kernel) {
        StructLayout registers = StructLayout.of(kernel.requireTypes(), "pt_regs");
        if (kernel.symbols().address(ARM64).isPresent()) {
            return Map.of(ARM64, Abi.arm64(registers));
        }
        Map<String, Abi> abis = new HashMap<>();
        if (kernel.pointerSize() == Long.BYTES) {
            if (kernel.symbols().address(AMD64).isEmpty()) {
                throw new MissingSymbolException(AMD64);
            }
            abis.put(AMD64, Abi.amd64(registers));
        }
        for (String symbol : I386) {
            if (kernel.symbols().address(symbol).isPresent()) {
                abis.put(symbol, Abi.i386(registers));
            }
        }
        if (abis.isEmpty()) {
            throw new MissingSymbolException(String.join(" or ", new TreeSet<>(I386)));
        }
        return Map.copyOf(abis);
    }

    @Override
    public List<Gate> gates() {
        return gates;
    }

    @Override
    public Optional<Entered> enter(Gate gate, Registers registers) {
        Abi abi = abis.get(gate.symbol());
        OptionalLong task = current.of(registers);
        OptionalLong saved = savedRegisters(registers);
        return abi == null || task.isEmpty() || saved.isEmpty()
                ? Optional.empty()
                : Optional.of(enter(abi, tasks.at(task.getAsLong()), saved.getAsLong()));
    }

    /** {@code pt_regs} is the first argument, or the second behind the number in kernels before 5.13. */
    private OptionalLong savedRegisters(Registers registers) {
        return kernel.pointerSize() == Long.BYTES
                ? IntStream.of(0, 1)
                        .mapToLong(index -> argument(registers, index))
                        .filter(value -> value < 0)
                        .findFirst()
                : OptionalLong.of(argument(registers, 0));
    }

    private long argument(Registers registers, int index) {
        return registers.argument(
                CallingConvention.LINUX_KERNEL, index, kernel.core().memory());
    }

    private EnteredCall enter(Abi abi, Task task, long saved) {
        GuestMemory memory = kernel.memory();
        List<Long> arguments = abi.arguments().stream()
                .map(value -> cut(value.read(memory, saved), abi.width()))
                .toList();
        GuestMemory user = task.addressSpace().map(GuestMemory.class::cast).orElse(memory);
        long number = (int) abi.number().read(memory, saved);
        return new EnteredCall(new CallContext(user, task, vfs, abi, arguments), saved, number);
    }

    private static long cut(long value, int width) {
        return width == Long.BYTES ? value : value & 0xffff_ffffL;
    }

    static long signed(long value, int width) {
        return width == Long.BYTES ? value : (int) value;
    }

    static boolean isError(long result) {
        return result < 0 && result >= -LAST_ERROR;
    }

    /** What {@code strace} prints behind the equals sign. */
    static String result(String name, long value) {
        if (isError(value)) {
            return Errors.of((int) -value)
                    .map(error -> "-1 " + error.name() + " (" + error.meaning() + ")")
                    .orElse("-1 (error " + -value + ")");
        }
        return POINTERS.contains(name) ? Addresses.hex(value) : Long.toString(value);
    }
}

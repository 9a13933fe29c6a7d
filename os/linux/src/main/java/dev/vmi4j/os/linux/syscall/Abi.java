package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How a system call lies in {@code pt_regs}.
 *
 * @param table the calls by number
 * @param width of user space's pointers, in bytes
 * @param number of the call
 * @param result after the call
 * @param arguments of the call
 */
record Abi(SystemCallTable table, int width, Value number, Value result, List<Value> arguments) {
    /** A value in {@code pt_regs}. */
    record Value(long offset, int size) {
        long read(GuestMemory memory, long registers) {
            return memory.readUnsigned(registers + offset, size);
        }

        static Value of(Field field) {
            return new Value(field.offset(), (int) field.size());
        }
    }

    static Abi amd64(StructLayout registers) {
        return x86(registers, "amd64", 8, List.of("di", "si", "dx", "r10", "r8", "r9"));
    }

    static Abi i386(StructLayout registers) {
        return x86(registers, "i386", 4, List.of("bx", "cx", "dx", "si", "di", "bp"));
    }

    private static Abi x86(StructLayout registers, String name, int width, List<String> arguments) {
        Function<String, Value> value = field -> Value.of(registers.field(field));
        return new Abi(
                SystemCallTable.of(name),
                width,
                value.apply("orig_ax"),
                value.apply("ax"),
                arguments.stream().map(value).toList());
    }

    /** {@code regs[8]} is the number, and {@code regs[0]} first the first argument and then the result. */
    static Abi arm64(StructLayout registers) {
        long first = registers.offset("regs");
        return new Abi(
                SystemCallTable.of("arm64"),
                8,
                new Value(first + 8 * 8, 4),
                new Value(first, 8),
                IntStream.range(0, 6)
                        .mapToObj(index -> new Value(first + 8L * index, 8))
                        .toList());
    }
}

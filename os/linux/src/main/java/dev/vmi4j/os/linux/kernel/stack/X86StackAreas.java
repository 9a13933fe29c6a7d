package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.process.PerCpu;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.Member;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The stacks of each CPU of an x86 kernel, for interrupts, for exceptions and for entering the kernel ({@code arch/x86/kernel/dumpstack_64.c}).
 */
final class X86StackAreas {
    private static final String EXCEPTION_STACK = "_stack";
    private static final long WORD = 8;

    private final Kernel kernel;

    X86StackAreas(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The stacks of a CPU. */
    List<StackArea> ofCpu(int cpu) {
        PerCpu perCpu = new PerCpu(kernel);
        return Stream.concat(irq(perCpu, cpu).stream(), exceptions(perCpu, cpu)).toList();
    }

    /** The pointer leads behind the stack, or to the last word of it; the stack itself is aligned. */
    private Optional<StackArea> irq(PerCpu perCpu, int cpu) {
        OptionalLong variable = variable("hardirq_stack_ptr");
        Optional<StructType> type = kernel.requireTypes().struct("irq_stack");
        if (variable.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        long pointer = kernel.memory().readLong(perCpu.address(cpu, variable.getAsLong()));
        long high = pointer + (pointer & WORD);
        return pointer == 0
                ? Optional.empty()
                : Optional.of(new StackArea("irq", high - type.get().size(), high));
    }

    private Stream<StackArea> exceptions(PerCpu perCpu, int cpu) {
        OptionalLong variable = variable("cea_exception_stacks");
        Optional<StructLayout> stacks = StructLayout.find(kernel.requireTypes(), "cea_exception_stacks");
        if (variable.isEmpty() || stacks.isEmpty()) {
            return Stream.empty();
        }
        long base = kernel.memory().readLong(perCpu.address(cpu, variable.getAsLong()));
        return base == 0 ? Stream.empty() : Stream.concat(exceptions(stacks.get(), base), entry(base).stream());
    }

    private static Stream<StackArea> exceptions(StructLayout stacks, long base) {
        List<StackArea> areas = new ArrayList<>();
        for (Member member : stacks.type().members()) {
            if (member.name().endsWith(EXCEPTION_STACK)) {
                Field field = stacks.field(member.name());
                String name = member.name().substring(0, member.name().length() - EXCEPTION_STACK.length());
                long low = base + field.offset();
                areas.add(new StackArea(name, low, low + field.size()));
            }
        }
        return areas.stream();
    }

    /** The stack on which the CPU enters the kernel lies beside those of exceptions in the CPU's entry area. */
    private Optional<StackArea> entry(long exceptionStacks) {
        return StructLayout.find(kernel.requireTypes(), "cpu_entry_area")
                .flatMap(area -> area.optional("estacks")
                        .flatMap(estacks -> area.optional("entry_stack_page").map(page -> {
                            long low = exceptionStacks - estacks.offset() + page.offset();
                            return new StackArea("entry", low, low + page.size());
                        })));
    }

    /** A per-CPU variable, which for a time was part of {@code pcpu_hot}. */
    private OptionalLong variable(String name) {
        OptionalLong plain = kernel.symbols().address(name);
        OptionalLong hot = kernel.symbols().address("pcpu_hot");
        if (plain.isPresent() || hot.isEmpty()) {
            return plain;
        }
        return StructLayout.find(kernel.requireTypes(), "pcpu_hot")
                .flatMap(layout -> layout.optional(name))
                .map(field -> OptionalLong.of(hot.getAsLong() + field.offset()))
                .orElse(OptionalLong.empty());
    }
}

package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.os.SystemCall;
import dev.vmi4j.core.os.SystemCallDecoder;
import dev.vmi4j.os.linux.kernel.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A system call of Linux between its beginning and its end. For use by one thread. */
final class EnteredCall implements SystemCallDecoder.Entered {
    private final CallContext context;
    private final long registers;
    private final long number;
    private final String name;
    private final List<ArgumentKind> kinds;
    private Optional<SystemCall> begun = Optional.empty();
    private List<Optional<String>> known = List.of();

    EnteredCall(CallContext context, long registers, long number) {
        this.context = context;
        this.registers = registers;
        this.number = number;
        this.name = context.abi().table().name(number).orElse("syscall_" + number);
        this.kinds = SystemCallTable.arguments(name).stream()
                .takeWhile(kind -> kind.isGiven(context.arguments()))
                .toList();
    }

    @Override
    public SystemCall call() {
        SystemCall call = begun.orElseGet(this::begin);
        begun = Optional.of(call);
        return call;
    }

    private SystemCall begin() {
        known = texts(OptionalLong.empty());
        Task task = context.task();
        return new SystemCall(
                task.address(),
                task.tgid(),
                task.pid(),
                task.name(),
                number,
                context.abiName(),
                name,
                joined(known),
                Optional.empty());
    }

    private List<Optional<String>> texts(OptionalLong result) {
        List<Optional<String>> texts = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            texts.add(ArgumentText.of(context, kinds.get(i), i, result));
        }
        return texts;
    }

    private List<String> joined(List<Optional<String>> texts) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            int index = i;
            joined.add(texts.get(i).orElseGet(() -> ArgumentText.raw(context, index)));
        }
        return joined;
    }

    @Override
    public long processId() {
        return context.task().tgid();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean returns() {
        return !name.equals("exit") && !name.equals("exit_group");
    }

    /**
     * {@inheritDoc} What could not be told at the beginning is told now: what the kernel wrote, and what lay in pages
     * that it has brought in since. A program that was replaced takes its arguments with it.
     */
    @Override
    public SystemCall returned(Registers now) {
        SystemCall before = call();
        long result = LinuxSystemCalls.signed(
                context.abi().result().read(context.vfs().memory(), registers),
                context.abi().width());
        boolean replaced = name.startsWith("execve") && result == 0;
        List<Optional<String>> later = replaced ? known : texts(OptionalLong.of(result));
        List<Optional<String>> texts = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Optional<String> late = later.get(i);
            texts.add(known.get(i).or(() -> late));
        }
        return new SystemCall(
                before.thread(),
                before.processId(),
                before.threadId(),
                before.processName(),
                number,
                before.convention(),
                name,
                joined(texts),
                Optional.of(new SystemCall.Result(result, LinuxSystemCalls.result(name, result))));
    }
}

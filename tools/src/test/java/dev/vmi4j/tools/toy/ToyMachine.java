package dev.vmi4j.tools.toy;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.driver.WritesMemory;
import dev.vmi4j.core.driver.WritesRegisters;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventHandler;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import dev.vmi4j.testkit.toy.ToyArchitecture;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyEventReason;
import dev.vmi4j.testkit.toy.ToyGeneralPurpose;
import dev.vmi4j.testkit.toy.ToyPaging;
import dev.vmi4j.testkit.toy.ToyRegisters;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A guest whose virtual CPUs execute {@link Code} in an order that a seed decides. While one waits for the answer to an
 * event the others run on. It counts what it executes: the truth that tools are compared with.
 */
public abstract class ToyMachine implements ReadsMemory, WritesMemory, ReadsRegisters, WritesRegisters, MonitorsEvents {
    /** Where the code lies. */
    public static final long CODE = 0x40000;

    private static final long STACKS = 0x80000;
    private static final long PAGE = 0x2000;
    private static final int SLICE = 5000;

    /** A virtual CPU. */
    static final class Vcpu {
        final VcpuId id;
        ToyRegisters registers;
        boolean waiting;
        boolean halted;
        boolean reportsStep;
        /** The view of the next instruction alone. */
        Optional<View> once = Optional.empty();

        Vcpu(int id, ToyRegisters registers) {
            this.id = new VcpuId(id);
            this.registers = registers;
        }
    }

    final SyntheticMemory bytes = SyntheticMemory.heap(new MemoryRange(0, 0x100000));
    final PhysicalMemory memory = bytes.mapped();
    final List<Vcpu> vcpus = new ArrayList<>();
    final Deque<VmiEvent> queue = new ArrayDeque<>();
    private final PageTableBuilder tables = new PageTableBuilder(ToyEncoders.THREE_LEVEL, bytes);
    private final Random random;
    private final Map<Long, Integer> executed = new HashMap<>();
    private final long codePage;

    ToyMachine(long seed, int count, Code code) {
        random = new Random(seed);
        codePage = bytes.allocate(PAGE, PAGE, 40);
        bytes.put(codePage, code.bytes());
        tables.map(CODE, codePage, PAGE);
        for (int i = 0; i < count; i++) {
            long stack = bytes.allocate(PAGE, PAGE, 40);
            tables.map(STACKS + i * PAGE, stack, PAGE);
            var general = new ToyGeneralPurpose(0, 0, STACKS + (i + 1) * PAGE - 64);
            vcpus.add(new Vcpu(i, new ToyRegisters(CODE, general, root().value(), ToyPaging.THREE_LEVEL)));
        }
    }

    /** The translation root of every virtual CPU. */
    public Pa root() {
        return tables.root();
    }

    /** The page tables, to be changed. */
    public PageTableBuilder tables() {
        return tables;
    }

    /** The guest's memory. */
    public SyntheticMemory bytes() {
        return bytes;
    }

    /** Where the page of the code lies. */
    public long codePage() {
        return codePage;
    }

    /** The guest over this driver. */
    public VmiCore core() {
        return VmiCore.of(this, ToyArchitecture.INSTANCE, ToyPaging.THREE_LEVEL);
    }

    /** The address of an instruction. */
    public static Va at(int index) {
        return new Va(CODE + 2L * index);
    }

    /** How often an instruction was executed on all virtual CPUs together. */
    public int executed(int index) {
        return executed.getOrDefault(at(index).value(), 0);
    }

    /** Whether every virtual CPU has ended its work. */
    public boolean halted() {
        return vcpus.stream().allMatch(vcpu -> vcpu.halted);
    }

    /** Sets r1 of a virtual CPU. */
    public ToyMachine withCounter(int vcpu, long value) {
        ToyRegisters was = vcpus.get(vcpu).registers;
        vcpus.get(vcpu).registers = was.withGeneralPurpose(new ToyGeneralPurpose(
                was.generalPurpose().r0(), value, was.generalPurpose().sp()));
        return this;
    }

    /** Why a virtual CPU cannot execute its next instruction now. */
    abstract Optional<EventReason> obstacle(Vcpu vcpu, Optional<View> once);

    /** The byte that a virtual CPU fetches. */
    abstract byte fetch(Pa pa, Optional<View> once);

    /** Why a virtual CPU cannot access data now. */
    abstract Optional<EventReason> obstacle(Va va, Pa pa, boolean write, Optional<View> once);

    /** Does what an answer asks for beside registers. */
    abstract void apply(Vcpu vcpu, EventResponse response, boolean moved);

    private void run() {
        for (int i = 0; i < SLICE && (queue.isEmpty() || random.nextInt(8) != 0); i++) {
            runOne();
        }
    }

    private void runOne() {
        List<Vcpu> ready =
                vcpus.stream().filter(vcpu -> !vcpu.waiting && !vcpu.halted).toList();
        if (!ready.isEmpty()) {
            turn(ready.get(random.nextInt(ready.size())));
        }
    }

    private void turn(Vcpu vcpu) {
        Optional<View> once = vcpu.once;
        Optional<EventReason> obstacle = obstacle(vcpu, once);
        if (obstacle.isEmpty()) {
            obstacle = execute(vcpu, once);
        }
        if (obstacle.isPresent()) {
            raise(vcpu, obstacle.get());
        } else if (vcpu.reportsStep) {
            vcpu.reportsStep = false;
            raise(vcpu, new ToyEventReason.Stepped());
        }
    }

    private void raise(Vcpu vcpu, EventReason reason) {
        vcpu.waiting = true;
        queue.add(new VmiEvent(vcpu.id, Optional.empty(), vcpu.registers, reason, true));
    }

    /** Executes the next instruction; what is in its way leaves everything as it was. */
    Optional<EventReason> execute(Vcpu vcpu, Optional<View> once) {
        ToyRegisters was = vcpu.registers;
        AddressSpace space = was.addressSpace(memory, Va.ZERO);
        Pa pa = space.translate(was.instructionPointer());
        int opcode = fetch(pa, once);
        int operand = fetch(pa.plus(1), once);
        Step step = new Step(was, operand);
        Optional<Va> data = step.data(opcode);
        Optional<EventReason> obstacle =
                data.flatMap(va -> obstacle(va, space.translate(va), Step.writes(opcode), once));
        if (obstacle.isEmpty()) {
            executed.merge(was.pc(), 1, Integer::sum);
            vcpu.once = Optional.empty();
            vcpu.halted = opcode == Code.HALT;
            vcpu.registers = step.after(opcode, memory);
            step.store(opcode).ifPresent(bits -> put(space.translate(data.orElseThrow()), opcode, bits));
        }
        return obstacle;
    }

    private void put(Pa pa, int opcode, long bits) {
        if (opcode == Code.POKE) {
            bytes.put(pa.value(), (byte) bits);
        } else {
            bytes.putLong(pa.value(), bits);
        }
    }

    @Override
    public int waitForEvents(Duration timeout, EventHandler handler) {
        run();
        int answered = 0;
        for (int left = queue.size(); left > 0; left--) {
            VmiEvent event = queue.remove();
            Vcpu vcpu = vcpus.get(event.vcpu().value());
            vcpu.waiting = false;
            EventResponse response = handler.handle(event);
            ToyRegisters now = (ToyRegisters) response.registers().orElse(vcpu.registers);
            boolean moved = now.pc() != vcpu.registers.pc();
            vcpu.registers = now;
            vcpu.reportsStep = response.action() instanceof EventAction.SingleStep;
            apply(vcpu, response, moved);
            answered++;
            runOne();
        }
        return answered;
    }

    @Override
    public int pendingEvents() {
        return queue.size();
    }

    @Override
    public boolean supports(EventMonitor monitor) {
        return true;
    }

    @Override
    public void enable(EventMonitor monitor) {}

    @Override
    public void disable(EventMonitor monitor) {}

    @Override
    public PhysicalMemory memory() {
        return memory;
    }

    @Override
    public void write(Pa pa, MemorySegment content) {
        bytes.put(pa.value(), content.toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public List<VcpuId> vcpus() {
        return IntStream.range(0, vcpus.size()).mapToObj(VcpuId::new).toList();
    }

    @Override
    public Registers registers(VcpuId vcpu) {
        return vcpus.get(vcpu.value()).registers;
    }

    @Override
    public void setRegisters(VcpuId vcpu, Registers registers) {
        vcpus.get(vcpu.value()).registers = (ToyRegisters) registers;
    }

    @Override
    public String description() {
        return "toy machine";
    }

    @Override
    public void close() {}
}

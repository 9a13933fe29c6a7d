package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.Interrupt;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.AllocatesFrames;
import dev.vmi4j.core.driver.ControlsExecution;
import dev.vmi4j.core.driver.HasViews;
import dev.vmi4j.core.driver.InjectsInterrupts;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.driver.QueriesProtection;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.driver.SetsProtection;
import dev.vmi4j.core.driver.WritesMemory;
import dev.vmi4j.core.driver.WritesRegisters;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.event.EventHandler;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.memory.SyntheticSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A guest in memory whose driver has every capability. It records every {@link Call}, can fail the n-th call of any
 * {@link Operation}, and lets a test play the guest through {@link #guest()}. Thread-safe.
 */
public final class FakeDriver
        implements ReadsMemory,
                WritesMemory,
                ReadsRegisters,
                WritesRegisters,
                QueriesProtection,
                SetsProtection,
                HasViews,
                MonitorsEvents,
                ControlsExecution,
                InjectsInterrupts,
                AllocatesFrames {
    private final Architecture architecture;
    private final SyntheticMemory bytes;
    private final PhysicalMemory memory;
    private final CallLog log = new CallLog();
    private final FakeViews views = new FakeViews();
    private final Predicate<EventMonitor> supported;
    private final Set<EventMonitor> enabled = new HashSet<>();
    private final FakeFrames frames;
    private final FakeGuest guest;
    private int pauses;
    private boolean closed;

    private FakeDriver(Builder builder) {
        this.architecture = builder.architecture;
        this.bytes = builder.memory;
        this.supported = builder.supported;
        this.frames = new FakeFrames(builder.spare, architecture.pageShift());
        this.guest = new FakeGuest(architecture, bytes, views, builder.registers);
        this.memory = builder.cachePages < 0 ? bytes.mapped() : bytes.paged(recorded(builder), builder.cachePages);
    }

    /**
     * Begins to describe a guest with mapped memory and one virtual CPU.
     *
     * @param architecture of the guest
     * @param memory of the guest
     * @param registers of its first virtual CPU
     * @return a builder
     */
    public static Builder builder(Architecture architecture, SyntheticMemory memory, Registers registers) {
        return new Builder(architecture, memory, registers);
    }

    /** Describes a guest. */
    public static final class Builder {
        private final Architecture architecture;
        private final SyntheticMemory memory;
        private List<Registers> registers;
        private int cachePages = -1;
        private int pageShift;
        private List<MemoryRange> spare = List.of();
        private Predicate<EventMonitor> supported = _ -> true;

        private Builder(Architecture architecture, SyntheticMemory memory, Registers registers) {
            this.architecture = architecture;
            this.memory = memory;
            this.registers = List.of(registers);
            this.pageShift = architecture.pageShift();
        }

        /**
         * Sets all virtual CPUs.
         *
         * @param all the registers of each
         * @return this
         */
        public Builder vcpus(Registers... all) {
            registers = List.of(all);
            return this;
        }

        /**
         * Produces memory page by page through a cache instead of mapping it.
         *
         * @param shift base-2 logarithm of the page size
         * @param cached the most pages to cache; 0 for none
         * @return this
         */
        public Builder paged(int shift, int cached) {
            pageShift = shift;
            cachePages = cached;
            return this;
        }

        /**
         * Sets aside frames that {@link FakeDriver#allocateFrame} hands out.
         *
         * @param range a part of the guest's memory, in whole frames
         * @return this
         */
        public Builder spareFrames(MemoryRange range) {
            spare = List.of(range);
            return this;
        }

        /**
         * Says what can be monitored.
         *
         * @param monitors true for what can
         * @return this
         */
        public Builder supports(Predicate<EventMonitor> monitors) {
            supported = monitors;
            return this;
        }

        /**
         * Makes the driver.
         *
         * @return an open driver
         */
        public FakeDriver open() {
            return new FakeDriver(this);
        }
    }

    /**
     * Makes a call fail.
     *
     * @param operation of which kind
     * @param nth counted from now on, the first being 1
     * @param failure what the call shall throw
     */
    public void fail(Operation operation, int nth, VmiException failure) {
        log.fail(operation, nth, failure);
    }

    /**
     * What was asked so far.
     *
     * @return in the order of the calls
     */
    public List<Call> calls() {
        return log.calls();
    }

    /** Forgets what was asked so far. */
    public void clearCalls() {
        log.clear();
    }

    /**
     * The guest behind the driver.
     *
     * @return what a test plays the guest with
     */
    public FakeGuest guest() {
        return guest;
    }

    /**
     * Whether the driver was closed.
     *
     * @return true after {@link #close}
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    /**
     * What is monitored now.
     *
     * @return the monitors that are enabled
     */
    public synchronized Set<EventMonitor> enabledMonitors() {
        return Set.copyOf(enabled);
    }

    @Override
    public String description() {
        return "fake " + architecture.name() + " guest";
    }

    @Override
    public PhysicalMemory memory() {
        return memory;
    }

    @Override
    public synchronized void write(Pa pa, MemorySegment content) {
        log.record(Call.Write.of(pa, content.toArray(ValueLayout.JAVA_BYTE)));
        long size = content.byteSize();
        long page = 1L << memory.pageShift();
        if ((pa.value() & page - 1) + size > page) {
            throw new IllegalArgumentException("a write of " + size + " bytes at " + pa + " crosses a page");
        }
        if (memory.readable(pa.value(), size) < size) {
            throw new MissingMemoryException(pa.value(), PageState.ABSENT);
        }
        bytes.put(pa.value(), content.toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public List<VcpuId> vcpus() {
        return IntStream.range(0, guest.vcpus()).mapToObj(VcpuId::new).toList();
    }

    @Override
    public Registers registers(VcpuId vcpu) {
        log.record(new Call.ReadRegisters(vcpu));
        return guest.registers(vcpu);
    }

    @Override
    public void setRegisters(VcpuId vcpu, Registers registers) {
        log.record(new Call.SetRegisters(vcpu, registers));
        guest.setRegisters(vcpu, registers);
    }

    @Override
    public synchronized MemoryAccess protection(Gfn gfn, View view) {
        log.record(new Call.Protection(gfn, view));
        return views.access(gfn, view);
    }

    @Override
    public synchronized void setProtection(Gfn gfn, View view, MemoryAccess access) {
        log.record(new Call.SetProtection(gfn, view, access));
        views.setAccess(gfn, view, access);
    }

    @Override
    public View defaultView() {
        return FakeViews.DEFAULT;
    }

    @Override
    public synchronized View createView(MemoryAccess access) {
        log.record(new Call.CreateView(access));
        return views.create(access);
    }

    @Override
    public synchronized void destroyView(View view) {
        log.record(new Call.DestroyView(view));
        if (guest.usesView(view)) {
            throw new IllegalArgumentException(view + " is in use");
        }
        views.destroy(view);
    }

    @Override
    public synchronized void switchToView(View view) {
        log.record(new Call.SwitchView(view));
        guest.useView(views.require(view));
    }

    @Override
    public synchronized void remapFrame(View view, Gfn from, Gfn to) {
        log.record(new Call.RemapFrame(view, from, to));
        views.remap(view, from, to);
    }

    @Override
    public synchronized void resetFrame(View view, Gfn gfn) {
        log.record(new Call.ResetFrame(view, gfn));
        views.reset(view, gfn);
    }

    @Override
    public boolean supports(EventMonitor monitor) {
        return supported.test(monitor);
    }

    @Override
    public synchronized void enable(EventMonitor monitor) {
        log.record(new Call.Enable(monitor));
        if (!supports(monitor)) {
            throw new IllegalArgumentException(description() + " cannot report " + monitor.description());
        }
        enabled.add(monitor);
    }

    @Override
    public synchronized void disable(EventMonitor monitor) {
        log.record(new Call.Disable(monitor));
        enabled.remove(monitor);
    }

    @Override
    public int pendingEvents() {
        return guest.pending();
    }

    @Override
    public int waitForEvents(Duration timeout, EventHandler handler) {
        log.record(new Call.Wait(timeout));
        List<VmiEvent> arrived = guest.take(timeout);
        int answered = 0;
        try {
            for (; answered < arrived.size(); answered++) {
                guest.answer(arrived.get(answered), handler.handle(arrived.get(answered)));
            }
            return answered;
        } finally {
            guest.abandon(arrived.subList(answered, arrived.size()));
        }
    }

    @Override
    public synchronized PauseScope pause() {
        log.record(new Call.Pause());
        pauses++;
        boolean[] open = {true};
        return () -> resume(open);
    }

    @Override
    public synchronized boolean isPaused() {
        return pauses > 0;
    }

    @Override
    public void injectInterrupt(VcpuId vcpu, Interrupt interrupt) {
        log.record(new Call.Inject(vcpu, interrupt));
        guest.inject(vcpu, interrupt);
    }

    @Override
    public synchronized Gfn allocateFrame() {
        log.record(new Call.AllocateFrame());
        Gfn gfn = frames.allocate();
        bytes.at(architecture.pa(gfn).value(), architecture.pageSize()).fill((byte) 0);
        memory.cache().ifPresent(PageCache::flush);
        return gfn;
    }

    @Override
    public synchronized void freeFrame(Gfn gfn) {
        log.record(new Call.FreeFrame(gfn));
        frames.free(gfn);
    }

    @Override
    public synchronized void close() {
        log.record(new Call.Close());
        closed = true;
    }

    @Override
    public String toString() {
        return description() + " of " + Addresses.hex(memory.size()) + " bytes";
    }

    /** A scope counts once, even when its end was made to fail: a pause is never leaked. */
    private synchronized void resume(boolean[] open) {
        if (open[0]) {
            open[0] = false;
            pauses--;
            log.record(new Call.Resume());
        }
    }

    private SyntheticSource recorded(Builder builder) {
        SyntheticSource source = bytes.source(builder.pageShift);
        source.beforeRead(gfn -> log.record(new Call.ReadPage(new Gfn(gfn))));
        return source;
    }
}

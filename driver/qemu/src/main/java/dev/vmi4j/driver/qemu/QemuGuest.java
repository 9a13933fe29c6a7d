package dev.vmi4j.driver.qemu;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ControlsExecution;
import dev.vmi4j.core.driver.MissingCapabilityException;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.driver.SetsBreakpoints;
import dev.vmi4j.core.driver.TakesSnapshots;
import dev.vmi4j.core.driver.VmiDriver;
import dev.vmi4j.core.driver.WatchesMemory;
import dev.vmi4j.core.driver.WritesMemory;
import dev.vmi4j.core.driver.WritesRegisters;
import dev.vmi4j.core.event.EventHandler;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.driver.qemu.gdb.GdbClient;
import dev.vmi4j.driver.qemu.gdb.GdbErrorException;
import dev.vmi4j.driver.qemu.gdb.PointKind;
import dev.vmi4j.driver.qemu.qmp.Json;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import dev.vmi4j.driver.qemu.ram.GuestRam;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running guest of an unmodified QEMU. Memory is read while the guest runs or stands; the GDB stub is started when it
 * is first needed: for events, for writing, and for the registers of a guest that is paused.
 *
 * <p>Thread-safe. What is read while the guest runs may not fit together: {@link #pause} first.
 *
 * {@snippet :
 * try (var guest = QemuGuest.attach(QemuOptions.of(socket)); var pause = guest.pause()) {
 *     Registers registers = guest.registers(guest.vcpus().getFirst());
 * }
 * }
 */
public final class QemuGuest
        implements ReadsMemory,
                WritesMemory,
                ReadsRegisters,
                WritesRegisters,
                ControlsExecution,
                SetsBreakpoints,
                WatchesMemory,
                TakesSnapshots {
    private static final Duration SNAPSHOT = Duration.ofMinutes(10);
    private static final Set<Class<?>> NEED_ARCHITECTURE = Set.of(
            ReadsRegisters.class,
            WritesRegisters.class,
            MonitorsEvents.class,
            SetsBreakpoints.class,
            WatchesMemory.class);

    private final QmpClient qmp;
    private final QemuTarget target;
    private final GuestRam ram;
    private final Machine machine;
    private final List<VcpuId> vcpus;
    private final Optional<GuestRegisters> registers;
    private final Optional<Events> events;
    private final List<Finding> findings;
    private final Map<Long, byte[]> stubPages = new HashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit = new Thread(this::leave, "vmi4j-qemu-leave");

    private QemuGuest(QmpClient qmp, QemuOptions options) {
        this.qmp = qmp;
        this.target = QemuTarget.of(qmp);
        this.machine = new Machine(qmp, options, this::forgetPages);
        this.vcpus = target.vcpus();
        this.ram = GuestRam.open(qmp, options.ways(), this::readByStub);
        Optional<DebuggerView> view = target.provider().flatMap(ArchitectureProvider::debuggerView);
        this.registers = view.map(known -> new GuestRegisters(qmp, known, target.isX86()));
        PointKind kind = target.isAccelerated() ? PointKind.HARDWARE_BREAKPOINT : PointKind.SOFTWARE_BREAKPOINT;
        this.events =
                view.map(known -> new Events(machine, registers.orElseThrow(), known, ram.memory(), options, kind));
        this.findings = findings(kind);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Attaches to a guest. It is not stopped by that.
     *
     * @param options how
     * @return the guest, to be closed by the caller
     * @throws dev.vmi4j.driver.qemu.qmp.QmpException when QEMU does not answer
     */
    public static QemuGuest attach(QemuOptions options) {
        QmpClient qmp = QmpClient.connect(options.monitor(), options.patience());
        try {
            return new QemuGuest(qmp, options);
        } catch (RuntimeException | Error e) {
            qmp.close();
            throw e;
        }
    }

    /**
     * Attaches to a guest in the usual way.
     *
     * @param monitor the UNIX socket of its QMP monitor
     * @return the guest, to be closed by the caller
     */
    public static QemuGuest attach(Path monitor) {
        return attach(QemuOptions.of(monitor));
    }

    private List<Finding> findings(PointKind kind) {
        List<Finding> all = new ArrayList<>();
        all.add(new Finding("hypervisor", target.version(), "QEMU's greeting"));
        all.add(new Finding("acceleration", target.isAccelerated() ? "kvm" : "emulation (tcg)", "QEMU's 'query-kvm'"));
        all.addAll(ram.findings());
        all.add(new Finding(
                "breakpoints",
                kind == PointKind.HARDWARE_BREAKPOINT ? "by the CPU's debug registers" : "kept by the emulator",
                "neither is written into the guest's memory"));
        if (target.isX86()) {
            all.add(
                    new Finding(
                            "registers",
                            "from the GDB stub and 'info registers'",
                            "QEMU tells no system call MSRs (STAR, LSTAR, SFMASK), and KERNEL_GS_BASE only while the guest stands"));
        }
        return all;
    }

    /**
     * What was found out about the way to the guest: how its memory is read, and why not faster.
     *
     * @return for {@code vmi doctor}
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The architecture's number in ELF files, as QEMU's target tells it.
     *
     * @return {@code e_machine}; empty when it is not known here
     */
    public OptionalInt elfMachine() {
        return target.elfMachine();
    }

    /**
     * The way in which RAM is read.
     *
     * @return the way
     */
    public RamWay ramWay() {
        return ram.way();
    }

    /**
     * QEMU's monitor, for what this driver does not do.
     *
     * @return the client; closed with the guest
     */
    public QmpClient qmp() {
        return qmp;
    }

    @Override
    public String description() {
        return "running QEMU guest (" + target.name() + ") at " + qmp;
    }

    /** A guest of an architecture that no module knows has memory and can be stopped, but no registers. */
    @Override
    public <C extends VmiDriver> Optional<C> capability(Class<C> type) {
        return registers.isEmpty() && NEED_ARCHITECTURE.contains(type)
                ? Optional.empty()
                : SetsBreakpoints.super.capability(type);
    }

    @Override
    public PhysicalMemory memory() {
        return ram.memory();
    }

    /** Keeps pages while the guest is paused: under the machine's lock, so that no other lock is held while it is asked. */
    private byte[] readByStub(long pa, int length) {
        return machine.standing(client -> {
            if (!machine.isPaused()) return readPhysical(client, pa, length);
            byte[] known = stubPages.get(pa);
            byte[] page = known == null ? readPhysical(client, pa, length) : known;
            stubPages.put(pa, page);
            return page;
        });
    }

    private static byte[] readPhysical(GdbClient client, long pa, int length) {
        client.setPhysicalMemory(true);
        try {
            return client.readMemory(pa, length);
        } finally {
            client.setPhysicalMemory(false);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The write goes through QEMU even where the RAM is mapped, so that code that QEMU has translated and its record of
     * changed pages stay right.
     */
    @Override
    public void write(Pa pa, MemorySegment bytes) {
        byte[] content = bytes.toArray(ValueLayout.JAVA_BYTE);
        machine.standing(client -> {
            stubPages.remove(pa.value() & -4096L);
            client.setPhysicalMemory(true);
            try {
                client.writeMemory(pa.value(), content);
                return true;
            } catch (GdbErrorException e) {
                var missing = new MissingMemoryException(pa.value(), PageState.ABSENT);
                missing.initCause(e);
                throw missing;
            } finally {
                client.setPhysicalMemory(false);
            }
        });
    }

    @Override
    public List<VcpuId> vcpus() {
        return vcpus;
    }

    /**
     * {@inheritDoc}
     *
     * <p>While the guest runs they come from the monitor alone, and are those of some moment; AMD64: KERNEL_GS_BASE is
     * missing then. System call MSRs are always missing: QEMU does not tell them.
     */
    @Override
    public Registers registers(VcpuId vcpu) {
        GuestRegisters reader = registersOf(vcpu);
        return machine.isPaused() || !target.isX86()
                ? machine.standing(client -> reader.whole(client, vcpu))
                : reader.fromMonitor(vcpu);
    }

    @Override
    public void setRegisters(VcpuId vcpu, Registers values) {
        GuestRegisters writer = registersOf(vcpu);
        machine.standing(client -> {
            int thread = GuestRegisters.thread(vcpu);
            writer.write(client, thread, writer.quick(client, thread), values);
            client.settle();
            return true;
        });
    }

    private GuestRegisters registersOf(VcpuId vcpu) {
        if (!vcpus.contains(vcpu)) {
            throw new IllegalArgumentException("there is no " + vcpu + "; there are " + vcpus);
        }
        return registers.orElseThrow(() -> noArchitecture(ReadsRegisters.class));
    }

    private RuntimeException noArchitecture(Class<?> capability) {
        return new MissingCapabilityException(description(), capability);
    }

    @Override
    public PauseScope pause() {
        machine.pause();
        boolean[] open = {true};
        return () -> {
            synchronized (open) {
                if (!open[0]) return;
                open[0] = false;
            }
            machine.release();
        };
    }

    @Override
    public boolean isPaused() {
        return machine.isPaused();
    }

    @Override
    public boolean supports(EventMonitor monitor) {
        return events.map(known -> known.supports(monitor)).orElse(false);
    }

    @Override
    public void enable(EventMonitor monitor) {
        if (!supports(monitor)) {
            throw new IllegalArgumentException(description() + " cannot report " + monitor.description());
        }
        events().enable(monitor);
    }

    @Override
    public void disable(EventMonitor monitor) {
        events().disable(monitor);
    }

    @Override
    public int pendingEvents() {
        return events().pending();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Lets the guest run while it waits, unless it is paused: then only an event that had come before is answered. An
     * event that comes while nobody waits stops the guest until somebody does. When the handler throws, every breakpoint
     * and watchpoint is removed and the guest runs on.
     */
    @Override
    public int waitForEvents(Duration timeout, EventHandler handler) {
        return events().waitForEvents(timeout, handler);
    }

    @Override
    public void setBreakpoint(Va va) {
        events().setBreakpoint(va.value());
    }

    @Override
    public void removeBreakpoint(Va va) {
        events().removeBreakpoint(va.value());
    }

    /**
     * {@inheritDoc}
     *
     * <p>QEMU tells of an access after it was made, and as its address the start of the watched range.
     */
    @Override
    public void watch(Va va, long length, MemoryAccess access) {
        events().watch(va.value(), length, access);
    }

    @Override
    public void unwatch(Va va, long length, MemoryAccess access) {
        events().unwatch(va.value(), length, access);
    }

    private Events events() {
        return events.orElseThrow(() -> noArchitecture(MonitorsEvents.class));
    }

    @Override
    public void saveSnapshot(String name) {
        snapshot("savevm", name);
    }

    @Override
    public void loadSnapshot(String name) {
        snapshot("loadvm", name);
    }

    @Override
    public void deleteSnapshot(String name) {
        snapshot("delvm", name);
    }

    private void snapshot(String command, String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,128}")) {
            throw new IllegalArgumentException(
                    "a snapshot's name has letters, digits and . _ - alone, not '" + name + "'");
        }
        try (var _ = pause()) {
            String said = qmp.execute(
                            "human-monitor-command", Json.object().with("command-line", command + " " + name), SNAPSHOT)
                    .asString()
                    .strip();
            machine.forget();
            if (!said.isEmpty()) throw new QemuException(description(), command + " " + name + ": " + said);
        }
    }

    /**
     * Writes an image of the guest's memory through QEMU, with the registers of its virtual CPUs; the guest stands
     * meanwhile.
     *
     * @param image the file, written by QEMU itself; an older one is replaced
     * @param arguments more arguments of the command {@code dump-guest-memory}
     * @throws dev.vmi4j.driver.qemu.qmp.QmpException when QEMU cannot write it
     */
    public void dump(Path image, Json.JsonObject arguments) {
        try (var _ = pause()) {
            qmp.execute("dump-guest-memory", arguments.with("protocol", "file:" + image.toAbsolutePath()), SNAPSHOT);
        }
    }

    /** With the machine's lock held. */
    private void forgetPages() {
        stubPages.clear();
        ram.memory().cache().ifPresent(PageCache::flush);
    }

    /** Leaves the guest as it was found: nothing is left in it, and it runs if it ran. */
    private void leave() {
        try {
            events.ifPresent(Events::removeAll);
        } finally {
            machine.close();
        }
    }

    /** Removes all breakpoints, lets the guest run if it ran before, and ends the connection. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        try {
            leave();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException _) {
                // The JVM is on its way out, and the hook has nothing left to do.
            }
            try (qmp) {
                ram.close();
            }
        }
    }

    @Override
    public String toString() {
        return description();
    }
}

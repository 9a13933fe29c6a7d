package dev.vmi4j.session;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ControlsExecution;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.driver.dump.Progress;
import dev.vmi4j.driver.qemu.QemuOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An opened source with the kernel in it. The kernel is looked for once, when it is first asked for. Thread-safe;
 * closing it closes the source, and nothing that came from the session may be used after that.
 */
public final class Session implements AutoCloseable {
    private final ReadsMemory driver;
    private final List<Architecture> architectures;
    private final List<GuestSystemProvider> systems;
    private final SessionStore store;
    private final List<Path> symbolFiles;
    private @Nullable Detected detected;

    private record Detected(Optional<GuestSystem> system, List<String> reasons) {}

    private Session(
            ReadsMemory driver,
            List<Architecture> architectures,
            List<GuestSystemProvider> systems,
            SessionStore store,
            List<Path> symbolFiles) {
        this.driver = driver;
        this.architectures = List.copyOf(architectures);
        this.systems = List.copyOf(systems);
        this.store = store;
        this.symbolFiles = List.copyOf(symbolFiles);
    }

    /**
     * Opens an image in the usual way.
     *
     * @param image a memory image of any known format, also compressed; it is only read
     * @return the session, to be closed by the caller
     * @throws OpenException when the file is no usable image
     */
    public static Session open(Path image) {
        return open(image, OpenOptions.USUAL, System.getenv(), Progress.SILENT);
    }

    /**
     * Opens an image.
     *
     * @param image a memory image of any known format, also compressed; it is only read
     * @param options how to open it
     * @param environment the environment variables, which say where the user's cache folder is
     * @param progress hears of jobs that take time
     * @return the session, to be closed by the caller
     * @throws OpenException when the file is no usable image
     */
    public static Session open(Path image, OpenOptions options, Map<String, String> environment, Progress progress) {
        return Images.open(image, options, environment, progress);
    }

    /**
     * Attaches to a running QEMU. The guest runs on: {@link #pause} where reads have to fit together. Nothing that is found
     * is kept beyond the session.
     *
     * @param options how
     * @return the session, to be closed by the caller
     * @throws OpenException when QEMU cannot be talked to
     */
    public static Session attach(QemuOptions options) {
        return LiveGuests.attach(options, SessionStore.NONE);
    }

    /**
     * Attaches to a running QEMU as {@link #attach(QemuOptions)} does. Where the kernel is, its symbols and its types are
     * kept in the user's cache folder for the next session with the same QEMU, unless nothing is to be kept.
     *
     * @param options how
     * @param findings whether they are kept, and the files that describe the kernel; QEMU says where the RAM is
     * @param environment the environment variables, which say where the user's cache folder is
     * @return the session, to be closed by the caller
     * @throws OpenException when QEMU cannot be talked to
     */
    public static Session attach(QemuOptions options, OpenOptions findings, Map<String, String> environment) {
        SessionStore store = findings.keeping() == OpenOptions.Keeping.NOTHING
                ? SessionStore.NONE
                : FileSessionStore.ofRunning(options.monitor(), environment);
        return LiveGuests.attach(options, store).withSymbolFiles(findings.symbolFiles());
    }

    /**
     * A session over any source, with every architecture and operating system layer that is installed. Nothing that is
     * found is kept beyond the session.
     *
     * @param driver the source, for example a running guest; closed with the session
     * @return the session
     */
    public static Session over(ReadsMemory driver) {
        List<Architecture> architectures = ArchitectureProvider.all().stream()
                .map(ArchitectureProvider::architecture)
                .toList();
        return over(driver, architectures, GuestSystemProvider.all(), SessionStore.NONE);
    }

    /**
     * A session over any source.
     *
     * @param driver the source; closed with the session
     * @param architectures the architectures to consider, the most likely first
     * @param systems the operating system layers to try, in this order
     * @param store keeps what was found; {@link SessionStore#NONE} for a source that is not the same the next time
     * @return the session
     */
    public static Session over(
            ReadsMemory driver,
            List<Architecture> architectures,
            List<GuestSystemProvider> systems,
            SessionStore store) {
        return new Session(driver, architectures, systems, store, List.of());
    }

    /**
     * The same session with files that describe the kernel, for one that does not carry its own types.
     *
     * @param files a debug {@code vmlinux}, a Volatility ISF, a {@code System.map}, all of the very build
     * @return a session over the same source, in which nothing was found yet
     */
    public Session withSymbolFiles(List<Path> files) {
        return new Session(driver, architectures, systems, store, files);
    }

    /**
     * The source.
     *
     * @return the driver
     */
    public ReadsMemory driver() {
        return driver;
    }

    /**
     * The architectures that are considered.
     *
     * @return the most likely first
     */
    public List<Architecture> architectures() {
        return architectures;
    }

    /**
     * The virtual CPUs whose registers the source holds.
     *
     * @return ascending; empty when it holds none
     */
    public List<VcpuId> vcpus() {
        return driver.capability(ReadsRegisters.class)
                .map(ReadsRegisters::vcpus)
                .orElse(List.of());
    }

    /**
     * The kernel.
     *
     * @return empty when none was found, see {@link #reasons()}
     */
    public Optional<GuestSystem> system() {
        return detected().system();
    }

    /**
     * The kernel, which the caller cannot do without.
     *
     * @return the kernel
     * @throws NoKernelException when none was found
     */
    public GuestSystem requireSystem() {
        return system().orElseThrow(this::noKernel);
    }

    /**
     * Why no kernel was found.
     *
     * @return what each operating system layer said; empty when one was found
     */
    public List<String> reasons() {
        return detected().reasons();
    }

    /**
     * An address space of the guest.
     *
     * @param choice which one
     * @return the address space and whose it is
     * @throws NoKernelException when a kernel is needed for it and none was found
     * @throws NoSpaceException when the guest does not have it
     */
    public Space space(SpaceChoice choice) {
        return new Spaces(this).find(choice);
    }

    /**
     * Whether the guest may change while it is read.
     *
     * @return true for a guest that can be paused
     */
    public boolean isLive() {
        return driver.capability(ControlsExecution.class).isPresent();
    }

    /**
     * Stops the guest until the scope is closed, so that what is read fits together; what was cached before is forgotten.
     * Scopes are counted, and all of them end with the session. Without effect where nothing runs.
     *
     * @return the scope
     */
    public ControlsExecution.PauseScope pause() {
        Optional<ControlsExecution> control = driver.capability(ControlsExecution.class);
        if (control.isEmpty()) {
            return () -> {};
        }
        ControlsExecution.PauseScope scope = control.get().pause();
        forget();
        return scope;
    }

    /** Forgets what was cached of a guest that has run since. The kernel that was found stays. */
    public synchronized void forget() {
        driver.memory().cache().ifPresent(PageCache::flush);
        Detected known = detected;
        if (known != null) {
            known.system().ifPresent(system -> system.core().newEpoch());
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    NoKernelException noKernel() {
        return new NoKernelException(driver.description(), reasons());
    }

    private synchronized Detected detected() {
        Detected known = detected;
        if (known == null) {
            known = detect();
            detected = known;
        }
        return known;
    }

    private Detected detect() {
        var source = new GuestSystemProvider.Source(driver, architectures, registers(), store, symbolFiles);
        List<String> reasons = new ArrayList<>();
        for (GuestSystemProvider provider : systems) {
            switch (provider.detect(source)) {
                case GuestSystemProvider.Found(GuestSystem system) -> {
                    return new Detected(Optional.of(system), List.of());
                }
                case GuestSystemProvider.NotFound(String reason) -> reasons.add(provider.name() + ": " + reason);
            }
        }
        if (systems.isEmpty()) {
            reasons.add("no operating system layer is installed");
        }
        return new Detected(Optional.empty(), reasons);
    }

    private List<Registers> registers() {
        return driver.capability(ReadsRegisters.class)
                .map(reader -> reader.vcpus().stream().map(reader::registers).toList())
                .orElse(List.of());
    }
}

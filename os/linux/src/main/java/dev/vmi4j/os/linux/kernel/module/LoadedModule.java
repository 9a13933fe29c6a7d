package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.BuildId;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.os.linux.kernel.Taints;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A module of the kernel: {@code struct module}. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class LoadedModule {
    private static final int USERS = 4096;
    private static final int SECTIONS = 4096;
    private static final int NAME_LIMIT = 256;
    private static final long NOTES_LENGTH = 4096;

    private final Kernel kernel;
    private final ModuleLayout layout;
    private final long address;
    private final Set<ModuleEvidence> evidence;

    LoadedModule(Kernel kernel, ModuleLayout layout, long address, Set<ModuleEvidence> evidence) {
        this.kernel = kernel;
        this.layout = layout;
        this.address = address;
        this.evidence = Set.copyOf(evidence);
    }

    /**
     * Where the module's structure lies.
     *
     * @return address of its {@code struct module}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * Where the module was found.
     *
     * @return at least one place; a module that hides is missing from some
     */
    public Set<ModuleEvidence> evidence() {
        return evidence;
    }

    /**
     * The name of the module.
     *
     * @return {@code module.name}
     */
    public String name() {
        return kernel.memory().readUtf8(address + layout.name.offset(), (int) layout.name.size());
    }

    /**
     * The state of the module.
     *
     * @return {@code module.state}
     */
    public ModuleState state() {
        return ModuleState.of(layout.state.read(kernel.memory(), address));
    }

    /**
     * The start of its text.
     *
     * @return the base of its first area
     */
    public Va base() {
        return text().base();
    }

    /**
     * Its text.
     *
     * @return its first area, which before Linux 6.4 holds its data as well
     */
    public ModuleArea text() {
        return area(layout.areas.offsets().getFirst());
    }

    /**
     * The function that prepares it when it is loaded.
     *
     * @return {@code module.init}, whose memory is free again once it has returned; empty when it has none
     */
    public Optional<Va> init() {
        long init = layout.init.read(kernel.memory(), address);
        return init == 0 ? Optional.empty() : Optional.of(new Va(init));
    }

    /**
     * The size of all its areas.
     *
     * @return in bytes, as {@code /proc/modules} shows it
     */
    public long size() {
        return areas().stream().mapToLong(ModuleArea::size).sum();
    }

    /**
     * The pieces of memory it takes: text, data, read-only data and, until its init function ends, those of init.
     *
     * @return {@code module.mem} or {@code core_layout}, {@code init_layout} and {@code data_layout}, without empty ones
     */
    public List<ModuleArea> areas() {
        return layout.areas.offsets().stream()
                .map(this::area)
                .filter(area -> area.size() != 0)
                .toList();
    }

    /**
     * How many use it.
     *
     * @return {@code module.refcnt} without the kernel's own reference; empty when modules cannot be removed
     */
    public OptionalLong references() {
        return layout.references
                .map(field -> OptionalLong.of(field.read(kernel.memory(), address) - 1))
                .orElse(OptionalLong.empty());
    }

    /**
     * The modules that use it.
     *
     * @return their names, and {@code [permanent]} for one that cannot be removed, as {@code /proc/modules} shows them
     */
    public List<String> users() {
        List<String> users = new ArrayList<>();
        layout.users.ifPresent(field -> KernelList.whole(
                        kernel, address + field.offset(), USERS, "the users of module " + name())
                .map(link -> layout.use.source().read(kernel.memory(), link - layout.use.link()))
                .mapToObj(user -> new LoadedModule(kernel, layout, user, evidence).name())
                .forEach(users::add));
        if (isPermanent()) {
            users.add("[permanent]");
        }
        return users;
    }

    /**
     * Its taints.
     *
     * @return letters of {@code module.taints}, see {@link Taints}
     */
    public String taints() {
        return Taints.letters(layout.taints.read(kernel.memory(), address));
    }

    /**
     * The version its author gave it.
     *
     * @return {@code module.version}
     */
    public Optional<String> version() {
        return text(layout.version);
    }

    /**
     * The checksum of its source.
     *
     * @return {@code module.srcversion}
     */
    public Optional<String> sourceVersion() {
        return text(layout.sourceVersion);
    }

    /**
     * Its parameters.
     *
     * @return {@code name=value} as {@code /sys/module/NAME/parameters} shows it; the name alone for a kind of the
     *     module's own
     */
    public List<String> parameters() {
        return new ModuleParameters(kernel, layout.parameters).of(address);
    }

    /**
     * Its sections, also those of init, whose memory is free again.
     *
     * @return in the order of the module's file; empty when the kernel does not keep them
     */
    public List<ModuleSection> sections() {
        long attributes = layout.sections
                .map(field -> field.read(kernel.memory(), address))
                .orElse(0L);
        return attributes == 0
                ? List.of()
                : layout.section.map(section -> sections(section, attributes)).orElse(List.of());
    }

    /**
     * Its symbols.
     *
     * @return also those of init until its memory is freed; none when the kernel does not keep them
     */
    public SymbolTable symbols() {
        return layout.symbols
                .map(symbols -> new ModuleSymbols(kernel, symbols).of(address))
                .orElseGet(() -> SymbolTable.of(List.of()));
    }

    /**
     * The id that the linker gave its file.
     *
     * @return lower-case hexadecimal digits
     */
    public Optional<String> buildId() {
        return sections().stream()
                .filter(section -> section.name().equals(".note.gnu.build-id"))
                .mapToLong(section -> section.address().value())
                .boxed()
                .flatMap(notes -> BuildId.find(kernel.memory(), notes, notes + NOTES_LENGTH).stream())
                .findFirst();
    }

    @Override
    public String toString() {
        return "module at " + address();
    }

    private List<ModuleSection> sections(ModuleLayout.Sections section, long attributes) {
        List<ModuleSection> found = new ArrayList<>();
        long pointers = section.pointers().read(kernel.memory(), attributes);
        for (int i = 0; pointers != 0 && i < SECTIONS; i++) {
            long file = kernel.memory().readUnsigned(pointers + (long) i * kernel.pointerSize(), kernel.pointerSize());
            if (file == 0) {
                break;
            }
            found.add(new ModuleSection(
                    kernel.memory().readUtf8(section.name().read(kernel.memory(), file), NAME_LIMIT),
                    new Va(section.address().read(kernel.memory(), file))));
        }
        return found;
    }

    private boolean isPermanent() {
        return layout.exit
                .filter(exit -> exit.read(kernel.memory(), address) == 0)
                .filter(_ -> init().isPresent())
                .isPresent();
    }

    private ModuleArea area(long offset) {
        return new ModuleArea(
                new Va(layout.areas.base().read(kernel.memory(), address + offset)),
                layout.areas.size().read(kernel.memory(), address + offset));
    }

    private Optional<String> text(Field field) {
        long text = field.read(kernel.memory(), address);
        return text == 0 ? Optional.empty() : Optional.of(kernel.memory().readUtf8(text, NAME_LIMIT));
    }
}

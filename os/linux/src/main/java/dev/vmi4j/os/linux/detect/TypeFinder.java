package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.btf.Btf;
import dev.vmi4j.symbols.btf.BtfLocation;
import dev.vmi4j.symbols.btf.BtfScanner;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Finds the kernel's own types in its image, or takes what an earlier detection saved for the same build. Types that are
 * damaged are none: a layout that is half right would make rows that are wrong.
 */
final class TypeFinder {
    private static final String TYPES = "types";
    private static final String COSTS = "every table, 'vmi types' and 'vmi read --type': structures cannot be read";

    private final AddressSpace space;
    private final Vmcoreinfo info;
    private final SessionStore store;
    private final List<Finding> findings;
    private final FutureTask<Saved> saved = new FutureTask<>(this::load);

    TypeFinder(AddressSpace space, Vmcoreinfo info, SessionStore store, List<Finding> findings) {
        this.space = space;
        this.info = info;
        this.store = store;
        this.findings = findings;
    }

    /**
     * The types, or why there are none.
     *
     * @param catalog empty when there are none
     * @param reason one sentence; empty when there are
     */
    record Answer(Optional<TypeCatalog> catalog, String reason) {}

    private record Place(long address, String how) {}

    /** What was saved, and what is to be said about it. */
    private record Saved(Optional<Btf> types, List<Finding> findings) {}

    /** Begins to read what was saved, beside whatever the caller does until it asks. */
    TypeFinder begin() {
        Thread.ofPlatform().daemon().name("saved types").start(saved);
        return this;
    }

    Answer find(SymbolTable symbols) {
        Saved found = saved();
        findings.addAll(found.findings());
        return found.types().isPresent() ? new Answer(Optional.of(found.types().get()), "") : inImage(symbols);
    }

    /** Waits for it, or reads it here where nobody has begun. */
    private Saved saved() {
        saved.run();
        try {
            return saved.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("reading the saved types was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the saved types were not read", e.getCause());
        }
    }

    private Saved load() {
        return key().flatMap(store::load)
                .map(TypeFinder::parse)
                .orElseGet(() -> new Saved(Optional.empty(), List.of()));
    }

    private static Saved parse(byte[] content) {
        try {
            Btf types = Btf.parse(MemorySegment.ofArray(content));
            var how = new Finding(TYPES, types.toString(), "saved by an earlier run for this build id");
            return new Saved(Optional.of(types), List.of(how));
        } catch (VmiException e) {
            var why = new Finding("saved types", "unusable", String.valueOf(e.getMessage()));
            return new Saved(Optional.empty(), List.of(why));
        }
    }

    private Answer inImage(SymbolTable symbols) {
        OptionalLong first = symbols.address("__start_BTF");
        if (first.isPresent()) {
            return read(new Place(first.getAsLong(), "the kernel's symbol __start_BTF"));
        }
        KernelImage image = new KernelImage(space, info);
        Optional<BtfLocation> largest =
                BtfScanner.scan(space, image.start(), image.end()).stream().findFirst();
        return largest.map(
                        found -> read(new Place(found.address(), "the largest type blob in the mapped kernel image")))
                .orElseGet(() -> none(
                        "none",
                        symbolFile(),
                        "no BTF lies in the mapped kernel image from " + Addresses.hex(image.start()) + " to "
                                + Addresses.hex(image.end())
                                + ", so the kernel was built without CONFIG_DEBUG_INFO_BTF or that part of its memory"
                                + " is damaged"));
    }

    private Answer read(Place place) {
        String where = "BTF at " + Addresses.hex(place.address());
        try {
            Btf types = Btf.read(space, place.address());
            findings.add(new Finding(TYPES, where, place.how()));
            save(types);
            return new Answer(Optional.of(types), "");
        } catch (VmiException e) {
            return none(
                    "damaged",
                    Finding.Lack.TAKE_AGAIN + ", or " + symbolFile(),
                    "the kernel's own types (" + where + ") are damaged in memory: " + e.getMessage());
        }
    }

    /** What to do, with the file's place where a distribution puts it. */
    private String symbolFile() {
        return "give a file that describes this very build with --symbols FILE: its debug vmlinux (Debian: package"
                + " linux-image-" + info.osRelease() + "-dbg, file /usr/lib/debug/boot/vmlinux-" + info.osRelease()
                + ") or a Volatility ISF made of it"
                + info.buildId().map(id -> " (build id " + id + ")").orElse("");
    }

    private Answer none(String value, String remedy, String reason) {
        findings.add(new Finding(TYPES, value, reason).lacking(COSTS, remedy));
        return new Answer(Optional.empty(), reason + "; " + remedy);
    }

    private void save(Btf types) {
        key().ifPresent(key -> store.save(key, types.bytes().toArray(ValueLayout.JAVA_BYTE)));
    }

    private Optional<String> key() {
        return info.buildId().map(id -> "linux-types-" + id);
    }
}

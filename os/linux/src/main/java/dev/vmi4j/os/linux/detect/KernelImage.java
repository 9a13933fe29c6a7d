package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.btf.Btf;
import dev.vmi4j.symbols.btf.BtfLocation;
import dev.vmi4j.symbols.btf.BtfScanner;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The kernel image in memory: text, read-only data and data, as the kernel's page tables map it. What the kernel carries
 * about itself is searched for here and nowhere else, so that stale copies do not count.
 */
final class KernelImage {
    /** The most that is searched; the 64-bit kernel image has room for 1 GiB, real ones take less than 128 MiB. */
    private static final long LIMIT = 256L << 20;

    /** The gaps between sections that still belong to the image: freed init memory, alignment to large pages. */
    private static final long GAP = 16L << 20;

    private static final long STEP = 4096;

    private final AddressSpace space;
    private final long start;
    private final long end;

    KernelImage(AddressSpace space, Vmcoreinfo info) {
        this.space = space;
        this.start = info.symbol("_stext")
                        .orElseGet(() -> info.symbol("swapper_pg_dir").orElse(0))
                & -STEP;
        this.end = findEnd();
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /** The kernel's own types: between the symbols that enclose them, else the largest blob in the image. */
    Optional<TypeCatalog> types(SymbolTable symbols, List<Finding> findings) {
        OptionalLong first = symbols.address("__start_BTF");
        if (first.isPresent()) {
            findings.add(new Finding(
                    "types", "BTF at " + Addresses.hex(first.getAsLong()), "the kernel's symbol __start_BTF"));
            return Optional.of(Btf.read(space, first.getAsLong()));
        }
        Optional<BtfLocation> largest =
                BtfScanner.scan(space, start, end).stream().findFirst();
        findings.add(largest.map(found -> new Finding(
                        "types",
                        "BTF at " + Addresses.hex(found.address()),
                        "the largest type blob in the mapped kernel image"))
                .orElseGet(() -> new Finding(
                        "types",
                        "none",
                        "no BTF lies in the mapped kernel image " + Addresses.hex(start) + " to " + Addresses.hex(end)
                                + ": the kernel was built without CONFIG_DEBUG_INFO_BTF")));
        return largest.map(found -> Btf.read(space, found.address()));
    }

    private long findEnd() {
        long at = start;
        long last = start;
        while (at - start < LIMIT && at - last <= GAP && Long.compareUnsigned(at, start) >= 0) {
            if (space.lookup(at) >= 0) {
                last = at + STEP;
            }
            at += STEP;
        }
        return last;
    }
}

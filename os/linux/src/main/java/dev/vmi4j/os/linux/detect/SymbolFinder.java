package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.kallsyms.Kallsyms;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the kernel's own symbol table, or takes what an earlier detection saved for the same build: that only has to be
 * moved to where KASLR put the kernel this time.
 */
final class SymbolFinder {
    private static final String ANCHOR = "_stext";

    private final AddressSpace space;
    private final Vmcoreinfo info;
    private final SessionStore store;
    private final List<Finding> findings;

    SymbolFinder(AddressSpace space, Vmcoreinfo info, SessionStore store, List<Finding> findings) {
        this.space = space;
        this.info = info;
        this.store = store;
        this.findings = findings;
    }

    SymbolTable find() {
        return saved().or(this::decoded).orElseGet(() -> SymbolTable.of(List.of()));
    }

    private Optional<SymbolTable> decoded() {
        try {
            Optional<SymbolTable> table = Kallsyms.find(space, info);
            table.ifPresent(this::save);
            return found(table, "decoded from kallsyms in the kernel image");
        } catch (VmiException e) {
            findings.add(none("damaged", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<SymbolTable> saved() {
        return key().flatMap(store::load).flatMap(this::parse).flatMap(table -> {
            Optional<SymbolTable> moved = moved(table);
            return moved.isEmpty() ? moved : found(moved, "saved by an earlier run for this build id");
        });
    }

    private Optional<SymbolTable> parse(byte[] content) {
        try {
            return Optional.of(SymbolTable.read(new ByteArrayInputStream(content)));
        } catch (VmiException | IOException e) {
            findings.add(new Finding("saved symbols", "unusable", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** The saved symbols at this boot's addresses; absolute ones, below the kernel image, stay. */
    private Optional<SymbolTable> moved(SymbolTable table) {
        if (info.symbol(ANCHOR).isEmpty() || table.address(ANCHOR).isEmpty()) {
            return Optional.empty();
        }
        long then = table.address(ANCHOR).getAsLong();
        long now = info.symbol(ANCHOR).getAsLong();
        try {
            return Optional.of(
                    then == now ? table : table.moved(table.address("_text").orElse(then), now - then));
        } catch (VmiException e) {
            findings.add(new Finding("saved symbols", "unusable", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<SymbolTable> found(Optional<SymbolTable> table, String how) {
        findings.add(table.map(symbols -> new Finding("symbols", symbols.size() + " symbols", how))
                .orElseGet(() -> none(
                        "none",
                        "no kallsyms tables lie in the kernel image from "
                                + Addresses.hex(info.symbol(ANCHOR).orElse(0)))));
        return table;
    }

    private static Finding none(String value, String how) {
        return new Finding("symbols", value, how)
                .lacking(
                        "every table, 'vmi symbols' and names in place of addresses: nothing says where the kernel's"
                                + " variables lie",
                        Finding.Lack.TAKE_AGAIN
                                + "; a kernel that was built without CONFIG_KALLSYMS has no symbols in memory");
    }

    void save(SymbolTable table) {
        key().ifPresent(key -> {
            var content = new ByteArrayOutputStream();
            try {
                table.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            store.save(key, content.toByteArray());
        });
    }

    private Optional<String> key() {
        return info.buildId().map(id -> "linux-symbols-" + id);
    }
}

package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.SymbolTableBuilder;
import dev.vmi4j.symbols.file.SymbolFile;
import dev.vmi4j.symbols.file.SymbolFileException;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a user gave to describe the kernel. Each must be of this very build: types of another one would make
 * rows that are wrong. Its build id is compared, and what it calls itself with the text in the guest's memory.
 */
final class SymbolFiles {
    private static final String ANCHOR = "_stext";
    private static final String FIRST = "_text";
    private static final String BANNER = "linux_banner";
    private static final int BANNER_LIMIT = 512;

    private final GuestMemory space;
    private final Vmcoreinfo info;
    private final List<Finding> findings;
    private final List<SymbolFile> files;

    SymbolFiles(GuestMemory space, Vmcoreinfo info, List<Finding> findings, List<Path> paths) {
        this.space = space;
        this.info = info;
        this.findings = findings;
        this.files = paths.stream().map(SymbolFile::open).toList();
        files.forEach(this::check);
    }

    /** The types of the first file that has some. */
    Optional<TypeCatalog> types() {
        Optional<SymbolFile> file =
                files.stream().filter(one -> one.types().isPresent()).findFirst();
        file.ifPresent(found -> findings.add(new Finding(
                "types",
                found.types().orElseThrow().toString(),
                "symbol file " + found.file() + " (" + found.kind() + ")")));
        return file.flatMap(SymbolFile::types);
    }

    /** The kernel's own symbols, with those that it does not list itself. */
    SymbolTable completed(SymbolTable own) {
        SymbolTable completed = own;
        for (SymbolFile file : files) {
            if (file.symbols().isPresent()) {
                completed = merged(completed, moved(file, file.symbols().get()));
                findings.add(new Finding(
                        "symbols", completed.size() + " symbols", "completed by symbol file " + file.file()));
            }
        }
        return completed;
    }

    /** Own ones come first, so that they name an address that has several names. */
    private static SymbolTable merged(SymbolTable own, SymbolTable more) {
        Set<String> names = new HashSet<>();
        SymbolTableBuilder merged = new SymbolTableBuilder();
        own.symbols().forEach(symbol -> {
            names.add(symbol.name());
            merged.add(symbol.name(), symbol.address(), symbol.type());
        });
        more.symbols()
                .filter(symbol -> !names.contains(symbol.name()))
                .forEach(symbol -> merged.add(symbol.name(), symbol.address(), symbol.type()));
        return merged.build();
    }

    private SymbolTable moved(SymbolFile file, SymbolTable symbols) {
        long distance = distance(file, symbols);
        try {
            return distance == 0
                    ? symbols
                    : symbols.moved(
                            symbols.address(FIRST)
                                    .orElseGet(() -> symbols.address(ANCHOR).orElseThrow()),
                            distance);
        } catch (VmiException e) {
            throw new SymbolFileException(file.file(), String.valueOf(e.getMessage()), e);
        }
    }

    /** How far from where it was linked the kernel runs. */
    private long distance(SymbolFile file, SymbolTable symbols) {
        if (symbols.address(ANCHOR).isEmpty() || info.symbol(ANCHOR).isEmpty()) {
            throw new SymbolFileException(file.file(), "it has no symbol " + ANCHOR + ", so it is not of a kernel");
        }
        return info.symbol(ANCHOR).getAsLong() - symbols.address(ANCHOR).getAsLong();
    }

    private void check(SymbolFile file) {
        if (file.buildId().isPresent() && info.buildId().isPresent()) {
            require(file, "build id", file.buildId().get(), info.buildId().get());
            return;
        }
        Optional<Symbol> banner =
                file.symbols().flatMap(symbols -> moved(file, symbols).find(BANNER));
        if (banner.isEmpty()) {
            findings.add(new Finding(
                    "symbol file",
                    file.file().toString(),
                    "it names no build, so whether it is of this one is not known"));
            return;
        }
        String told = banner(file, banner.get().address());
        require(
                file,
                BANNER,
                file.banner().orElse(told.startsWith("Linux version " + info.osRelease() + " ") ? told : "another"),
                told);
    }

    private String banner(SymbolFile file, long address) {
        try {
            return space.readUtf8(address, BANNER_LIMIT).stripTrailing();
        } catch (VmiException e) {
            throw new SymbolFileException(
                    file.file(),
                    "it is of another kernel build: " + BANNER + " would lie at " + Addresses.hex(address)
                            + ", where no memory is",
                    e);
        }
    }

    private void require(SymbolFile file, String what, String told, String wanted) {
        if (!told.equals(wanted)) {
            throw new SymbolFileException(
                    file.file(),
                    "it is of another kernel build: its " + what + " is '" + told + "', the guest's is '" + wanted
                            + "' (release " + info.osRelease() + ")");
        }
        findings.add(
                new Finding("symbol file", file.file() + " (" + file.kind() + ")", "its " + what + " is the guest's"));
    }
}

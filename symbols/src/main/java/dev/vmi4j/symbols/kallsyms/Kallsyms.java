package dev.vmi4j.symbols.kallsyms;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.Optional;

/**
 * Reads the symbol table that a Linux kernel carries in its own read-only data (built with {@code CONFIG_KALLSYMS}, as
 * all distributions do). Kernels built without {@code CONFIG_KALLSYMS_ALL} list functions only. Modules' symbols are
 * not among them.
 */
public final class Kallsyms {
    static final String FORMAT = "kallsyms";

    private Kallsyms() {}

    /**
     * Reads the table where VMCOREINFO says it is, or where its shape is found in the kernel image when VMCOREINFO says
     * nothing. Either is proven: {@code _stext} must come out at the address that VMCOREINFO gives it.
     *
     * @param kernel the kernel's address space
     * @param info what the kernel says about itself
     * @return empty when VMCOREINFO does not say where the table is and none is found in the image
     * @throws MalformedSymbolsException when VMCOREINFO says where the table is, and it is not there
     * @throws dev.vmi4j.core.error.VmiException when it is there but cannot be read as a whole
     */
    public static Optional<SymbolTable> find(GuestMemory kernel, Vmcoreinfo info) {
        Optional<KallsymsTables> listed = KallsymsTables.of(info);
        return listed.isPresent()
                ? listed.map(tables -> read(kernel, tables, info))
                : search(kernel, info).map(tables -> read(kernel, tables, info));
    }

    /**
     * Reads the table whose pieces are known.
     *
     * @param kernel the kernel's address space
     * @param tables where the pieces lie
     * @param info what the kernel says about itself, to prove the result by
     * @return the symbols
     * @throws MalformedSymbolsException when the pieces are damaged, or do not give {@code _stext} its address
     * @throws dev.vmi4j.core.error.VmiException when they cannot be read as a whole
     */
    public static SymbolTable read(GuestMemory kernel, KallsymsTables tables, Vmcoreinfo info) {
        return new KallsymsReader(kernel, tables, info).read();
    }

    /**
     * Finds the pieces by their shape in the kernel image, from {@code _stext} upwards.
     *
     * @param kernel the kernel's address space
     * @param info what the kernel says about itself
     * @return empty when nothing of that shape is there, or VMCOREINFO does not tell {@code _stext}
     */
    public static Optional<KallsymsTables> search(GuestMemory kernel, Vmcoreinfo info) {
        return new KallsymsSearch(kernel, info).find();
    }
}

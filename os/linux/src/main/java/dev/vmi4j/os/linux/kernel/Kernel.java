package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/**
 * A kernel whose memory, symbols and types are known. Immutable and thread-safe.
 *
 * @param core the guest
 * @param memory the kernel's address space
 * @param symbols its symbols at their addresses in memory
 * @param types its types; empty when there are none
 * @param missingTypes one sentence: why there are no types; empty when there are
 * @param physicalMap where it sees guest physical memory
 */
public record Kernel(
        VmiCore core,
        AddressSpace memory,
        SymbolTable symbols,
        Optional<TypeCatalog> types,
        String missingTypes,
        PhysicalMap physicalMap) {
    /**
     * A kernel of which it is not known yet where it sees guest physical memory.
     *
     * @param core the guest
     * @param memory the kernel's address space
     * @param symbols its symbols at their addresses in memory
     * @param types its types; empty when there are none
     * @param missingTypes one sentence: why there are no types; empty when there are
     */
    public Kernel(
            VmiCore core, AddressSpace memory, SymbolTable symbols, Optional<TypeCatalog> types, String missingTypes) {
        this(core, memory, symbols, types, missingTypes, PhysicalMap.UNKNOWN);
    }

    /**
     * The same kernel.
     *
     * @param map where it sees guest physical memory
     * @return a copy
     */
    public Kernel with(PhysicalMap map) {
        return new Kernel(core, memory, symbols, types, missingTypes, map);
    }

    /**
     * The size of a pointer.
     *
     * @return 4 or 8 bytes
     */
    public int pointerSize() {
        return memory.mode().canonical().bits() > Integer.SIZE ? Long.BYTES : Integer.BYTES;
    }

    /**
     * The types, which the caller cannot do without.
     *
     * @return its types
     * @throws MissingTypesException when there are none
     */
    public TypeCatalog requireTypes() {
        return types.orElseThrow(() -> new MissingTypesException(missingTypes));
    }

    /**
     * The address of a symbol that must exist.
     *
     * @param name the symbol
     * @return its address
     * @throws MissingSymbolException when the kernel does not have it
     */
    public Va symbol(String name) {
        return new Va(symbols.address(name).orElseThrow(() -> new MissingSymbolException(name)));
    }
}

package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.address.Addresses;
import java.util.Optional;

/**
 * A place in the code of the kernel.
 *
 * @param symbol the function
 * @param offset from its start, in bytes
 * @param module the module it belongs to, {@code bpf} for what was made from a BPF program; empty for the kernel itself
 */
public record CodePlace(String symbol, long offset, Optional<String> module) {
    /**
     * The function with the offset.
     *
     * @return such as {@code schedule+0x1c}
     */
    public String function() {
        return symbol + "+" + Addresses.hex(offset);
    }

    /** The place as the kernel prints it, such as {@code schedule+0x1c} or {@code e1000_open+0x20 [e1000]}. */
    @Override
    public String toString() {
        return function() + module.map(name -> " [" + name + "]").orElse("");
    }
}

package dev.vmi4j.symbols.kallsyms;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the pieces of kallsyms lie, as guest virtual addresses.
 *
 * @param count {@code kallsyms_num_syms}: how many symbols there are
 * @param names {@code kallsyms_names}: the compressed types and names
 * @param tokens {@code kallsyms_token_table}: the text of each token
 * @param tokenIndex {@code kallsyms_token_index}: where in the table each token's text begins
 * @param offsets {@code kallsyms_offsets}: the address of each symbol, relative to something
 * @param base {@code kallsyms_relative_base}: what they are relative to; empty when the kernel has no such variable
 */
public record KallsymsTables(long count, long names, long tokens, long tokenIndex, long offsets, OptionalLong base) {
    /**
     * The places as VMCOREINFO states them; kernels from 6.0 on do.
     *
     * @param info what the kernel says about itself
     * @return empty when it says nothing about them
     */
    public static Optional<KallsymsTables> of(Vmcoreinfo info) {
        OptionalLong count = info.symbol("kallsyms_num_syms");
        OptionalLong names = info.symbol("kallsyms_names");
        OptionalLong tokens = info.symbol("kallsyms_token_table");
        OptionalLong index = info.symbol("kallsyms_token_index");
        OptionalLong offsets = info.symbol("kallsyms_offsets");
        if (count.isEmpty() || names.isEmpty() || tokens.isEmpty() || index.isEmpty() || offsets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KallsymsTables(
                count.getAsLong(),
                names.getAsLong(),
                tokens.getAsLong(),
                index.getAsLong(),
                offsets.getAsLong(),
                info.symbol("kallsyms_relative_base")));
    }

    /** The places in hexadecimal. */
    @Override
    public String toString() {
        return "count at " + Addresses.hex(count) + ", names " + Addresses.hex(names) + ", tokens "
                + Addresses.hex(tokens) + ", token index " + Addresses.hex(tokenIndex) + ", offsets "
                + Addresses.hex(offsets) + (base.isEmpty() ? "" : ", base " + Addresses.hex(base.getAsLong()));
    }
}

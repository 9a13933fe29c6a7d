package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;

/** Where a breakpoint is wanted; see {@link PlaceResolver} for how it becomes an address. */
public sealed interface Place {
    /**
     * An address.
     *
     * @param va of an instruction's first byte
     */
    record Address(Va va) implements Place {
        @Override
        public String toString() {
            return va.toString();
        }
    }

    /**
     * A symbol.
     *
     * @param name as the linker knows it
     * @param offset from the symbol, in bytes
     */
    record Symbol(String name, long offset) implements Place {
        @Override
        public String toString() {
            return name + (offset == 0 ? "" : "+" + Addresses.hex(offset));
        }
    }

    /**
     * An offset in a program, a library or a module of the kernel.
     *
     * @param module its name without folders
     * @param offset from where its first part is mapped, in bytes
     */
    record InModule(String module, long offset) implements Place {
        @Override
        public String toString() {
            return module + "+" + Addresses.hex(offset);
        }
    }

    /**
     * An address.
     *
     * @param va of an instruction's first byte
     * @return the place
     */
    static Place address(Va va) {
        return new Address(va);
    }

    /**
     * A symbol.
     *
     * @param name as the linker knows it
     * @return the place
     */
    static Place symbol(String name) {
        return new Symbol(name, 0);
    }

    /**
     * An offset in a module.
     *
     * @param module its name without folders
     * @param offset from where its first part is mapped, in bytes
     * @return the place
     */
    static Place inModule(String module, long offset) {
        return new InModule(module, offset);
    }
}

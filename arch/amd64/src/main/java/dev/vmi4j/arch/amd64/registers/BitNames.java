package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.address.Addresses;
import java.util.ArrayList;
import java.util.List;

/** The names of a register's bits, for its description. */
record BitNames(List<Name> names) {
    record Name(String name, int bit) {}

    static BitNames of() {
        return new BitNames(List.of());
    }

    BitNames and(String name, int bit) {
        List<Name> more = new ArrayList<>(names);
        more.add(new Name(name, bit));
        return new BitNames(List.copyOf(more));
    }

    String describe(long value) {
        StringBuilder text = new StringBuilder(Addresses.hex(value));
        for (Name name : names) {
            if ((value >>> name.bit() & 1) != 0) {
                text.append(' ').append(name.name());
            }
        }
        return text.toString();
    }
}

package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.core.address.Addresses;
import java.util.ArrayList;
import java.util.List;

/** The names of a register's bits and fields, for its description. */
record BitNames(List<Name> names) {
    record Name(String name, int low, int width) {
        long of(long value) {
            return value >>> low & -1L >>> Long.SIZE - width;
        }
    }

    static BitNames of() {
        return new BitNames(List.of());
    }

    BitNames and(String name, int bit) {
        return and(name, bit, 1);
    }

    BitNames and(String name, int low, int width) {
        List<Name> more = new ArrayList<>(names);
        more.add(new Name(name, low, width));
        return new BitNames(List.copyOf(more));
    }

    String describe(long value) {
        StringBuilder text = new StringBuilder(Addresses.hex(value));
        for (Name name : names) {
            long field = name.of(value);
            if (field != 0) {
                text.append(' ').append(name.name());
                if (name.width() > 1) {
                    text.append('=').append(field);
                }
            }
        }
        return text.toString();
    }
}

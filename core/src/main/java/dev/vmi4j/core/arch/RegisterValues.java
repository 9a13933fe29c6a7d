package dev.vmi4j.core.arch;

import dev.vmi4j.core.address.Addresses;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Values of registers of a virtual CPU by the names that a debugger gives them, for example {@code rip} or {@code
 * TTBR0_EL1}. Registers wider than 64 bits are not here. Immutable.
 *
 * @param values by name, in the order of the source
 */
public record RegisterValues(Map<String, Long> values) {
    /** No register at all. */
    public static final RegisterValues NONE = new RegisterValues(Map.of());

    /** Copies the map. */
    public RegisterValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The value of a register.
     *
     * @param name as the debugger names it
     * @return zero-extended; empty when the source does not know it
     */
    public OptionalLong get(String name) {
        Long value = values.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /**
     * The value of the first register that is known.
     *
     * @param names names that a debugger may give it
     * @return zero-extended; empty when the source knows none
     */
    public OptionalLong first(String... names) {
        for (String name : names) {
            Optional<Long> value = Optional.ofNullable(values.get(name));
            if (value.isPresent()) {
                return OptionalLong.of(value.get());
            }
        }
        return OptionalLong.empty();
    }

    /**
     * These values and others.
     *
     * @param others win where both know a register
     * @return a new set
     */
    public RegisterValues with(RegisterValues others) {
        Map<String, Long> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new RegisterValues(all);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Addresses.hex(entry.getValue()))
                .collect(Collectors.joining(" "));
    }
}

package dev.vmi4j.arch.aarch64.registers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * The system registers that a source knows.
 *
 * @param values their values
 */
public record SystemValues(Map<SystemRegister, Long> values) {
    /** None is known. */
    public static final SystemValues NONE = new SystemValues(Map.of());

    /** Copies the values. */
    public SystemValues {
        values = Map.copyOf(values);
    }

    /**
     * The value of a register.
     *
     * @param register which
     * @return empty when the source does not know it
     */
    public OptionalLong get(SystemRegister register) {
        Long value = values.get(register);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /**
     * The same values with one set.
     *
     * @param register which
     * @param value its new value
     * @return a copy
     */
    public SystemValues with(SystemRegister register, long value) {
        Map<SystemRegister, Long> changed = new HashMap<>(values);
        changed.put(register, value);
        return new SystemValues(changed);
    }

    /** A register with its type. */
    <T> Optional<T> typed(SystemRegister register, LongFunction<T> type) {
        OptionalLong value = get(register);
        return value.isPresent() ? Optional.of(type.apply(value.getAsLong())) : Optional.empty();
    }
}

package dev.vmi4j.arch.amd64.registers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The model specific registers that a source knows. FS_BASE and GS_BASE are not among them: they are the bases of FS and
 * GS, see {@link Amd64Registers#msr}.
 *
 * @param values their values
 */
public record MsrValues(Map<Msr, Long> values) {
    /** None is known. */
    public static final MsrValues NONE = new MsrValues(Map.of());

    /** Copies the values. */
    public MsrValues {
        if (values.containsKey(Msr.FS_BASE) || values.containsKey(Msr.GS_BASE)) {
            throw new IllegalArgumentException("FS_BASE and GS_BASE belong to the segment registers");
        }
        values = Map.copyOf(values);
    }

    /**
     * The value of a register.
     *
     * @param msr which
     * @return empty when the source does not know it
     */
    public OptionalLong get(Msr msr) {
        Long value = values.get(msr);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /**
     * The same values with one set.
     *
     * @param msr which
     * @param value its new value
     * @return a copy
     */
    public MsrValues with(Msr msr, long value) {
        Map<Msr, Long> changed = new HashMap<>(values);
        changed.put(msr, value);
        return new MsrValues(changed);
    }

    /**
     * EFER.
     *
     * @return empty when the source does not know it
     */
    public Optional<Efer> efer() {
        return Optional.ofNullable(values.get(Msr.EFER)).map(Efer::new);
    }

    /**
     * STAR.
     *
     * @return empty when the source does not know it
     */
    public Optional<Star> star() {
        return Optional.ofNullable(values.get(Msr.STAR)).map(Star::new);
    }

    /**
     * PAT.
     *
     * @return empty when the source does not know it
     */
    public Optional<Pat> pat() {
        return Optional.ofNullable(values.get(Msr.PAT)).map(Pat::new);
    }
}

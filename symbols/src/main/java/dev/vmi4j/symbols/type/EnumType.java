package dev.vmi4j.symbols.type;

import java.util.List;
import java.util.Optional;

/**
 * An enumeration.
 *
 * @param name empty when anonymous
 * @param size in bytes
 * @param signed whether its values are
 * @param constants in the order of the source
 */
public record EnumType(String name, long size, boolean signed, List<EnumConstant> constants) implements NamedType {
    /** Copies the constants. */
    public EnumType {
        constants = List.copyOf(constants);
    }

    /**
     * Finds a constant.
     *
     * @param constant its name
     * @return the first of that name
     */
    public Optional<EnumConstant> constant(String constant) {
        return constants.stream().filter(one -> one.name().equals(constant)).findFirst();
    }
}

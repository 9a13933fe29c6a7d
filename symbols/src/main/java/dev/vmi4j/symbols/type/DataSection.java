package dev.vmi4j.symbols.type;

import java.util.List;

/**
 * A section of the program's data and the variables in it.
 *
 * @param name such as {@code .data..percpu}
 * @param size in bytes
 * @param variables with their places
 */
public record DataSection(String name, long size, List<SectionVariable> variables) implements NamedType {
    /** Copies the variables. */
    public DataSection {
        variables = List.copyOf(variables);
    }
}

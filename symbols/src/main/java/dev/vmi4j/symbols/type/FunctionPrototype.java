package dev.vmi4j.symbols.type;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param result the type of its result
 * @param parameters in order, without the ellipsis
 * @param variadic whether more may follow ({@code ...})
 */
public record FunctionPrototype(TypeRef result, List<Parameter> parameters, boolean variadic) implements Type {
    /** Copies the parameters. */
    public FunctionPrototype {
        parameters = List.copyOf(parameters);
    }
}

package dev.vmi4j.symbols.type;

import dev.vmi4j.core.error.VmiException;

/** A field that is needed is not in the structure. */
public final class MissingFieldException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String structure;
    private final String field;

    /**
     * Creates the error.
     *
     * @param structure the structure as C names it, such as {@code struct task_struct}
     * @param field name or path of the field
     */
    public MissingFieldException(String structure, String field) {
        super(structure + " has no field " + field + " of the kind needed in this guest's type information");
        this.structure = structure;
        this.field = field;
    }

    /**
     * Where it was looked for.
     *
     * @return the structure as C names it
     */
    public String structure() {
        return structure;
    }

    /**
     * What was looked for.
     *
     * @return name or path
     */
    public String field() {
        return field;
    }
}

package dev.vmi4j.lab;

/** A recipe does not exist, is not complete, or asks for something that the distribution does not have. */
public final class RecipeException extends LabException {

    private static final long serialVersionUID = 1;

    private final String recipe;

    /**
     * An exception about one recipe.
     *
     * @param recipe the recipe's name
     * @param what what is wrong
     */
    public RecipeException(String recipe, String what) {
        super("recipe " + recipe + ": " + what, null);
        this.recipe = recipe;
    }

    /**
     * The recipe.
     *
     * @return its name
     */
    public String recipe() {
        return recipe;
    }
}

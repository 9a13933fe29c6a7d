package dev.vmi4j.os.linux.kernel.module;

import dev.vmi4j.core.error.VmiException;

/** The state of a module: {@code enum module_state}, in the words of {@code /proc/modules}. */
public enum ModuleState {
    /** In use. */
    LIVE("Live"),
    /** Its init function has not finished. */
    COMING("Loading"),
    /** Is being removed. */
    GOING("Unloading"),
    /** Is being set up, not yet in {@code /proc/modules}. */
    UNFORMED("Unformed");

    private final String word;

    ModuleState(String word) {
        this.word = word;
    }

    /**
     * The word that {@code /proc/modules} shows.
     *
     * @return one word
     */
    public String word() {
        return word;
    }

    static ModuleState of(long state) {
        if (state < 0 || state >= values().length) {
            throw new VmiException("module.state is " + state + ", which is no state of a module");
        }
        return values()[(int) state];
    }
}

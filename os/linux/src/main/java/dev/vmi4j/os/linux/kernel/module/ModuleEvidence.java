package dev.vmi4j.os.linux.kernel.module;

/** A place where a module was found. */
public enum ModuleEvidence {
    /** The list {@code modules}, which {@code /proc/modules} shows. */
    LIST("list"),
    /** The kobjects of {@code module_kset}, which {@code /sys/module} shows. */
    KSET("kset"),
    /** The tree of the modules' memory areas, {@code mod_tree}, by which the kernel finds a module from an address. */
    AREAS("areas"),
    /** Memory near the kernel's code, where its {@code struct module} was recognized by its shape. */
    MEMORY("memory");

    private final String word;

    ModuleEvidence(String word) {
        this.word = word;
    }

    /**
     * The word that tables show.
     *
     * @return one lower-case word
     */
    public String word() {
        return word;
    }
}

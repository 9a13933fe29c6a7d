/** Sources of types and symbols. */
module dev.vmi4j.symbols {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;

    exports dev.vmi4j.symbols;
    exports dev.vmi4j.symbols.btf;
    exports dev.vmi4j.symbols.kallsyms;
    exports dev.vmi4j.symbols.type;
    exports dev.vmi4j.symbols.vmcoreinfo;
}

/** Sources of types and symbols. */
module dev.vmi4j.symbols {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires org.tukaani.xz;
    requires tools.jackson.core;

    exports dev.vmi4j.symbols;
    exports dev.vmi4j.symbols.btf;
    exports dev.vmi4j.symbols.dwarf;
    exports dev.vmi4j.symbols.elf;
    exports dev.vmi4j.symbols.file;
    exports dev.vmi4j.symbols.isf;
    exports dev.vmi4j.symbols.kallsyms;
    exports dev.vmi4j.symbols.ksymtab;
    exports dev.vmi4j.symbols.type;
    exports dev.vmi4j.symbols.vmcoreinfo;
}

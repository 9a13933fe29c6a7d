/** The Linux kernel as a guest. */
module dev.vmi4j.os.linux {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires transitive dev.vmi4j.symbols;
}

/** The contract of virtual machine introspection, the same for every architecture, source and guest system. */
module dev.vmi4j.core {
    requires static transitive org.jspecify;
}

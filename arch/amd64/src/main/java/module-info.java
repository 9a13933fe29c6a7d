/** The AMD64 architecture. */
@SuppressWarnings("module")
module dev.vmi4j.arch.amd64 {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
}

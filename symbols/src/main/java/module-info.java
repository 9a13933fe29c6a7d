/** Sources of types and symbols. */
module dev.vmi4j.symbols {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
}

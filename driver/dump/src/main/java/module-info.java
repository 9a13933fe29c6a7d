/** Memory images as a source of guest state. */
module dev.vmi4j.driver.dump {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
}

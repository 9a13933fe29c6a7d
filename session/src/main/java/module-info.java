/** Opens a source of guest state, finds the kernel in it once, and hands out its tables and address spaces. */
module dev.vmi4j.session {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires transitive dev.vmi4j.driver.dump;
    requires transitive dev.vmi4j.driver.qemu;

    exports dev.vmi4j.session;
}

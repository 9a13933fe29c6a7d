/** Boots real guests and records what they say about themselves. */
module dev.vmi4j.lab {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires dev.vmi4j.driver.qemu;
}

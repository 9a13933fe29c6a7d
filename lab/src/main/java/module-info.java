/** Boots real guests and records what they say about themselves. */
module dev.vmi4j.lab {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires transitive dev.vmi4j.driver.qemu;
    requires info.picocli;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;

    exports dev.vmi4j.lab;

    opens dev.vmi4j.lab.cli to
            info.picocli;
}

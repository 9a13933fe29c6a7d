/** A running QEMU guest as a source of guest state. */
module dev.vmi4j.driver.qemu {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires tools.jackson.core;

    exports dev.vmi4j.driver.qemu;
    exports dev.vmi4j.driver.qemu.gdb;
    exports dev.vmi4j.driver.qemu.qmp;
}

/** The vmi command, and the sessions it is made on. */
module dev.vmi4j.cli {
    requires static transitive org.jspecify;
    requires dev.vmi4j.arch.amd64;
    requires transitive dev.vmi4j.core;
    requires transitive dev.vmi4j.driver.dump;
    requires dev.vmi4j.driver.qemu;
    requires dev.vmi4j.os.linux;
    requires dev.vmi4j.symbols;
    requires info.picocli;
    requires tools.jackson.core;

    exports dev.vmi4j.session;

    uses dev.vmi4j.core.arch.ArchitectureProvider;
    uses dev.vmi4j.core.os.GuestSystemProvider;
}

/** The vmi command. */
module dev.vmi4j.cli {
    requires static org.jspecify;
    requires dev.vmi4j.arch.amd64;
    requires dev.vmi4j.core;
    requires dev.vmi4j.driver.dump;
    requires dev.vmi4j.driver.qemu;
    requires dev.vmi4j.os.linux;
    requires dev.vmi4j.symbols;
    requires info.picocli;
    requires tools.jackson.core;


    uses dev.vmi4j.core.arch.ArchitectureProvider;
    uses dev.vmi4j.core.os.GuestSystemProvider;
}

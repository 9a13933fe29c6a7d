/** The vmi command. */
module dev.vmi4j.cli {
    requires static transitive org.jspecify;
    requires dev.vmi4j.arch.aarch64;
    requires dev.vmi4j.arch.amd64;
    requires transitive dev.vmi4j.core;
    requires transitive dev.vmi4j.driver.dump;
    requires dev.vmi4j.driver.qemu;
    requires dev.vmi4j.os.linux;
    requires transitive dev.vmi4j.session;
    requires dev.vmi4j.symbols;
    requires dev.vmi4j.tools;
    requires info.picocli;
    requires tools.jackson.core;

    uses dev.vmi4j.cli.command.ArchitectureCommand;
    uses dev.vmi4j.core.arch.ArchitectureProvider;
    uses dev.vmi4j.core.os.GuestSystemProvider;

    provides dev.vmi4j.cli.command.ArchitectureCommand with
            dev.vmi4j.cli.command.Amd64IdtCommand,
            dev.vmi4j.cli.command.Aarch64VectorsCommand;
}

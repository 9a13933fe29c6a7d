/** The AArch64 architecture. */
@SuppressWarnings("module")
module dev.vmi4j.arch.aarch64 {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;

    exports dev.vmi4j.arch.aarch64;
    exports dev.vmi4j.arch.aarch64.event;
    exports dev.vmi4j.arch.aarch64.exception;
    exports dev.vmi4j.arch.aarch64.paging;
    exports dev.vmi4j.arch.aarch64.registers;

    provides dev.vmi4j.core.arch.ArchitectureProvider with
            dev.vmi4j.arch.aarch64.Aarch64Provider;
}

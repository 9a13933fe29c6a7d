/** The AMD64 architecture. */
@SuppressWarnings("module")
module dev.vmi4j.arch.amd64 {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;

    exports dev.vmi4j.arch.amd64;
    exports dev.vmi4j.arch.amd64.descriptor;
    exports dev.vmi4j.arch.amd64.event;
    exports dev.vmi4j.arch.amd64.paging;
    exports dev.vmi4j.arch.amd64.registers;

    provides dev.vmi4j.core.arch.ArchitectureProvider with
            dev.vmi4j.arch.amd64.Amd64Provider;
}

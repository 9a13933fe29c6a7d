/** The architecture-neutral contract of vmi4j: addresses, memory, paging, registers, events and drivers. */
module dev.vmi4j.core {
    requires static transitive org.jspecify;

    exports dev.vmi4j.core;
    exports dev.vmi4j.core.address;
    exports dev.vmi4j.core.arch;
    exports dev.vmi4j.core.driver;
    exports dev.vmi4j.core.error;
    exports dev.vmi4j.core.event;
    exports dev.vmi4j.core.memory;
    exports dev.vmi4j.core.os;
    exports dev.vmi4j.core.paging;
    exports dev.vmi4j.core.table;

    uses dev.vmi4j.core.arch.ArchitectureProvider;
    uses dev.vmi4j.core.os.GuestSystemProvider;
}

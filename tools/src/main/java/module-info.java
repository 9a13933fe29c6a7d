/** Tools on the contract and the neutral interfaces of guest systems alone. */
module dev.vmi4j.tools {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;

    exports dev.vmi4j.tools.breakpoint;
    exports dev.vmi4j.tools.elfcore;
    exports dev.vmi4j.tools.event;
    exports dev.vmi4j.tools.intercept;
    exports dev.vmi4j.tools.paging;
    exports dev.vmi4j.tools.search;
    exports dev.vmi4j.tools.step;
    exports dev.vmi4j.tools.syscall;
}

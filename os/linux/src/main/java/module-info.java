/** The Linux kernel's objects and tables, read from outside the guest. */
module dev.vmi4j.os.linux {
    requires static transitive org.jspecify;
    requires transitive dev.vmi4j.core;
    requires transitive dev.vmi4j.symbols;

    exports dev.vmi4j.os.linux;
    exports dev.vmi4j.os.linux.coredump;
    exports dev.vmi4j.os.linux.frame;
    exports dev.vmi4j.os.linux.image;
    exports dev.vmi4j.os.linux.kernel;
    exports dev.vmi4j.os.linux.kernel.bpf;
    exports dev.vmi4j.os.linux.kernel.cgroup;
    exports dev.vmi4j.os.linux.kernel.file;
    exports dev.vmi4j.os.linux.kernel.log;
    exports dev.vmi4j.os.linux.kernel.memory;
    exports dev.vmi4j.os.linux.kernel.module;
    exports dev.vmi4j.os.linux.kernel.namespace;
    exports dev.vmi4j.os.linux.kernel.net;
    exports dev.vmi4j.os.linux.kernel.process;
    exports dev.vmi4j.os.linux.kernel.stack;
    exports dev.vmi4j.os.linux.kernel.system;
    exports dev.vmi4j.os.linux.kernel.tree;
    exports dev.vmi4j.os.linux.syscall;
    exports dev.vmi4j.os.linux.table;

    uses dev.vmi4j.os.linux.coredump.UserRegisters;
    uses dev.vmi4j.os.linux.detect.LinuxPlatform;

    provides dev.vmi4j.core.os.GuestSystemProvider with
            dev.vmi4j.os.linux.LinuxProvider;
    provides dev.vmi4j.os.linux.coredump.UserRegisters with
            dev.vmi4j.os.linux.coredump.Arm64UserRegisters,
            dev.vmi4j.os.linux.coredump.X86UserRegisters;
    provides dev.vmi4j.os.linux.detect.LinuxPlatform with
            dev.vmi4j.os.linux.detect.X86Platform,
            dev.vmi4j.os.linux.detect.Arm64Platform;
}

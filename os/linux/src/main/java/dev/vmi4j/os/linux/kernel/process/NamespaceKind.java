package dev.vmi4j.os.linux.kernel.process;

/** A kind of namespace, with the name that {@code /proc/PID/ns} has for it. */
public enum NamespaceKind {
    /** Mounts. */
    MNT("mnt_ns", "mnt_namespace"),
    /** Host name and domain name. */
    UTS("uts_ns", "uts_namespace"),
    /** System V interprocess communication and POSIX message queues. */
    IPC("ipc_ns", "ipc_namespace"),
    /** Process identifiers: the namespace that the process itself is in, not the one for its children. */
    PID("", "pid_namespace"),
    /** Network. */
    NET("net_ns", "net"),
    /** Users and groups. */
    USER("", "user_namespace"),
    /** Control groups. */
    CGROUP("cgroup_ns", "cgroup_namespace"),
    /** Offsets of the clocks. */
    TIME("time_ns", "time_namespace");

    private final String proxyField;
    private final String struct;

    NamespaceKind(String proxyField, String struct) {
        this.proxyField = proxyField;
        this.struct = struct;
    }

    /**
     * The field of {@code struct nsproxy} that points to it.
     *
     * @return empty for a kind that is reached another way
     */
    public String proxyField() {
        return proxyField;
    }

    /**
     * The structure of a namespace of this kind.
     *
     * @return its name without {@code struct}
     */
    public String struct() {
        return struct;
    }
}

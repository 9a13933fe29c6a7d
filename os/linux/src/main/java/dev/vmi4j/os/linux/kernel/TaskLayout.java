package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;

/** Where the fields of {@code struct task_struct} and of what hangs on it lie in this kernel. */
final class TaskLayout {
    final Field pid;
    final Field tgid;
    final Field comm;
    final Field state;
    final Field exitState;
    final Field flags;
    final Field tasks;
    final Field realParent;
    final Field realCred;
    final Field mm;
    final Field signal;
    final Field startTime;
    final Field uid;
    final Field gid;
    final Field euid;
    final Field egid;
    final Field threads;
    final Field pgd;
    final Field argStart;
    final Field argEnd;
    final Field environmentStart;
    final Field environmentEnd;
    final Field activeMm;
    final Field threadHead;
    final Field threadNode;
    final Field groupLeader;
    final KernelThreadNames kernelThreadNames;

    TaskLayout(TypeCatalog types) {
        StructLayout task = StructLayout.of(types, "task_struct");
        pid = task.field("pid");
        tgid = task.field("tgid");
        comm = task.field("comm");
        state = task.anyOf("__state", "state");
        exitState = task.field("exit_state");
        flags = task.field("flags");
        tasks = task.field("tasks");
        realParent = task.field("real_parent");
        realCred = task.field("real_cred");
        mm = task.field("mm");
        signal = task.field("signal");
        startTime = task.anyOf("start_boottime", "real_start_time");
        StructLayout cred = StructLayout.of(types, "cred");
        uid = cred.field("uid.val");
        gid = cred.field("gid.val");
        euid = cred.field("euid.val");
        egid = cred.field("egid.val");
        threads = StructLayout.of(types, "signal_struct").field("nr_threads");
        threadHead = StructLayout.of(types, "signal_struct").field("thread_head");
        threadNode = task.field("thread_node");
        groupLeader = task.field("group_leader");
        StructLayout memory = StructLayout.of(types, "mm_struct");
        pgd = memory.field("pgd");
        argStart = memory.field("arg_start");
        argEnd = memory.field("arg_end");
        environmentStart = memory.field("env_start");
        environmentEnd = memory.field("env_end");
        activeMm = task.field("active_mm");
        kernelThreadNames = new KernelThreadNames(types, task);
    }
}

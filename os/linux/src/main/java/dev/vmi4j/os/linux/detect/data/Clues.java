package dev.vmi4j.os.linux.detect.data;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The clues to data that no kernel exports. */
final class Clues {
    private static final int LIST_LIMIT = 4096;
    private static final int MOST_SUBSYSTEMS = 64;

    /** {@code ROOT_IS_IDR}. */
    private static final long IDR = 4;

    /** Each stands for itself: none builds on what another one found. */
    static final List<Clue> ALL = List.of(
            new Clue("linux_banner", Texts::banner, Texts::isWholeBanner),
            new Clue("__start_notes", Texts::buildIdNote, (_, _) -> true),
            new Clue("__stop_notes", Texts::buildIdNoteEnd, (_, _) -> true),
            Clue.inCode("saved_command_line", Clues::isPointerToText, "cmdline_proc_show"),
            Clue.inCode(
                    "shadow_timekeeper",
                    Clues::isTimekeeper,
                    "timekeeping_advance",
                    "timekeeping_update",
                    "update_wall_time",
                    "do_settimeofday64"),
            Clue.inCode(
                    "modules", Clues::isModuleList, "print_modules", "find_module_all", "module_kallsyms_lookup_name"),
            Clue.inCode("module_kset", Clues::isModuleSet, "mod_sysfs_setup", "lookup_or_create_module_kobject"),
            new Clue("mod_tree", Clues::moduleTrees, Clues::isModuleTree),
            new Clue("cgroup_roots", Clues::controlGroupRoots, (_, _) -> true),
            Clue.inCode(
                    "cgroup_subsys",
                    Clues::isSubsystemTable,
                    "proc_cgroupstats_show",
                    "cgroup_print_ss_mask",
                    "css_populate_dir",
                    "cgroup_apply_control_enable"),
            Clue.inCode("prog_idr", Clues::isIdr, "bpf_prog_get_curr_or_next", "bpf_prog_by_id"),
            Clue.inCode("map_idr", Clues::isIdr, "bpf_map_get_curr_or_next"),
            Clue.inCode("link_idr", Clues::isIdr, "bpf_link_get_curr_or_next", "bpf_link_by_id"),
            Clue.inCode("shmem_ops", operations("super_operations", "statfs", "shmem_statfs"), "shmem_fill_super"),
            Clue.inCode(
                    "socket_file_ops",
                    operations("file_operations", "read_iter", "sock_read_iter"),
                    "sock_from_file",
                    "sock_alloc_file"),
            Clue.inCode(
                    "special_mapping_vmops",
                    operations("vm_operations_struct", "name", "special_mapping_name"),
                    "vma_is_special_mapping",
                    "_install_special_mapping"),
            Clue.inCode("huge_zero_pfn", Clues::isFrame, "mm_get_huge_zero_page", "get_huge_zero_page"),
            Clue.inCode("ping_table", Clues::areHeads, "ping_get_port", "ping_lookup"),
            Clue.inCode("tainted_mask", Clues::isTaintMask, "get_taint", "test_taint"),
            Clue.inCode("protection_map", Clues::areProtections, "vm_get_page_prot"),
            new Clue("mnt_ns_tree", Clues::mountNamespaceTrees, (_, _) -> true));

    private Clues() {}

    /** Operations are known by one of their functions, which the kernel does list. */
    private static Clue.Proof operations(String structure, String field, String function) {
        return (kernel, candidate) -> kernel.pointsTo(structure, field, candidate, function);
    }

    private static boolean isPointerToText(Evidence kernel, long candidate) {
        return kernel.isText(kernel.pointer(candidate), 4);
    }

    private static boolean isTimekeeper(Evidence kernel, long candidate) {
        long seconds = kernel.read("timekeeper", "xtime_sec", candidate);
        long clock = kernel.read("timekeeper", "tkr_mono.clock", candidate);
        return seconds > 0
                && seconds < 1L << 36
                && clock == kernel.read("timekeeper", "tkr_raw.clock", candidate)
                && kernel.isText(kernel.read("clocksource", "name", clock), 2);
    }

    private static boolean isModuleList(Evidence kernel, long head) {
        StructLayout module = kernel.layout("module");
        Field name = module.field("name");
        long link = module.offset("list");
        return isList(kernel, head) && entries(kernel, head).allMatch(entry -> isModule(kernel, entry - link, name));
    }

    private static boolean isModule(Evidence kernel, long module, Field name) {
        byte[] text = kernel.memory().readBytes(module + name.offset(), (int) name.size());
        int length = 0;
        while (length < text.length && text[length] > ' ' && text[length] <= '~') {
            length++;
        }
        return length > 0 && length < text.length && text[length] == 0;
    }

    /** A list: what follows the head points back to it, and so on. */
    private static boolean isList(Evidence kernel, long head) {
        long next = kernel.pointer(head);
        return next != 0
                && kernel.pointer(next + Long.BYTES) == head
                && kernel.pointer(kernel.pointer(head + Long.BYTES)) == head;
    }

    private static LongStream entries(Evidence kernel, long head) {
        return LongStream.iterate(kernel.pointer(head), entry -> entry != head, kernel::pointer)
                .limit(LIST_LIMIT);
    }

    private static boolean isModuleSet(Evidence kernel, long candidate) {
        long set = kernel.pointer(candidate);
        long name = kernel.read("kset", "kobj.name", set);
        return kernel.memory().readUtf8(name, 16).equals("module");
    }

    /** Code refers to the tree or to the bounds in it. */
    private static LongStream moduleTrees(Evidence kernel) {
        long bounds = kernel.layout("mod_tree_root").offset("addr_min");
        return LongStream.concat(kernel.referencesOf("__module_address"), kernel.referencesOf("mod_find"))
                .flatMap(address -> LongStream.of(address, address - bounds))
                .distinct();
    }

    private static boolean isModuleTree(Evidence kernel, long candidate) {
        long first = kernel.read("mod_tree_root", "addr_min", candidate);
        long last = kernel.read("mod_tree_root", "addr_max", candidate);
        boolean none = first == -1 && last == 0;
        return none || first < 0 && last < 0 && first < last && last - first < 1L << 32;
    }

    /** The head is the one member of the list that is part of the image but not the default hierarchy. */
    private static LongStream controlGroupRoots(Evidence kernel) {
        OptionalLong root = kernel.symbol("cgrp_dfl_root");
        if (root.isEmpty()) {
            return LongStream.empty();
        }
        long first = root.getAsLong() + kernel.layout("cgroup_root").offset("root_list");
        return isList(kernel, first) ? entries(kernel, first).filter(kernel.image()::contains) : LongStream.empty();
    }

    private static boolean isSubsystemTable(Evidence kernel, long table) {
        long count = kernel.layout("cgroup").field("subsys").size() / Long.BYTES;
        return count > 0
                && IntStream.range(0, (int) Math.min(count, MOST_SUBSYSTEMS))
                        .allMatch(i -> isSubsystem(kernel, table, i));
    }

    private static boolean isSubsystem(Evidence kernel, long table, int index) {
        long subsystem = kernel.pointer(table + (long) index * Long.BYTES);
        return kernel.image().contains(subsystem)
                && kernel.read("cgroup_subsys", "id", subsystem) == index
                && kernel.isText(kernel.read("cgroup_subsys", "name", subsystem), 2);
    }

    private static boolean isIdr(Evidence kernel, long candidate) {
        long head = kernel.read("idr", "idr_rt.xa_head", candidate);
        long next = kernel.read("idr", "idr_next", candidate);
        return (kernel.read("idr", "idr_rt.xa_flags", candidate) & IDR) != 0
                && (head == 0 || head < 0)
                && next < Integer.MAX_VALUE;
    }

    /** The frame of the huge zero page, or none yet. */
    private static boolean isFrame(Evidence kernel, long candidate) {
        long frame = kernel.pointer(candidate);
        long address = frame << kernel.kernel().core().architecture().pageShift();
        return frame == -1
                || frame > 0
                        && (address & (1L << 21) - 1) == 0
                        && kernel.kernel().core().memory().readable(address, 1) == 1;
    }

    private static boolean isTaintMask(Evidence kernel, long candidate) {
        return kernel.pointer(candidate) >>> Integer.SIZE == 0;
    }

    /** Sixteen protections: the first is for what may not be touched, the next for what may be read. */
    private static boolean areProtections(Evidence kernel, long candidate) {
        return (kernel.pointer(candidate) & 1) == 0 && (kernel.pointer(candidate + Long.BYTES) & 1) != 0;
    }

    private static boolean areHeads(Evidence kernel, long candidate) {
        long count = kernel.layout("ping_table").field("hash").size() / Long.BYTES;
        return LongStream.range(0, count)
                .map(i -> kernel.pointer(candidate + i * Long.BYTES))
                .allMatch(head -> head == 0 || head < 0 || (head & 1) != 0);
    }

    /** The root of the tree that the first process's namespace is in, followed up to what points to it. */
    private static LongStream mountNamespaceTrees(Evidence kernel) {
        StructLayout namespace = kernel.layout("mnt_namespace");
        OptionalLong task = kernel.symbol("init_task");
        if (task.isEmpty() || namespace.optional("mnt_ns_tree_node").isEmpty()) {
            return LongStream.empty();
        }
        long proxy = kernel.read("task_struct", "nsproxy", task.getAsLong());
        long own = kernel.read("nsproxy", "mnt_ns", proxy);
        return kernel.pointersTo(topOf(kernel, own + namespace.offset("mnt_ns_tree_node")));
    }

    /** {@code rb_node.__rb_parent_color}: the parent with two bits of color. */
    private static long topOf(Evidence kernel, long node) {
        long at = node;
        for (int i = 0; i < Long.SIZE; i++) {
            long parent = kernel.pointer(at) & ~3L;
            if (parent == 0) {
                return at;
            }
            at = parent;
        }
        return at;
    }
}

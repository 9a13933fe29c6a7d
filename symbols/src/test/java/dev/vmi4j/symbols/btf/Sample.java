package dev.vmi4j.symbols.btf;

import static dev.vmi4j.symbols.btf.BtfBuilder.*;

/** A blob with every kind; the number of each type is in the comment. */
public final class Sample {
    private Sample() {}

    public static BtfBuilder builder() {
        var btf = new BtfBuilder();
        btf.integer("long unsigned int", 8, 0); // 1
        btf.integer("int", 4, 1); // 2
        btf.integer("char", 1, 2); // 3
        btf.integer("_Bool", 1, 4); // 4
        btf.type("", PTR, 6); // 5: struct list_head *
        btf.type("list_head", STRUCT, false, 2, 16) // 6
                .element("next", 5, 0)
                .element("prev", 5, 64);
        btf.array(3, 16); // 7: char[16]
        btf.type("pid_t", TYPEDEF, 2); // 8
        btf.type("", CONST, 3); // 9: const char
        btf.type("", PTR, 9); // 10: const char *
        btf.type("", VOLATILE, 1); // 11: volatile long unsigned int
        btf.type("", UNION, false, 2, 8) // 12: anonymous union of the next
                .element("vm_start", 1, 0)
                .element("rcu", 5, 0);
        btf.type("entity", STRUCT, false, 2, 24) // 13
                .element("exec_start", 1, 0)
                .element("group_node", 6, 64);
        btf.type("task", STRUCT, true, 8, 96) // 14
                .element("state", 11, 0)
                .element("", 12, 64)
                .element("comm", 7, 128)
                .element("se", 13, 256)
                .element("pid", 8, 448)
                .element("exiting", 2, 3L << 24 | 482)
                .element("flag", 2, 1L << 24 | 485)
                .element("tail", 15, 512);
        btf.array(6, 2); // 15: struct list_head[2]
        btf.type("color", ENUM, true, 2, 4).element("RED", -1).element("GREEN", 7); // 16
        btf.type("big", ENUM64, false, 1, 8).element("HUGE", 5, 0x8000_0000L); // 17
        btf.type("opaque", FWD, true, 0, 0); // 18: union opaque
        btf.type("", RESTRICT, 10); // 19: const char *restrict
        btf.type("", FUNC_PROTO, false, 2, 2).element("format", 19).element("", 0); // 20
        btf.type("printk", FUNC, false, 1, 20); // 21
        btf.type("", PTR, 20); // 22: pointer to function
        btf.type("jiffies", VAR, 1).word(1); // 23
        btf.type(".data", DATASEC, false, 1, 64).word(23).word(16).word(8); // 24
        btf.type("double", FLOAT, 8); // 25
        btf.type("kfunc", DECL_TAG, 21).word(-1); // 26
        btf.type("percpu", TYPE_TAG, 2); // 27
        btf.type("", PTR, 27); // 28: int * through a tag
        btf.type("list_head", TYPEDEF, 6); // 29: the same name again
        return btf;
    }
}

package dev.vmi4j.symbols.btf;

/** The kinds of BTF ({@code BTF_KIND_*}), with their numbers and the sizes of what follows their heads. */
enum BtfKind {
    VOID(0, 0, 0),
    INT(1, 4, 0),
    PTR(2, 0, 0),
    ARRAY(3, 12, 0),
    STRUCT(4, 0, 12),
    UNION(5, 0, 12),
    ENUM(6, 0, 8),
    FWD(7, 0, 0),
    TYPEDEF(8, 0, 0),
    VOLATILE(9, 0, 0),
    CONST(10, 0, 0),
    RESTRICT(11, 0, 0),
    FUNC(12, 0, 0),
    FUNC_PROTO(13, 0, 8),
    VAR(14, 4, 0),
    DATASEC(15, 0, 12),
    FLOAT(16, 0, 0),
    DECL_TAG(17, 4, 0),
    TYPE_TAG(18, 0, 0),
    ENUM64(19, 0, 12);

    private static final BtfKind[] ALL = values();
    private static final int[] FIXED = new int[ALL.length];
    private static final int[] EACH = new int[ALL.length];

    static {
        for (BtfKind kind : values()) {
            ALL[kind.number] = kind;
            FIXED[kind.number] = kind.fixed;
            EACH[kind.number] = kind.each;
        }
    }

    private final int number;
    private final int fixed;
    private final int each;

    BtfKind(int number, int fixed, int each) {
        this.number = number;
        this.fixed = fixed;
        this.each = each;
    }

    int number() {
        return number;
    }

    static int count() {
        return ALL.length;
    }

    static BtfKind of(int number) {
        return ALL[number];
    }

    /** The number of a kind in the info word of a type; 7 bits, of which today's kernels use 5. */
    static int number(int info) {
        return info >>> 24 & 0x7f;
    }

    /** The number of elements that follow; 24 bits, of which today's kernels use 16. */
    static int elements(int info) {
        return info & 0xff_ffff;
    }

    /** The size of an element of a known kind. */
    static int each(int number) {
        return EACH[number];
    }

    /** The bytes that follow the head of a type of a known kind. */
    static long trailing(int number, int info) {
        return FIXED[number] + (long) EACH[number] * elements(info);
    }
}

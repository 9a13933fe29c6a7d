package dev.vmi4j.os.linux.kernel;

/** The marks that taint a kernel or come from a module, as letters ({@code kernel/panic.c:taint_flags}). */
public final class Taints {
    /** One letter for each bit, from the lowest; a bit is never given another meaning. */
    private static final String LETTERS = "PFSRMBUDAWCIOELKXTNJ";

    private Taints() {}

    /**
     * The letters of the bits that are set.
     *
     * @param mask {@code tainted_mask} or {@code module.taints}
     * @return in the order of the bits, such as {@code OE}; a bit without a known letter as {@code ?}; empty when none is
     *     set
     */
    public static String letters(long mask) {
        StringBuilder letters = new StringBuilder();
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            letters.append(bit < LETTERS.length() ? LETTERS.charAt(bit) : '?');
        }
        return letters.toString();
    }
}

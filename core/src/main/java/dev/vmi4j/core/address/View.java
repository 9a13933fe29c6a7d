package dev.vmi4j.core.address;

/**
 * A view of guest physical memory: a second-level translation (AMD64: an EPT or NPT) with access rights and remapped
 * frames of its own. View 0 is the one the guest starts with.
 *
 * @param value the number the driver gave it, unsigned 16 bits
 */
public record View(int value) {
    /** Checks the number. */
    public View {
        if ((value & ~0xffff) != 0) {
            throw new IllegalArgumentException("view " + value + " is not within 0..65535");
        }
    }

    @Override
    public String toString() {
        return "view " + value;
    }
}

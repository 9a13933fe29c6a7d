package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.arch.amd64.registers.Amd64Registers;

/** Which form descriptors have: it depends on long mode alone, not on the code that runs. */
public enum DescriptorWidth {
    /** Protected mode: 8 bytes each. */
    LEGACY,
    /** Long mode: gates and system segments have 16 bytes. */
    LONG;

    /**
     * The form that a virtual CPU uses.
     *
     * @param registers its registers
     * @return the form
     */
    public static DescriptorWidth of(Amd64Registers registers) {
        return registers.longMode() ? LONG : LEGACY;
    }

    /** The size of a gate of the IDT and of a system descriptor, in bytes. */
    int size() {
        return switch (this) {
            case LEGACY -> 8;
            case LONG -> 16;
        };
    }
}

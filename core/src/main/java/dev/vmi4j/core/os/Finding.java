package dev.vmi4j.core.os;

import java.util.Optional;

/**
 * Something that was found out about a guest, and how.
 *
 * @param what lower case, for example {@code kaslr slide}
 * @param value for people, for example {@code 0x1e000000}
 * @param how one sentence: the evidence
 * @param lack what cannot be done because of it; empty when nothing is missing
 */
public record Finding(String what, String value, String how, Optional<Lack> lack) {
    /**
     * Something that was found.
     *
     * @param what lower case
     * @param value for people
     * @param how one sentence: the evidence
     */
    public Finding(String what, String value, String how) {
        this(what, value, how, Optional.empty());
    }

    /**
     * The same finding, which says that something is missing.
     *
     * @param costs what cannot be done without it
     * @param remedy what to do about it, with {@code IMAGE} in the place of the source
     * @return a copy
     */
    public Finding lacking(String costs, String remedy) {
        return new Finding(what, value, how, Optional.of(new Lack(costs, remedy)));
    }

    /**
     * Something that is missing.
     *
     * @param costs what cannot be done without it, for people
     * @param remedy what to do about it, with a command line where there is one; {@code IMAGE} stands for the source
     */
    public record Lack(String costs, String remedy) {
        /** A remedy of many: how to take an image that lacks nothing. */
        public static final String TAKE_AGAIN = "take the image again while the guest is paused: in QEMU's monitor"
                + " 'stop', 'dump-guest-memory NEW.elf' and 'cont', or 'virsh dump --memory-only DOMAIN NEW.elf'";
    }
}

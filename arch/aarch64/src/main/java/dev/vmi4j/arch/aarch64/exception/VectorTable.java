package dev.vmi4j.arch.aarch64.exception;

import dev.vmi4j.core.address.Va;
import java.util.Arrays;
import java.util.List;

/**
 * The exception vectors: 16 places of 128 bytes each, of which the CPU enters one by where an exception comes from and
 * what kind it is (Arm ARM, D1.3.1).
 *
 * @param base VBAR_EL1, a multiple of 2048
 */
public record VectorTable(Va base) {
    /** The size of a place in bytes. */
    public static final int ENTRY_SIZE = 128;

    /** Where an exception comes from. */
    public enum Origin {
        /** The same exception level, with SP_EL0. */
        CURRENT_SP0(0x000, "current level with SP_EL0"),
        /** The same exception level, with its own stack pointer. */
        CURRENT_SPX(0x200, "current level with SP_ELx"),
        /** A lower exception level in AArch64 state. */
        LOWER_64(0x400, "lower level in AArch64 state"),
        /** A lower exception level in AArch32 state. */
        LOWER_32(0x600, "lower level in AArch32 state");

        private final int offset;
        private final String description;

        Origin(int offset, String description) {
            this.offset = offset;
            this.description = description;
        }

        /**
         * What it is, for people.
         *
         * @return a few words
         */
        public String description() {
            return description;
        }
    }

    /** The kinds of exceptions that have vectors of their own. */
    public enum Kind {
        /** Caused by an instruction. */
        SYNCHRONOUS(0x000),
        /** An interrupt. */
        IRQ(0x080),
        /** A fast interrupt. */
        FIQ(0x100),
        /** An error that is reported asynchronously. */
        SERROR(0x180);

        private final int offset;

        Kind(int offset) {
            this.offset = offset;
        }
    }

    /**
     * A vector.
     *
     * @param origin where the exception comes from
     * @param kind what kind it is
     * @param address where the CPU goes
     */
    public record Vector(Origin origin, Kind kind, Va address) {}

    /**
     * Where the CPU goes.
     *
     * @param origin where the exception comes from
     * @param kind what kind it is
     * @return the address of the first instruction
     */
    public Va address(Origin origin, Kind kind) {
        return new Va(base.value() + origin.offset + kind.offset);
    }

    /**
     * All 16 vectors.
     *
     * @return in the order in which they lie
     */
    public List<Vector> vectors() {
        return Arrays.stream(Origin.values())
                .flatMap(origin ->
                        Arrays.stream(Kind.values()).map(kind -> new Vector(origin, kind, address(origin, kind))))
                .toList();
    }
}

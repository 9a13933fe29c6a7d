package dev.vmi4j.arch.amd64.event;

import dev.vmi4j.arch.amd64.registers.Msr;
import dev.vmi4j.core.arch.EventMonitor;

/** What can be monitored on AMD64. Accesses to memory are not here: they are reported where protection forbids them. */
public sealed interface Amd64EventMonitor extends EventMonitor {
    /**
     * Writes to a control register.
     *
     * @param register which
     */
    record RegisterWrites(Amd64SpecialRegister register) implements Amd64EventMonitor {
        @Override
        public String description() {
            return register + " writes";
        }
    }

    /**
     * Writes to a model specific register.
     *
     * @param msr its number, unsigned 32 bits
     */
    record MsrWrites(int msr) implements Amd64EventMonitor {
        @Override
        public String description() {
            return Msr.describe(msr) + " writes";
        }
    }

    /**
     * Interrupts and exceptions of a vector.
     *
     * @param vector 0 to 255
     */
    record Interrupts(int vector) implements Amd64EventMonitor {
        /** Checks the vector. */
        public Interrupts {
            if (vector < 0 || vector > 255) {
                throw new IllegalArgumentException("vector " + vector + " is not within 0..255");
            }
        }

        /**
         * Exceptions of a vector that the architecture defines.
         *
         * @param vector the vector
         */
        public Interrupts(Amd64Vector vector) {
            this(vector.vector());
        }

        @Override
        public String description() {
            return Amd64Vector.mnemonic(vector) + " interrupts";
        }
    }

    /** Every instruction. */
    record SingleSteps() implements Amd64EventMonitor {
        @Override
        public String description() {
            return "single steps";
        }
    }

    /** The instruction by which a guest calls its hypervisor: VMCALL or VMMCALL. */
    record Hypercalls() implements Amd64EventMonitor {
        @Override
        public String description() {
            return "hypercalls";
        }
    }

    /** The instruction CPUID. */
    record Cpuids() implements Amd64EventMonitor {
        @Override
        public String description() {
            return "CPUID instructions";
        }
    }

    /**
     * Accesses to I/O ports.
     *
     * @param first the first port, 0 to 0xffff
     * @param last the last port, 0 to 0xffff
     */
    record PortAccesses(int first, int last) implements Amd64EventMonitor {
        /** Every port. */
        public static final PortAccesses ALL = new PortAccesses(0, 0xffff);

        /** Checks the range. */
        public PortAccesses {
            if (first < 0 || last > 0xffff || first > last) {
                throw new IllegalArgumentException("ports " + first + " to " + last + " are no range within 0..65535");
            }
        }

        @Override
        public String description() {
            return "accesses to ports 0x" + Integer.toHexString(first) + " to 0x" + Integer.toHexString(last);
        }
    }
}

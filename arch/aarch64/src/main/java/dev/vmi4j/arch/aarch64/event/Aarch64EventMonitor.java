package dev.vmi4j.arch.aarch64.event;

import dev.vmi4j.arch.aarch64.exception.ExceptionClass;
import dev.vmi4j.arch.aarch64.registers.SystemRegister;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.EventMonitor;

/** What can be monitored on AArch64. Accesses to memory are not here: they are reported where protection forbids them. */
public sealed interface Aarch64EventMonitor extends EventMonitor {
    /**
     * Writes to a register that controls translation.
     *
     * @param register which
     */
    record RegisterWrites(Aarch64SpecialRegister register) implements Aarch64EventMonitor {
        @Override
        public String description() {
            return register + " writes";
        }
    }

    /**
     * Writes to any system register.
     *
     * @param encoding its number, see {@link SystemRegister#encoding()}
     */
    record SystemRegisterWrites(int encoding) implements Aarch64EventMonitor {
        /** Checks the number. */
        public SystemRegisterWrites {
            if (encoding < 0 || encoding > 0xffff) {
                throw new IllegalArgumentException("register number " + encoding + " is not within 0..65535");
            }
        }

        @Override
        public String description() {
            return SystemRegister.describe(encoding) + " writes";
        }
    }

    /**
     * Exceptions of a class.
     *
     * @param exceptionClass which
     */
    record Exceptions(ExceptionClass exceptionClass) implements Aarch64EventMonitor {
        @Override
        public String description() {
            return exceptionClass + " exceptions";
        }
    }

    /** Interrupts from outside. */
    record Interrupts() implements Aarch64EventMonitor {
        @Override
        public String description() {
            return "interrupts";
        }
    }

    /** Every instruction. */
    record SingleSteps() implements Aarch64EventMonitor {
        @Override
        public String description() {
            return "single steps";
        }
    }

    /**
     * Accesses to a few bytes, by a hardware watchpoint.
     *
     * @param va the first virtual address
     * @param length in bytes: 1 to 8, or a power of two up to 2 GiB
     * @param access which accesses
     */
    record Watchpoints(Va va, long length, MemoryAccess access) implements Aarch64EventMonitor {
        /** Checks the length. */
        public Watchpoints {
            boolean large = Long.bitCount(length) == 1 && length <= 1L << 31;
            if (length < 1 || length > Long.BYTES && !large) {
                throw new IllegalArgumentException("a watchpoint cannot cover " + length + " bytes");
            }
        }

        @Override
        public String description() {
            return access + " accesses to " + length + " bytes at " + va;
        }
    }

    /** Calls of the hypervisor: HVC. */
    record Hypercalls() implements Aarch64EventMonitor {
        @Override
        public String description() {
            return "hypercalls";
        }
    }

    /** Calls of the secure monitor: SMC. */
    record SecureMonitorCalls() implements Aarch64EventMonitor {
        @Override
        public String description() {
            return "secure monitor calls";
        }
    }
}

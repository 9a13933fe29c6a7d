package dev.vmi4j.arch.amd64.event;

import dev.vmi4j.core.address.MemoryAccess;

/**
 * The error code of a page fault (Intel SDM Vol. 3A, figure 4-12; AMD APM Vol. 2, section 8.4.2).
 *
 * @param value the raw error code
 */
public record PageFaultErrorCode(int value) {
    /**
     * Whether the page was present, so that rights or reserved bits were the reason.
     *
     * @return bit 0, P
     */
    public boolean present() {
        return (value & 1) != 0;
    }

    /**
     * Whether it was a write.
     *
     * @return bit 1, W/R
     */
    public boolean write() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether it was an access of user mode.
     *
     * @return bit 2, U/S
     */
    public boolean user() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether a reserved bit was set in an entry.
     *
     * @return bit 3, RSVD
     */
    public boolean reserved() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether it was an instruction fetch.
     *
     * @return bit 4, I/D
     */
    public boolean fetch() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether a protection key forbade it.
     *
     * @return bit 5, PK
     */
    public boolean protectionKey() {
        return (value >>> 5 & 1) != 0;
    }

    /**
     * Whether it was a shadow stack access.
     *
     * @return bit 6, SS
     */
    public boolean shadowStack() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether the walk was one of hypervisor-managed translation (Intel).
     *
     * @return bit 7, HLAT
     */
    public boolean hypervisorManaged() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether an enclave's rules forbade it (Intel).
     *
     * @return bit 15, SGX
     */
    public boolean enclave() {
        return (value >>> 15 & 1) != 0;
    }

    /**
     * Whether the reverse map forbade it (AMD SEV-SNP).
     *
     * @return bit 31, RMP
     */
    public boolean reverseMap() {
        return (value >>> 31 & 1) != 0;
    }

    /**
     * What was attempted.
     *
     * @return a read, a write or a fetch
     */
    public MemoryAccess access() {
        if (fetch()) {
            return MemoryAccess.X;
        }
        return write() ? MemoryAccess.W : MemoryAccess.R;
    }
}

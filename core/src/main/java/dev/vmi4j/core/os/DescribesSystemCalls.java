package dev.vmi4j.core.os;

/** A guest system that can decode system calls. Implemented beside {@link GuestSystem} by operating system layers. */
public interface DescribesSystemCalls {
    /**
     * A decoder for this guest.
     *
     * @return a new decoder
     * @throws dev.vmi4j.core.error.VmiException when the kernel has no gate that is known, or its types are missing
     */
    SystemCallDecoder systemCalls();
}

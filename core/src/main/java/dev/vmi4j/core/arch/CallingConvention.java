package dev.vmi4j.core.arch;

/**
 * How a caller hands arguments to a function or to the kernel. Each architecture says in {@link Registers#argument} what
 * a convention means for it and for the address width of the code that runs.
 */
public enum CallingConvention {
    /** Functions of user space as the System V ABI of the architecture has them; AMD64: RDI, RSI, ..., then the stack. */
    SYSTEM_V,
    /** Functions of the Linux kernel; as {@link #SYSTEM_V}, but 32-bit x86 hands the first three over in registers. */
    LINUX_KERNEL,
    /** System calls of Linux; AMD64: RDI, RSI, RDX, R10, R8, R9. */
    LINUX_SYSCALL
}

package dev.vmi4j.os.linux.kernel.stack;

/**
 * The memory of one stack.
 *
 * @param name in words, for example {@code task} or {@code irq}
 * @param low its lowest address
 * @param high the address behind it
 */
record StackArea(String name, long low, long high) {
    boolean contains(long address, long length) {
        long offset = address - low;
        long size = high - low;
        return Long.compareUnsigned(offset, size) < 0 && Long.compareUnsigned(length, size - offset) <= 0;
    }
}

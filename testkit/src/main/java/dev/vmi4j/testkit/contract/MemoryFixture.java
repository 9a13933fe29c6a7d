package dev.vmi4j.testkit.contract;

import dev.vmi4j.core.memory.GuestMemory;

/** A memory under test with what the suite must know of it. Implemented by each extension of {@link GuestMemoryContract}. */
public interface MemoryFixture {
    /**
     * The memory under test.
     *
     * @return the same object at every call
     */
    GuestMemory memory();

    /**
     * The first address that can be read; the one before cannot.
     *
     * @return address
     */
    long start();

    /**
     * The number of bytes that can be read from the start on; the byte after them cannot. At least four pages.
     *
     * @return in bytes
     */
    int size();

    /**
     * The size of the units in which the memory is made, at whose borders the suite reads.
     *
     * @return in bytes, at least 512
     */
    int unit();

    /**
     * Changes bytes of the memory and ends what is cached of it.
     *
     * @param offset from the start
     * @param bytes the new content
     */
    void put(int offset, byte... bytes);
}

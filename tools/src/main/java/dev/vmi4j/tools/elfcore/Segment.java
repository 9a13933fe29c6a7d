package dev.vmi4j.tools.elfcore;

import dev.vmi4j.core.address.MemoryAccess;

/** A {@code PT_LOAD} segment: virtual address, size, rights, whether the file has its content, and where. */
record Segment(long va, long size, MemoryAccess access, boolean content, long offset) {
    long end() {
        return va + size;
    }

    Segment longer(long by) {
        return new Segment(va, size + by, access, content, offset);
    }

    Segment at(long place) {
        return new Segment(va, size, access, content, place);
    }

    boolean has(long address) {
        return Long.compareUnsigned(address, va) >= 0 && Long.compareUnsigned(address, end()) < 0;
    }
}

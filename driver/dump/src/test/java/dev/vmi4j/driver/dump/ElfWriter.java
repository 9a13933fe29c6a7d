package dev.vmi4j.driver.dump;

import java.util.ArrayList;
import java.util.List;

/** Writes ELF cores by the book (System V ABI, chapters 4 and 5). */
final class ElfWriter {
    private static final class Segment {
        final int type;
        final long virtual;
        final long physical;
        final long memorySize;
        final byte[] content;

        Segment(int type, long virtual, long physical, long memorySize, byte[] content) {
            this.type = type;
            this.virtual = virtual;
            this.physical = physical;
            this.memorySize = memorySize;
            this.content = content.clone();
        }
    }

    private final boolean wide;
    private final List<Segment> segments = new ArrayList<>();
    private int machine = TestArchitecture.MACHINE;
    private boolean extendedCount;

    ElfWriter(boolean wide) {
        this.wide = wide;
    }

    ElfWriter machine(int value) {
        machine = value;
        return this;
    }

    ElfWriter load(long physical, byte[] content) {
        return load(0, physical, content.length, content);
    }

    ElfWriter load(long virtual, long physical, long memorySize, byte[] content) {
        segments.add(new Segment(1, virtual, physical, memorySize, content));
        return this;
    }

    ElfWriter notes(byte[]... notes) {
        Bytes all = new Bytes();
        for (byte[] note : notes) {
            all.append(note);
        }
        segments.add(new Segment(4, 0, 0, 0, all.toArray()));
        return this;
    }

    /** Puts the number of program headers where {@code PN_XNUM} says. */
    ElfWriter extendedCount() {
        extendedCount = true;
        return this;
    }

    byte[] write() {
        int header = wide ? 64 : 52;
        int programHeader = wide ? 56 : 32;
        int section = header;
        int table = section + (wide ? 64 : 40);
        Bytes file = new Bytes();
        file.u32(0, 0x464c457f).u8(4, wide ? 2 : 1).u8(5, 1).u8(6, 1);
        file.u16(16, 4).u16(18, machine).u32(20, 1);
        file.word(wide, wide ? 32 : 28, table).word(wide, wide ? 40 : 32, section);
        file.u16(wide ? 54 : 42, programHeader)
                .u16(wide ? 56 : 44, extendedCount ? 0xffff : segments.size())
                .u32(section + (wide ? 44 : 28), extendedCount ? segments.size() : 0);
        int content = table + programHeader * segments.size() + 20;
        for (int i = 0; i < segments.size(); i++) {
            segment(file, table + i * programHeader, segments.get(i), content);
            content += segments.get(i).content.length;
        }
        return file.toArray();
    }

    private void segment(Bytes file, int at, Segment segment, int content) {
        file.u32(at, segment.type);
        int word = wide ? 8 : 4;
        file.word(wide, at + word, content)
                .word(wide, at + 2 * word, segment.virtual)
                .word(wide, at + 3 * word, segment.physical)
                .word(wide, at + 4 * word, segment.content.length)
                .word(wide, at + 5 * word, segment.memorySize);
        file.put(content, segment.content);
    }
}

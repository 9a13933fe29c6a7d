package dev.vmi4j.tools.elfcore;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.os.ProcessCore.Note;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The headers and notes of a 64-bit little-endian ELF core file ({@code elf(5)}). */
final class ElfHeaders {
    private static final int FILE_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SECTION_HEADER = 64;
    private static final short ET_CORE = 4;
    private static final int PT_LOAD = 1;
    private static final int PT_NOTE = 4;

    /** {@code PN_XNUM}: the number of program headers is in the first section header. */
    private static final int MANY = 0xffff;

    private static final int NOTE_ALIGNMENT = 4;
    private static final long PAGE = 4096;

    private ElfHeaders() {}

    /** The size of all headers. */
    static long size(int programHeaders) {
        return FILE_HEADER + (long) programHeaders * PROGRAM_HEADER + (programHeaders >= MANY ? SECTION_HEADER : 0);
    }

    static byte[] of(int machine, List<Segment> segments, long noteSize) {
        int count = segments.size() + 1;
        ByteBuffer headers = ByteBuffer.allocate((int) size(count)).order(ByteOrder.LITTLE_ENDIAN);
        fileHeader(headers, machine, count);
        programHeader(headers, PT_NOTE, 0, size(count), 0, noteSize, 0, NOTE_ALIGNMENT);
        for (Segment segment : segments) {
            long fileSize = segment.content() ? segment.size() : 0;
            programHeader(
                    headers,
                    PT_LOAD,
                    flags(segment.access()),
                    segment.offset(),
                    segment.va(),
                    fileSize,
                    segment.size(),
                    PAGE);
        }
        if (count >= MANY) {
            headers.putInt(headers.position() + 44, count);
        }
        return headers.array();
    }

    static byte[] notes(List<Note> notes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Note note : notes) {
            byte[] owner = (note.owner() + "\0").getBytes(StandardCharsets.US_ASCII);
            ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(owner.length).putInt(note.bytes().length).putInt(note.type());
            bytes.writeBytes(header.array());
            padded(bytes, owner);
            padded(bytes, note.bytes());
        }
        return bytes.toByteArray();
    }

    private static void padded(ByteArrayOutputStream bytes, byte[] part) {
        bytes.writeBytes(part);
        bytes.writeBytes(new byte[-part.length & NOTE_ALIGNMENT - 1]);
    }

    private static void fileHeader(ByteBuffer header, int machine, int programHeaders) {
        boolean many = programHeaders >= MANY;
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        header.putShort(ET_CORE).putShort((short) machine).putInt(1);
        header.putLong(0).putLong(FILE_HEADER);
        header.putLong(many ? FILE_HEADER + (long) programHeaders * PROGRAM_HEADER : 0);
        header.putInt(0).putShort((short) FILE_HEADER).putShort((short) PROGRAM_HEADER);
        header.putShort((short) (many ? MANY : programHeaders));
        header.putShort((short) (many ? SECTION_HEADER : 0))
                .putShort((short) (many ? 1 : 0))
                .putShort((short) 0);
    }

    private static void programHeader(
            ByteBuffer header, int type, int flags, long offset, long va, long fileSize, long size, long alignment) {
        header.putInt(type).putInt(flags).putLong(offset).putLong(va).putLong(0);
        header.putLong(fileSize).putLong(size).putLong(alignment);
    }

    /** {@code PF_R}, {@code PF_W}, {@code PF_X}. */
    private static int flags(MemoryAccess access) {
        return (access.contains(MemoryAccess.R) ? 4 : 0)
                | (access.contains(MemoryAccess.W) ? 2 : 0)
                | (access.contains(MemoryAccess.X) ? 1 : 0);
    }
}

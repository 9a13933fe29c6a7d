package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Recognizes files that are no raw memory image, so that they are refused with a sentence and not misread. */
final class ForeignFiles {
    private record Magic(String bytes, String reason) {}

    private static final String CONVERT = ", which this build does not read; write a raw, ELF or kdump image";
    private static final String NOT_MEMORY = ", not a memory image";
    private static final int TEXT_SAMPLE = 4096;

    private static final List<Magic> KNOWN = List.of(
            magic("PAGEDU64", "is a Windows crash dump (64-bit)" + CONVERT),
            magic("PAGEDUMP", "is a Windows crash dump (32-bit)" + CONVERT),
            magic("MDMP", "is a Windows minidump of a process" + NOT_MEMORY),
            magic("HIBR", "is a Windows hibernation file" + CONVERT),
            magic("hibr", "is a Windows hibernation file" + CONVERT),
            magic("wake", "is a Windows hibernation file" + CONVERT),
            magic("EMiL", "is a LiME image" + CONVERT),
            magic("QEVM", "is a saved QEMU machine state" + CONVERT),
            magic("LibvirtQemudSave", "is a machine saved by libvirt (virsh save)" + CONVERT),
            magic("DISKDUMP", "is a diskdump image" + CONVERT),
            magic("XenSavedDomain", "is a saved Xen domain" + CONVERT),
            magic("\u00d0\u00be\u00d2\u00be", "is a saved VMware machine state (.vmss)" + CONVERT),
            magic("\u00d2\u00be\u00d2\u00be", "is a saved VMware machine state (.vmss)" + CONVERT),
            magic("\u00d3\u00be\u00d2\u00be", "is a saved VMware machine state (.vmsn)" + CONVERT),
            magic("QFI\u00fb", "is a qcow2 disk image" + NOT_MEMORY),
            magic("KDMV", "is a VMware disk image" + NOT_MEMORY),
            magic("vhdxfile", "is a Hyper-V disk image" + NOT_MEMORY),
            magic("conectix", "is a Hyper-V disk image" + NOT_MEMORY),
            magic("Microsoft C/C++ MSF", "is a program database (PDB)" + NOT_MEMORY),
            magic("PK\u0003\u0004", "is a zip archive; unpack it first"),
            magic("7z\u00bc\u00af", "is a 7-Zip archive; unpack it first"),
            magic("Rar!", "is a RAR archive; unpack it first"),
            magic("BZh", "is compressed with bzip2; unpack it first"),
            magic("LZIP", "is compressed with lzip; unpack it first"),
            magic("\4\"M\30", "is compressed with lz4; unpack it first"),
            magic("\u0089LZO", "is compressed with lzop; unpack it first"),
            magic("MZ", "is a program" + NOT_MEMORY),
            magic("\u00ff\6\0\0sNaP", "is compressed with snappy; unpack it first"));

    private ForeignFiles() {}

    /** What the file is, going on after its name, or empty when it may be anything. */
    static Optional<String> recognize(MemorySegment head) {
        return KNOWN.stream()
                .filter(magic -> startsWith(head, magic.bytes))
                .map(Magic::reason)
                .findFirst()
                .or(() -> isTar(head) ? Optional.of("is a tar archive; unpack it first") : Optional.empty())
                .or(() -> isText(head) ? Optional.of("is a text file" + NOT_MEMORY) : Optional.empty());
    }

    /** Whether the file begins with the characters of a text, each a byte. */
    static boolean startsWith(MemorySegment head, String text) {
        byte[] magic = text.getBytes(StandardCharsets.ISO_8859_1);
        return head.byteSize() >= magic.length
                && MemorySegment.mismatch(head, 0, magic.length, MemorySegment.ofArray(magic), 0, magic.length) < 0;
    }

    private static boolean isTar(MemorySegment head) {
        return head.byteSize() > 512
                && head.get(LittleEndian.INT, 257) == 0x61747375
                && head.get(ValueLayout.JAVA_BYTE, 261) == 'r';
    }

    private static boolean isText(MemorySegment head) {
        for (long i = 0; i < Math.min(TEXT_SAMPLE, head.byteSize()); i++) {
            int c = head.get(ValueLayout.JAVA_BYTE, i) & 0xff;
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static Magic magic(String bytes, String reason) {
        return new Magic(bytes, reason);
    }
}

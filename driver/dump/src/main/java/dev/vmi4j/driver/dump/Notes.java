package dev.vmi4j.driver.dump;

import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The notes of an image, in the layout of ELF notes: the sizes of name and content and a type, each of 32 bits, then
 * name and content, each padded to 4 bytes.
 */
final class Notes {
    private static final int HEADER = 12;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_NOTES = 1 << 18;
    private static final int LONGEST_VMCOREINFO = 1 << 20;
    private static final int NT_PRSTATUS = 1;

    private final List<RegisterNote> registers = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private Optional<String> vmcoreInfo = Optional.empty();

    /** Adds the notes of a block; where the block makes no sense, what follows is passed over with a remark. */
    void read(MemorySegment block) {
        long at = 0;
        while (at + HEADER <= block.byteSize()) {
            long nameSize = block.get(LittleEndian.INT, at) & 0xffff_ffffL;
            long size = block.get(LittleEndian.INT, at + 4) & 0xffff_ffffL;
            int type = block.get(LittleEndian.INT, at + 8);
            long content = at + HEADER + padded(nameSize);
            if (nameSize > LONGEST_NAME || content + size > block.byteSize() || registers.size() >= MOST_NOTES) {
                remarks.add("the notes make no sense from byte " + at + " of " + block.byteSize() + " on");
                return;
            }
            add(
                    owner(block, at + HEADER, nameSize),
                    type,
                    block.asSlice(content, size).asReadOnly());
            at = content + padded(size);
        }
    }

    private void add(String owner, int type, MemorySegment bytes) {
        if (owner.equals("VMCOREINFO")) {
            vmcoreInfo = Optional.of(text(bytes));
        } else {
            registers.add(new RegisterNote(owner, type, bytes));
        }
    }

    /** The text of VMCOREINFO, without the zero bytes that some writers pad it with. */
    static String text(MemorySegment bytes) {
        byte[] copy = new byte[(int) Math.min(bytes.byteSize(), LONGEST_VMCOREINFO)];
        MemorySegment.copy(bytes, 0, MemorySegment.ofArray(copy), 0, copy.length);
        String text = new String(copy, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    Optional<String> vmcoreInfo() {
        return vmcoreInfo;
    }

    List<String> remarks() {
        return remarks;
    }

    /**
     * The register notes by virtual CPU. Writers either finish one CPU before the next or write one kind of note for
     * all; both are met by giving the n-th note of a kind to the n-th CPU. There are as many CPUs as process status
     * notes; what exceeds them is passed over.
     */
    List<List<RegisterNote>> byVcpu() {
        List<List<RegisterNote>> vcpus = new ArrayList<>();
        registers.stream().filter(Notes::isStatus).forEach(_ -> vcpus.add(new ArrayList<>()));
        Map<Map.Entry<String, Integer>, Integer> seen = new HashMap<>();
        for (RegisterNote note : registers) {
            int vcpu = seen.merge(Map.entry(note.owner(), note.type()), 1, Integer::sum) - 1;
            if (vcpu < vcpus.size()) {
                vcpus.get(vcpu).add(note);
            }
        }
        return vcpus.stream().map(List::copyOf).toList();
    }

    /** The size of the first process status note, by which its architecture can be told. */
    OptionalInt statusSize() {
        return registers.stream()
                .filter(Notes::isStatus)
                .mapToInt(note -> (int) Math.min(note.bytes().byteSize(), Integer.MAX_VALUE))
                .findFirst();
    }

    private static boolean isStatus(RegisterNote note) {
        return note.type() == NT_PRSTATUS && note.owner().equals("CORE");
    }

    private static String owner(MemorySegment block, long at, long size) {
        byte[] name = new byte[(int) size];
        MemorySegment.copy(block, at, MemorySegment.ofArray(name), 0, size);
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static long padded(long size) {
        return size + 3 & ~3;
    }
}

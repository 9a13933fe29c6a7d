package dev.vmi4j.arch.amd64.paging;

import dev.vmi4j.arch.amd64.registers.MemoryType;
import dev.vmi4j.arch.amd64.registers.Pat;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.PageTableLevel;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.paging.PagingMode;
import java.util.Optional;

/**
 * A page table entry with names for its bits (Intel SDM Vol. 3A, tables 4-4 to 4-20; AMD APM Vol. 2, section 5.4). These
 * are the bits of this entry alone; what all levels together allow is in {@link
 * dev.vmi4j.core.paging.PageAttributes}.
 *
 * @param mode the paging mode
 * @param level the level of its table
 * @param value the raw entry; zero-extended where entries have 4 bytes
 */
public record Amd64PageTableEntry(PagingMode mode, PageTableLevel level, long value) {
    /**
     * The entry that a walk read.
     *
     * @param mode the paging mode of the walk
     * @param step a step of the walk
     * @return the entry
     */
    public static Amd64PageTableEntry of(PagingMode mode, PageWalk.Step step) {
        return new Amd64PageTableEntry(mode, step.level(), step.entry());
    }

    /**
     * Whether it is present.
     *
     * @return bit 0, P; when clear no other bit has a meaning
     */
    public boolean present() {
        return bit(0);
    }

    /**
     * Whether it allows writes.
     *
     * @return bit 1, R/W
     */
    public boolean writable() {
        return bit(1);
    }

    /**
     * Whether it allows user mode.
     *
     * @return bit 2, U/S
     */
    public boolean user() {
        return bit(2);
    }

    /**
     * Whether what it leads to is cached write-through.
     *
     * @return bit 3, PWT
     */
    public boolean writeThrough() {
        return bit(3);
    }

    /**
     * Whether what it leads to is not cached.
     *
     * @return bit 4, PCD
     */
    public boolean cacheDisabled() {
        return bit(4);
    }

    /**
     * Whether it was used.
     *
     * @return bit 5, A
     */
    public boolean accessed() {
        return bit(5);
    }

    /**
     * Whether the page was written.
     *
     * @return bit 6, D; false when it is no leaf
     */
    public boolean dirty() {
        return isLeaf() && bit(6);
    }

    /**
     * Whether it maps a page larger than 4 KiB.
     *
     * @return bit 7, PS, where the mode honours it
     */
    public boolean large() {
        return isLeaf() && layout().shift() > 12;
    }

    /**
     * Whether the translation holds for every address space.
     *
     * @return bit 8, G; false when it is no leaf
     */
    public boolean global() {
        return isLeaf() && bit(8);
    }

    /**
     * Whether it is a leaf rather than leading to a table.
     *
     * @return false for an entry that is not present
     */
    public boolean isLeaf() {
        return present() && layout().isLeaf(value);
    }

    /**
     * The PAT bit.
     *
     * @return bit 7 of a 4 KiB page, bit 12 of a larger one; false when it is no leaf
     */
    public boolean pat() {
        return isLeaf() && bit(large() ? 12 : 7);
    }

    /**
     * The index into PAT.
     *
     * @return PAT, PCD and PWT: 0 to 7
     */
    public int patIndex() {
        return (pat() ? 4 : 0) | (cacheDisabled() ? 2 : 0) | (writeThrough() ? 1 : 0);
    }

    /**
     * The memory type, before MTRRs are taken into account.
     *
     * @param table the value of PAT
     * @return empty when PAT holds a reserved number
     */
    public Optional<MemoryType> memoryType(Pat table) {
        return table.type(patIndex());
    }

    /**
     * The protection key, which has a meaning with CR4.PKE or CR4.PKS in long mode.
     *
     * @return bits 59 to 62 of a leaf; 0 when it is no leaf
     */
    public int protectionKey() {
        return isLeaf() ? (int) (value >>> 59) & 0xf : 0;
    }

    /**
     * Whether it forbids execution.
     *
     * @return bit 63, XD or NX
     */
    public boolean noExecute() {
        return bit(63);
    }

    /**
     * What it leads to.
     *
     * @return guest physical address of the page of a leaf, otherwise of the next table
     */
    public Pa address() {
        return new Pa(isLeaf() ? layout().leafAddress(value) : layout().tableAddress(value));
    }

    /**
     * The reserved bits that are set.
     *
     * @return 0 when it is well-formed or not present
     */
    public long violations() {
        return present() ? layout().violations(value) : 0;
    }

    /** The level, the value in hexadecimal and the bits as QEMU's {@code info tlb} prints them. */
    @Override
    public String toString() {
        return level.name() + " " + Addresses.hex(value) + " " + flags();
    }

    private String flags() {
        return flag(noExecute(), 'X')
                + flag(global(), 'G')
                + flag(large(), 'P')
                + flag(dirty(), 'D')
                + flag(accessed(), 'A')
                + flag(cacheDisabled(), 'C')
                + flag(writeThrough(), 'T')
                + flag(user(), 'U')
                + flag(writable(), 'W');
    }

    private static String flag(boolean set, char name) {
        return set ? String.valueOf(name) : "-";
    }

    private LevelLayout layout() {
        return mode.layout(level);
    }

    private boolean bit(int number) {
        return (value >>> number & 1) != 0;
    }
}

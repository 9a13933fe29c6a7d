package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.paging.AttributeRule;
import dev.vmi4j.core.paging.EntryField;
import dev.vmi4j.core.paging.PageAttributes;
import java.util.List;

/**
 * How AArch64's descriptors restrict each other: table descriptors may take away writing and EL0 (APTable) and execution
 * (PXNTable, UXNTable) below them (Arm ARM, D8.4). The inherited rights are the inverse of those bits at their places.
 * Permission indirection (TCR2_EL1.PIE) is not folded in.
 */
enum Aarch64AttributeRule implements AttributeRule {
    /** Table descriptors restrict what lies below them. */
    HIERARCHICAL {
        @Override
        public long inherit(long inherited, long entry) {
            return inherited & ~entry;
        }
    },
    /** TCR_EL1.HPD0 or HPD1: the bits of table descriptors are ignored. */
    LEAVES_ALONE {
        @Override
        public long inherit(long inherited, long entry) {
            return inherited;
        }
    };

    @Override
    public PageAttributes attributes(long inherited, long leaf) {
        boolean writable = (leaf & Bits.READ_ONLY) == 0 && (inherited & Bits.TABLE_READ_ONLY) != 0;
        boolean user = (leaf & Bits.USER) != 0 && (inherited & Bits.TABLE_NO_USER) != 0;
        return new PageAttributes(
                supervisor(inherited, leaf, writable, user),
                user(inherited, leaf, writable, user),
                (leaf & Bits.NOT_GLOBAL) == 0,
                (leaf & Bits.ACCESSED) != 0,
                (leaf & Bits.DIRTY_MODIFIER) != 0 && (leaf & Bits.READ_ONLY) == 0);
    }

    @Override
    public List<EntryField> fields() {
        return Aarch64EntryFields.ALL;
    }

    /** What EL0 may write EL1 may not execute (Arm ARM, D8.4.1). */
    private static MemoryAccess supervisor(long inherited, long leaf, boolean writable, boolean user) {
        boolean execute = (leaf & Bits.PRIVILEGED_NO_EXECUTE) == 0
                && (inherited & Bits.TABLE_PRIVILEGED_NO_EXECUTE) != 0
                && !(writable && user);
        return access(true, writable, execute);
    }

    /** EL0 may execute what it may not read. */
    private static MemoryAccess user(long inherited, long leaf, boolean writable, boolean user) {
        boolean execute = (leaf & Bits.USER_NO_EXECUTE) == 0 && (inherited & Bits.TABLE_USER_NO_EXECUTE) != 0;
        return access(user, user && writable, execute);
    }

    private static MemoryAccess access(boolean read, boolean write, boolean execute) {
        return MemoryAccess.of((read ? MemoryAccess.READ_BIT : 0)
                | (write ? MemoryAccess.WRITE_BIT : 0)
                | (execute ? MemoryAccess.EXECUTE_BIT : 0));
    }
}

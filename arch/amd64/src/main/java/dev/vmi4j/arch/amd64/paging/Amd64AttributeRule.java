package dev.vmi4j.arch.amd64.paging;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.paging.AttributeRule;
import dev.vmi4j.core.paging.EntryField;
import dev.vmi4j.core.paging.PageAttributes;
import java.util.List;

/**
 * How AMD64's entries restrict each other: a page is writable, or open to user mode, when every entry on the way says so
 * (R/W, U/S), and executable when none says no (NX) (Intel SDM Vol. 3A, section 4.6.1). The inherited rights are kept as
 * R/W, U/S and the inverse of NX at their places in an entry.
 */
enum Amd64AttributeRule implements AttributeRule {
    /** Every level has the three bits. */
    EVERY_LEVEL {
        @Override
        public long inherit(long inherited, long entry) {
            return inherited & (entry ^ Bits.NO_EXECUTE);
        }
    },
    /** PAE: the entries of the root are without them. */
    BELOW_ROOT {
        @Override
        public long inherit(long inherited, long entry) {
            return inherited == -1L ? RIGHTS : inherited & (entry ^ Bits.NO_EXECUTE);
        }
    };

    private static final long RIGHTS = Bits.WRITABLE | Bits.USER | Bits.NO_EXECUTE;

    @Override
    public PageAttributes attributes(long inherited, long leaf) {
        long allowed = inherited & (leaf ^ Bits.NO_EXECUTE);
        MemoryAccess access = access(allowed);
        return new PageAttributes(
                access,
                (allowed & Bits.USER) != 0 ? access : MemoryAccess.NONE,
                (leaf & Bits.GLOBAL) != 0,
                (leaf & Bits.ACCESSED) != 0,
                (leaf & Bits.DIRTY) != 0);
    }

    @Override
    public List<EntryField> fields() {
        return Amd64EntryFields.ALL;
    }

    private static MemoryAccess access(long allowed) {
        int write = (allowed & Bits.WRITABLE) != 0 ? MemoryAccess.WRITE_BIT : 0;
        int execute = (allowed & Bits.NO_EXECUTE) != 0 ? MemoryAccess.EXECUTE_BIT : 0;
        return MemoryAccess.of(MemoryAccess.READ_BIT | write | execute);
    }
}

package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A virtual address space: a translation root with its paging mode over guest physical memory. Immutable, thread-safe,
 * cheap to make; translating and reading integers allocates nothing.
 */
public final class AddressSpace implements GuestMemory {
    private final PhysicalMemory memory;
    private final PagingMode mode;
    private final LevelLayout[] levels;
    private final TableWalk walk;
    private final int entrySize;
    private final long root;
    private final long pageSize;
    private final @Nullable Tlb tlb;
    private final long tag;

    private AddressSpace(PhysicalMemory memory, PagingMode mode, long root, @Nullable Tlb tlb) {
        this.memory = memory;
        this.mode = mode;
        this.levels = mode.levels().toArray(LevelLayout[]::new);
        this.walk = mode.walk();
        this.entrySize = mode.entrySize();
        this.root = root;
        this.pageSize = 1L << mode.pageShift();
        this.tlb = tlb;
        this.tag = tlb == null ? 0 : tlb.tag(root);
    }

    /**
     * An address space that walks its page tables at every translation.
     *
     * @param memory guest physical memory
     * @param mode the paging mode
     * @param root the translation root
     * @return the address space
     * @throws IllegalArgumentException when the root is not aligned as the mode wants it
     */
    public static AddressSpace of(PhysicalMemory memory, PagingMode mode, Pa root) {
        if ((root.value() & mode.rootAlignment() - 1) != 0) {
            throw new IllegalArgumentException("translation root " + root + " is not a multiple of "
                    + Addresses.hex(mode.rootAlignment()) + " as " + mode + " paging wants it");
        }
        return new AddressSpace(memory, mode, root.value(), null);
    }

    /**
     * The same address space with a TLB in front of the walk.
     *
     * @param cache a TLB of the same paging mode, shared by any number of address spaces over the same memory
     * @return the address space that uses it
     * @throws IllegalArgumentException when the TLB serves another mode
     * @throws IllegalStateException when the TLB has served millions of different roots, more than it can tell apart
     */
    public AddressSpace cached(Tlb cache) {
        if (cache.mode() != mode) {
            throw new IllegalArgumentException("a TLB of " + cache.mode() + " paging cannot serve " + mode);
        }
        return new AddressSpace(memory, mode, root, cache);
    }

    /**
     * The translation root.
     *
     * @return guest physical address of the root table
     */
    public Pa root() {
        return new Pa(root);
    }

    /**
     * The paging mode.
     *
     * @return the mode
     */
    public PagingMode mode() {
        return mode;
    }

    /**
     * The guest physical memory below.
     *
     * @return the memory
     */
    public PhysicalMemory physicalMemory() {
        return memory;
    }

    /**
     * Translates an address without exception or allocation.
     *
     * @param va virtual address
     * @return guest physical address; negative when the address does not translate, see {@link #walk} for why
     */
    public long lookup(long va) {
        Tlb cache = tlb;
        if (cache == null) {
            return walk.walk(memory, root, va);
        }
        long pa = cache.find(tag, va);
        return pa >= 0 ? pa : walkAndEnter(cache, va);
    }

    /**
     * Translates an address.
     *
     * @param va virtual address
     * @return guest physical address
     * @throws PageFaultException when the address does not translate
     */
    public long translate(long va) {
        long pa = lookup(va);
        if (pa < 0) {
            throw fault(va);
        }
        return pa;
    }

    /**
     * Translates an address.
     *
     * @param va virtual address
     * @return guest physical address
     * @throws PageFaultException when the address does not translate
     */
    public Pa translate(Va va) {
        return new Pa(translate(va.value()));
    }

    /**
     * Translates an address where a fault is a normal answer.
     *
     * @param va virtual address
     * @return guest physical address; empty when the address does not translate
     */
    public Optional<Pa> tryTranslate(Va va) {
        long pa = lookup(va.value());
        return pa < 0 ? Optional.empty() : Optional.of(new Pa(pa));
    }

    /**
     * Walks the page tables for an address and keeps every entry read. Does not use the TLB.
     *
     * @param va virtual address
     * @return the walk, whether it reached a page or not
     */
    public PageWalk walk(Va va) {
        return new Walker(this, va).walk();
    }

    /**
     * Enumerates every page that is mapped, ascending from the lowest canonical address of the lower half.
     *
     * @return a cursor before the first mapping
     */
    public MappingCursor mappings() {
        return new MappingCursor(this, MappingCursor.DEFAULT_TABLE_LIMIT);
    }

    /**
     * Enumerates every page that is mapped, visiting no more tables than a limit.
     *
     * @param tableLimit the most tables to visit
     * @return a cursor before the first mapping
     */
    public MappingCursor mappings(long tableLimit) {
        return new MappingCursor(this, tableLimit);
    }

    @Override
    public byte readByte(long address) {
        return memory.readByte(translate(address));
    }

    @Override
    public short readShort(long address) {
        long pa = translate(address);
        return fits(pa, Short.BYTES) ? memory.readShort(pa) : (short) readAcross(address, Short.BYTES);
    }

    @Override
    public int readInt(long address) {
        long pa = translate(address);
        return fits(pa, Integer.BYTES) ? memory.readInt(pa) : (int) readAcross(address, Integer.BYTES);
    }

    @Override
    public long readLong(long address) {
        long pa = translate(address);
        return fits(pa, Long.BYTES) ? memory.readLong(pa) : readAcross(address, Long.BYTES);
    }

    @Override
    public void read(long address, MemorySegment destination, long offset, long length) {
        long done = 0;
        while (done < length) {
            long piece = Math.min(toPageEnd(address + done), length - done);
            memory.read(translate(address + done), destination, offset + done, piece);
            done += piece;
        }
    }

    @Override
    public long readable(long address, long limit) {
        long counted = 0;
        while (counted < limit) {
            long piece = Math.min(toPageEnd(address + counted), limit - counted);
            long pa = lookup(address + counted);
            long readable = pa < 0 ? 0 : memory.readable(pa, piece);
            counted += readable;
            if (readable < piece) {
                break;
            }
        }
        return counted;
    }

    @Override
    public long contiguous(long address) {
        long pa = lookup(address);
        return pa < 0 ? toPageEnd(address) : Math.min(toPageEnd(address), memory.contiguous(pa));
    }

    @Override
    public String toString() {
        return mode + " address space with root " + root();
    }

    long rawRoot() {
        return root;
    }

    /** Reads an entry for the slow paths; 0 when the source lacks it. */
    long entryOrZero(long address) {
        return entrySize == Long.BYTES ? memory.entryOrZero(address) : memory.entry32OrZero(address);
    }

    boolean holds(long address) {
        return memory.state(address) == PageState.PRESENT;
    }

    private long walkAndEnter(Tlb cache, long va) {
        long[] slots = cache.missed();
        long pa = walk.walk(memory, root, va);
        if (pa >= 0) {
            cache.enter(slots, tag, va, pa);
        }
        return pa;
    }

    private long toPageEnd(long address) {
        return pageSize - (address & pageSize - 1);
    }

    private boolean fits(long pa, int size) {
        return (pa & pageSize - 1) <= pageSize - size;
    }

    private long readAcross(long address, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | readByte(address + i) & 0xffL;
        }
        return value;
    }

    private PageFaultException fault(long va) {
        PageWalk walk = walk(new Va(va));
        FaultReason reason =
                walk.outcome() instanceof PageWalk.Faulted(FaultReason why) ? why : FaultReason.NOT_PRESENT;
        return new PageFaultException(walk, reason);
    }

    /** The slow walk that remembers what it read. */
    private static final class Walker {
        private final AddressSpace space;
        private final Va va;
        private final List<PageWalk.Step> steps = new ArrayList<>();

        Walker(AddressSpace space, Va va) {
            this.space = space;
            this.va = va;
        }

        PageWalk walk() {
            return new PageWalk(va, space.root(), space.mode, steps, outcome());
        }

        private PageWalk.Outcome outcome() {
            if (!space.mode.canonical().accepts(va.value())) {
                return new PageWalk.Faulted(FaultReason.NOT_CANONICAL);
            }
            long table = space.root;
            long inherited = -1;
            for (LevelLayout level : space.levels) {
                PageWalk.Step step = step(level, table);
                Optional<FaultReason> fault = fault(level, step);
                if (fault.isPresent()) {
                    return new PageWalk.Faulted(fault.get());
                }
                if (level.isLeaf(step.entry())) {
                    return new PageWalk.Mapped(Mappings.leaf(space.mode, level, va.value(), step.entry(), inherited));
                }
                inherited = space.mode.attributeRule().inherit(inherited, step.entry());
                table = level.tableAddress(step.entry());
            }
            return new PageWalk.Mapped(Mappings.identity(space.mode, va.value()));
        }

        private PageWalk.Step step(LevelLayout level, long table) {
            int index = level.index(va.value());
            long address = table + (long) index * space.mode.entrySize();
            PageWalk.Step step = new PageWalk.Step(level.level(), index, new Pa(address), space.entryOrZero(address));
            steps.add(step);
            return step;
        }

        private Optional<FaultReason> fault(LevelLayout level, PageWalk.Step step) {
            if (!level.isPresent(step.entry())) {
                return Optional.of(
                        space.holds(step.address().value()) ? FaultReason.NOT_PRESENT : FaultReason.MISSING_TABLE);
            }
            return level.violations(step.entry()) == 0 ? Optional.empty() : Optional.of(FaultReason.RESERVED_BIT);
        }
    }
}

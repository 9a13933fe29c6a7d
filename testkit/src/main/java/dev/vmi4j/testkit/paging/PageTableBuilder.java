package dev.vmi4j.testkit.paging;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds page tables in a synthetic memory and keeps a map of its own of what is mapped: the truth that walks are
 * compared with. Entries come from an {@link EntryEncoder}; nothing here reads a table back.
 */
public final class PageTableBuilder {
    private final EntryEncoder encoder;
    private final SyntheticMemory memory;
    private final Table root;
    private final TreeMap<Long, BuiltPage> pages = new TreeMap<>(Long::compareUnsigned);
    private Supplier<PageRights> tableRights = () -> PageRights.ALL;

    private record Table(long pa, PageRights rights, Map<Integer, Table> below) {}

    /**
     * Begins with an empty root table.
     *
     * @param encoder writes the entries
     * @param memory receives the tables
     */
    public PageTableBuilder(EntryEncoder encoder, SyntheticMemory memory) {
        this.encoder = encoder;
        this.memory = memory;
        this.root = allocate(0, PageRights.ALL);
    }

    /**
     * Says what the entries that lead to tables made from now on shall allow.
     *
     * @param rights asked once for each table
     * @return this
     */
    public PageTableBuilder tableRights(Supplier<PageRights> rights) {
        tableRights = rights;
        return this;
    }

    /**
     * Maps a page.
     *
     * @param va first virtual address, canonical and aligned to the size
     * @param pa first guest physical address, aligned to the size
     * @param size a page size of the encoder, in bytes
     * @param rights what the leaf shall allow, as far as it can say so
     * @param marks what else the leaf shall say, as far as it can
     * @return the page as it is mapped now
     * @throws IllegalArgumentException when the page cannot be mapped there
     */
    public BuiltPage map(long va, long pa, long size, PageRights rights, PageMarks marks) {
        int depth = depthOf(size);
        requireFree(va, pa, size, depth);
        Table table = tableFor(va, depth);
        PageRights own = encoder.leafRights(rights);
        PageMarks said = encoder.leafMarks(marks, own);
        put(table, depth, va, encoder.leaf(depth, pa, own, said));
        BuiltPage page = new BuiltPage(va, pa, size, table.rights().and(own), said, depth);
        pages.put(va, page);
        return page;
    }

    /**
     * Maps a page with every right.
     *
     * @param va first virtual address, canonical and aligned to the size
     * @param pa first guest physical address, aligned to the size
     * @param size a page size of the encoder, in bytes
     * @return the page as it is mapped now
     */
    public BuiltPage map(long va, long pa, long size) {
        return map(va, pa, size, PageRights.ALL, PageMarks.NONE);
    }

    /**
     * Whether a page could be mapped: no other page lies there, and no table where its leaf would be.
     *
     * @param va first virtual address
     * @param size a page size of the encoder, in bytes
     * @return true when it is free
     */
    public boolean isFree(long va, long size) {
        Map.Entry<Long, BuiltPage> before = pages.floorEntry(va + (size - 1));
        return (before == null || Long.compareUnsigned(before.getValue().last(), va) < 0)
                && !hasTable(va, depthOf(size));
    }

    /**
     * The translation root.
     *
     * @return guest physical address of the root table
     */
    public Pa root() {
        return new Pa(root.pa());
    }

    /**
     * The page of an address, from the builder's own map.
     *
     * @param va any virtual address
     * @return empty when nothing is mapped there
     */
    public Optional<BuiltPage> page(long va) {
        OptionalLong canonical = encoder.canonical(va);
        if (canonical.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Long, BuiltPage> entry = pages.floorEntry(canonical.getAsLong());
        return entry != null && entry.getValue().contains(canonical.getAsLong())
                ? Optional.of(entry.getValue())
                : Optional.empty();
    }

    /**
     * Every page that is mapped.
     *
     * @return ascending by unsigned virtual address
     */
    public List<BuiltPage> pages() {
        return List.copyOf(pages.values());
    }

    /**
     * Where the entry of an address lies in the tables that exist.
     *
     * @param va virtual address
     * @param depth the number of tables above the entry's table
     * @return guest physical address of the entry
     * @throws IllegalArgumentException when there is no such table
     */
    public long entryAddress(long va, int depth) {
        Table table = root;
        for (int i = 0; i < depth; i++) {
            Table below = table.below().get(index(va, i));
            if (below == null) {
                throw new IllegalArgumentException("no table of depth " + depth + " for " + Addresses.hex(va));
            }
            table = below;
        }
        return address(table, depth, va);
    }

    /**
     * Overwrites an entry with anything; the map of what is mapped stays as it was.
     *
     * @param va virtual address
     * @param depth the number of tables above the entry's table
     * @param entry the raw entry
     */
    public void forge(long va, int depth, long entry) {
        store(entryAddress(va, depth), entry);
    }

    private Table tableFor(long va, int depth) {
        Table table = root;
        for (int i = 0; i < depth; i++) {
            table = below(table, i, va);
        }
        return table;
    }

    private Table below(Table table, int depth, long va) {
        Table found = table.below().get(index(va, depth));
        if (found != null) {
            return found;
        }
        PageRights rights = encoder.tableRights(depth, tableRights.get());
        Table made = allocate(depth + 1, table.rights().and(rights));
        table.below().put(index(va, depth), made);
        put(table, depth, va, encoder.table(depth, made.pa(), rights));
        return made;
    }

    private Table allocate(int depth, PageRights rights) {
        long size = (long) encoder.entrySize() << encoder.levels().get(depth).indexBits();
        return new Table(memory.allocate(size, size, encoder.tableBits()), rights, new HashMap<>());
    }

    private boolean hasTable(long va, int depth) {
        @Nullable Table table = root;
        for (int i = 0; i <= depth && table != null; i++) {
            table = table.below().get(index(va, i));
        }
        return table != null;
    }

    private void put(Table table, int depth, long va, long entry) {
        store(address(table, depth, va), entry);
    }

    private void store(long address, long entry) {
        if (encoder.entrySize() == Long.BYTES) {
            memory.putLong(address, entry);
        } else {
            memory.putInt(address, (int) entry);
        }
    }

    private long address(Table table, int depth, long va) {
        return table.pa() + (long) index(va, depth) * encoder.entrySize();
    }

    private int index(long va, int depth) {
        EntryEncoder.Level level = encoder.levels().get(depth);
        return (int) (va >>> level.shift()) & (1 << level.indexBits()) - 1;
    }

    private int depthOf(long size) {
        for (int i = 0; i < encoder.levels().size(); i++) {
            EntryEncoder.Level level = encoder.levels().get(i);
            if (level.leaves() && 1L << level.shift() == size) {
                return i;
            }
        }
        throw new IllegalArgumentException(Addresses.hex(size) + " is no page size of these tables");
    }

    private void requireFree(long va, long pa, long size, int depth) {
        OptionalLong canonical = encoder.canonical(va);
        boolean fits = pa >= 0 && pa >>> encoder.levels().get(depth).leafBits() == 0;
        if (canonical.isEmpty() || canonical.getAsLong() != va || ((va | pa) & size - 1) != 0 || !fits) {
            throw new IllegalArgumentException(
                    "no page of " + Addresses.hex(size) + " bytes: " + Addresses.hex(va) + " -> " + Addresses.hex(pa));
        }
        if (!isFree(va, size)) {
            throw new IllegalArgumentException(Addresses.hex(va) + " is mapped already");
        }
    }
}

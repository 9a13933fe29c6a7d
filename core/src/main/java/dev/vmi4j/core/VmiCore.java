package dev.vmi4j.core;

import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.AddressContext;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.VmiDriver;
import dev.vmi4j.core.driver.WritesMemory;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.core.paging.Tlb;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A guest seen through a driver: reads and writes by {@link AccessContext}, with a TLB in front of the page tables.
 * Immutable and thread-safe; the driver stays with whoever opened it.
 *
 * <p>Integers are little-endian and may cross pages. Where the driver's memory changes behind our back (a guest that
 * runs), {@link #newEpoch()} forgets all that was cached.
 */
public final class VmiCore {
    private final VmiDriver driver;
    private final PhysicalMemory memory;
    private final Architecture architecture;
    private final PagingMode mode;
    private final PagingMode userMode;
    private final Optional<Tlb> tlb;
    private final Optional<Tlb> userTlb;
    private volatile AddressSpace recent;
    private volatile AddressSpace recentUser;

    private VmiCore(VmiDriver driver, Architecture architecture, PagingMode mode, Optional<Tlb> tlb) {
        this.driver = driver;
        this.memory = driver.require(ReadsMemory.class).memory();
        this.architecture = architecture;
        this.mode = mode;
        this.userMode = architecture.userPagingMode(mode);
        this.tlb = tlb;
        this.userTlb = userMode == mode ? tlb : tlb.map(own -> own.like(userMode));
        this.recent = space(mode, tlb, Pa.ZERO);
        this.recentUser = space(userMode, userTlb, Pa.ZERO);
    }

    /**
     * A guest with a TLB of the usual size.
     *
     * @param driver reads memory at least
     * @param architecture the guest's architecture
     * @param mode the paging mode of its kernel
     * @return the guest
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver cannot read memory
     */
    public static VmiCore of(VmiDriver driver, Architecture architecture, PagingMode mode) {
        return of(driver, architecture, Tlb.counting(mode, Tlb.DEFAULT_SLOTS));
    }

    /**
     * A guest with a TLB of the caller's choice.
     *
     * @param driver reads memory at least
     * @param architecture the guest's architecture
     * @param tlb a TLB of the paging mode of its kernel
     * @return the guest
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver cannot read memory
     */
    public static VmiCore of(VmiDriver driver, Architecture architecture, Tlb tlb) {
        return new VmiCore(driver, architecture, tlb.mode(), Optional.of(tlb));
    }

    /**
     * A guest without a TLB: every translation walks the page tables.
     *
     * @param driver reads memory at least
     * @param architecture the guest's architecture
     * @param mode the paging mode of its kernel
     * @return the guest
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver cannot read memory
     */
    public static VmiCore withoutTlb(VmiDriver driver, Architecture architecture, PagingMode mode) {
        return new VmiCore(driver, architecture, mode, Optional.empty());
    }

    /**
     * The driver.
     *
     * @return as given
     */
    public VmiDriver driver() {
        return driver;
    }

    /**
     * Guest physical memory.
     *
     * @return the driver's memory
     */
    public PhysicalMemory memory() {
        return memory;
    }

    /**
     * The guest's architecture.
     *
     * @return as given
     */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * The paging mode of the guest's kernel.
     *
     * @return as given
     */
    public PagingMode pagingMode() {
        return mode;
    }

    /**
     * The paging mode of the guest's processes.
     *
     * @return the kernel's, unless the halves of the address space have page tables of their own
     */
    public PagingMode userPagingMode() {
        return userMode;
    }

    /**
     * The TLB of the kernel's paging mode.
     *
     * @return empty when it is switched off
     */
    public Optional<Tlb> tlb() {
        return tlb;
    }

    /**
     * The address space of a translation root of the kernel, or of both halves where one root serves both.
     *
     * @param root translation root
     * @return the address space, with the TLB in front
     */
    public AddressSpace addressSpace(Pa root) {
        AddressSpace last = recent;
        if (last.root().value() == root.value()) {
            return last;
        }
        AddressSpace space = space(mode, tlb, root);
        recent = space;
        return space;
    }

    /**
     * The address space of a translation root of a process. It has the kernel's half too where one root serves both.
     *
     * @param root translation root
     * @return the address space, with a TLB in front
     */
    public AddressSpace userSpace(Pa root) {
        if (userMode == mode) {
            return addressSpace(root);
        }
        AddressSpace last = recentUser;
        if (last.root().value() == root.value()) {
            return last;
        }
        AddressSpace space = space(userMode, userTlb, root);
        recentUser = space;
        return space;
    }

    /**
     * The address space in which a root translates an address: where the halves have page tables of their own, the
     * address tells to which of them the root belongs.
     *
     * @param context virtual address and root
     * @return the address space, with a TLB in front
     */
    public AddressSpace addressSpace(AddressContext context) {
        return userMode == mode || mode.canonical().accepts(context.va().value())
                ? addressSpace(context.root())
                : userSpace(context.root());
    }

    /**
     * Translates an address.
     *
     * @param context virtual address and root
     * @return guest physical address
     * @throws dev.vmi4j.core.paging.PageFaultException when the address does not translate
     */
    public Pa translate(AddressContext context) {
        return addressSpace(context).translate(context.va());
    }

    /**
     * Translates an address where a fault is a normal answer.
     *
     * @param context virtual address and root
     * @return guest physical address; empty when the address does not translate
     */
    public Optional<Pa> tryTranslate(AddressContext context) {
        return addressSpace(context).tryTranslate(context.va());
    }

    /**
     * Reads 8 bits.
     *
     * @param access where
     * @return 0 to 255
     */
    public int readU8(AccessContext access) {
        return (int) readUnsigned(access, Byte.BYTES);
    }

    /**
     * Reads 16 bits.
     *
     * @param access where
     * @return 0 to 65535
     */
    public int readU16(AccessContext access) {
        return (int) readUnsigned(access, Short.BYTES);
    }

    /**
     * Reads 32 bits.
     *
     * @param access where
     * @return 0 to 2<sup>32</sup> - 1
     */
    public long readU32(AccessContext access) {
        return readUnsigned(access, Integer.BYTES);
    }

    /**
     * Reads 64 bits.
     *
     * @param access where
     * @return the value, to be taken as unsigned
     */
    public long readU64(AccessContext access) {
        return readUnsigned(access, Long.BYTES);
    }

    /**
     * Reads an unsigned integer.
     *
     * @param access where
     * @param size in bytes: 1, 2, 4 or 8
     * @return the value, zero-extended
     * @throws IllegalArgumentException for another size
     */
    public long readUnsigned(AccessContext access, int size) {
        return memory(access).readUnsigned(address(access), size);
    }

    /**
     * Reads a virtual address.
     *
     * @param access where
     * @param addressWidth in bytes, 4 or 8, see {@link dev.vmi4j.core.arch.Registers#addressWidth}
     * @return the address
     */
    public Va readVa(AccessContext access, int addressWidth) {
        return new Va(readUnsigned(access, addressWidth));
    }

    /**
     * Reads bytes.
     *
     * @param access where
     * @param destination receives as many bytes as it is long
     */
    public void read(AccessContext access, MemorySegment destination) {
        memory(access).read(address(access), destination);
    }

    /**
     * Reads a structure.
     *
     * @param access where it begins
     * @param layout its layout; little-endian values
     * @param view makes the answer from the bytes
     * @param <T> the answer
     * @return what the view made
     */
    public <T> T readStructure(AccessContext access, MemoryLayout layout, Function<MemorySegment, T> view) {
        long[] aligned = new long[Math.toIntExact((layout.byteSize() + 7) / 8)];
        MemorySegment bytes = MemorySegment.ofArray(aligned).asSlice(0, layout.byteSize());
        read(access, bytes);
        return view.apply(bytes.asReadOnly());
    }

    /**
     * Reads NUL-terminated UTF-8 text, see {@link GuestMemory#readUtf8}.
     *
     * @param access where
     * @param limit the most bytes to read
     * @return the text
     */
    public String readUtf8(AccessContext access, int limit) {
        return memory(access).readUtf8(address(access), limit);
    }

    /**
     * Reads counted UTF-8 text, see {@link GuestMemory#readUtf8Counted}.
     *
     * @param access where
     * @param length in bytes
     * @return the text
     */
    public String readUtf8Counted(AccessContext access, int length) {
        return memory(access).readUtf8Counted(address(access), length);
    }

    /**
     * Reads NUL-terminated UTF-16 text, see {@link GuestMemory#readUtf16}.
     *
     * @param access where
     * @param limit the most bytes to read
     * @return the text
     */
    public String readUtf16(AccessContext access, int limit) {
        return memory(access).readUtf16(address(access), limit);
    }

    /**
     * Reads counted UTF-16 text, see {@link GuestMemory#readUtf16Counted}.
     *
     * @param access where
     * @param length in bytes
     * @return the text
     */
    public String readUtf16Counted(AccessContext access, int length) {
        return memory(access).readUtf16Counted(address(access), length);
    }

    /**
     * Makes many reads, with an answer for each page; a page that fails does not stop the others.
     *
     * @param reads what to read
     * @return an answer for each page of each read, in their order
     */
    public List<ScatterRead.PageResult> readScatter(List<ScatterRead> reads) {
        List<ScatterRead.PageResult> results = new ArrayList<>();
        for (ScatterRead read : reads) {
            long size = read.destination().byteSize();
            for (long done = 0; done < size; done += results.getLast().length()) {
                results.add(
                        readPart(read, done, Math.min(toPageEnd(read.access(), done, mode.pageShift()), size - done)));
            }
        }
        return results;
    }

    /**
     * Writes bytes, page by page, and forgets what was cached of them. A write that fails on a later page leaves the
     * earlier ones written.
     *
     * @param access where
     * @param bytes what to write
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver cannot write memory
     */
    public void write(AccessContext access, MemorySegment bytes) {
        WritesMemory writer = driver.require(WritesMemory.class);
        long size = bytes.byteSize();
        for (long done = 0; done < size; ) {
            long piece = Math.min(toPageEnd(access, done, writeShift()), size - done);
            writePart(writer, access.plus(done), bytes.asSlice(done, piece));
            done += piece;
        }
    }

    /** Forgets every cached translation and page: the guest has run since. */
    public void newEpoch() {
        memory.cache().ifPresent(PageCache::flush);
        flushTlbs();
    }

    private void flushTlbs() {
        tlb.ifPresent(Tlb::flush);
        userTlb.ifPresent(Tlb::flush);
    }

    private void writePart(WritesMemory writer, AccessContext access, MemorySegment bytes) {
        long pa = physical(access);
        try {
            writer.write(new Pa(pa), bytes);
        } finally {
            memory.cache().ifPresent(cache -> cache.flush(pa >>> memory.pageShift()));
            flushTlbs();
        }
    }

    private ScatterRead.PageResult readPart(ScatterRead read, long offset, long length) {
        AccessContext part = wrapping(read.access(), offset);
        try {
            memory(part).read(address(part), read.destination(), offset, length);
            return new ScatterRead.PageResult(part, offset, length, Optional.empty());
        } catch (VmiException e) {
            return new ScatterRead.PageResult(part, offset, length, Optional.of(e));
        }
    }

    /** A write must stay within a page of the guest and a page of the source, which is what the cache forgets. */
    private int writeShift() {
        return Math.min(mode.pageShift(), memory.pageShift());
    }

    private static long toPageEnd(AccessContext access, long offset, int pageShift) {
        long size = 1L << pageShift;
        return size - (address(access) + offset & size - 1);
    }

    private long physical(AccessContext access) {
        return switch (access) {
            case AccessContext.Direct(Pa pa) -> pa.value();
            case AccessContext.Paging paging ->
                translate(paging.addressContext()).value();
        };
    }

    private GuestMemory memory(AccessContext access) {
        return switch (access) {
            case AccessContext.Direct _ -> memory;
            case AccessContext.Paging paging -> addressSpace(paging.addressContext());
        };
    }

    /** The access moved up; like the CPU, a read goes on at address 0 behind the last one. */
    private static AccessContext wrapping(AccessContext access, long distance) {
        return switch (access) {
            case AccessContext.Direct(Pa pa) -> AccessContext.direct(new Pa(pa.value() + distance));
            case AccessContext.Paging(Va va, Optional<Pa> root) ->
                new AccessContext.Paging(new Va(va.value() + distance), root);
        };
    }

    private static long address(AccessContext access) {
        return switch (access) {
            case AccessContext.Direct(Pa pa) -> pa.value();
            case AccessContext.Paging(Va va, Optional<Pa> _) -> va.value();
        };
    }

    private AddressSpace space(PagingMode paging, Optional<Tlb> cache, Pa root) {
        AddressSpace space = AddressSpace.of(memory, paging, root);
        return cache.map(space::cached).orElse(space);
    }

    @Override
    public String toString() {
        return architecture.name() + " guest (" + mode + " paging) from " + driver.description() + " with "
                + Addresses.hex(memory.size()) + " bytes of memory";
    }
}

package dev.vmi4j.benchmarks;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What every benchmark works on, prepared once in a folder so that Java and C measure the same: the path of an image, two
 * page tables, and files of addresses.
 *
 * @param image raw guest physical memory in one piece
 * @param folder where the address files are
 * @param base guest physical address of the image's first byte
 * @param kernel of the kernel's address space
 * @param process of a process' address space
 */
record Workload(Path image, Path folder, Pa base, PageTables kernel, PageTables process) {
    /** Operations in one call of a benchmark. */
    static final int BATCH = 4096;

    /** Addresses in a set. */
    static final int COUNT = 1 << 18;

    /** Pages of the hot set. */
    static final int HOT_PAGES = 1024;

    private static final String FILE = "workload.txt";
    private static final long SEED = 20_251_124;

    /** Whose addresses are looked up. */
    enum AddressSet {
        /** All over what the kernel maps. */
        KERNEL,
        /** The pages of one process. */
        PROCESS,
        /** A few pages of the kernel. */
        HOT;

        Path file(Workload work) {
            return work.folder().resolve(name().toLowerCase(Locale.ROOT) + ".addresses");
        }

        PageTables tables(Workload work) {
            return this == PROCESS ? work.process() : work.kernel();
        }
    }

    /** Makes the address files. */
    void write(PhysicalMemory memory) throws IOException {
        Files.createDirectories(folder);
        AddressSets all = new AddressSets(space(memory, AddressSet.KERNEL), SEED);
        AddressSets one = new AddressSets(space(memory, AddressSet.PROCESS), SEED + 1);
        AddressFile.write(AddressSet.KERNEL.file(this), all.mixed(COUNT, _ -> true));
        AddressFile.write(AddressSet.PROCESS.file(this), one.mixed(COUNT, va -> va >= 0));
        AddressFile.write(AddressSet.HOT.file(this), all.hot(COUNT, HOT_PAGES));
        String[] lines = {image.toAbsolutePath().toString(), baseText(), kernel.toString(), process.toString()};
        Files.writeString(folder.resolve(FILE), String.join("\n", lines));
    }

    /** Reads what {@link #write} made. */
    static Workload read(Path folder) throws IOException {
        String[] lines = Files.readString(folder.resolve(FILE)).split("\n", -1);
        return new Workload(
                Path.of(lines[0]),
                folder,
                new Pa(Long.parseLong(lines[1], 16)),
                PageTables.parse(lines[2]),
                PageTables.parse(lines[3]));
    }

    /** Where the image begins, hexadecimal. */
    String baseText() {
        return Long.toHexString(base.value());
    }

    /** Maps the image. */
    GuestImage open() throws IOException {
        return GuestImage.open(image, base);
    }

    /** The address space of a set. */
    AddressSpace space(PhysicalMemory memory, AddressSet set) {
        return set.tables(this).space(memory);
    }

    /** The addresses of a set. */
    long[] addresses(AddressSet set) throws IOException {
        return AddressFile.read(set.file(this));
    }
}

package dev.vmi4j.lab;

/** The formats in which the lab can dump a guest's memory. */
public enum DumpFormat {
    /** A copy of the guest's RAM, byte by byte; where its pieces lie is told by the {@link MemoryMap}. */
    RAW("image.raw"),
    /** An ELF core file by guest-physical addresses, without looking at page tables. */
    ELF("image.elf"),
    /** An ELF core file whose segments carry the virtual addresses of the vCPUs' page tables. */
    ELF_PAGING("image-paging.elf"),
    /** A compressed kdump file of zlib pages. */
    KDUMP_ZLIB("image.kdump");

    private final String fileName;

    DumpFormat(String fileName) {
        this.fileName = fileName;
    }

    /**
     * The image's file in a {@link GuestFolder}.
     *
     * @return the file's name
     */
    public String fileName() {
        return fileName;
    }
}

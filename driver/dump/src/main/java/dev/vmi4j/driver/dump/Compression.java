package dev.vmi4j.driver.dump;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/** The compressions of whole files, by magic number. */
enum Compression {
    GZIP(".gz", "\u001f\u008b\b"),
    XZ(".xz", "\u00fd7zXZ\0"),
    ZSTD(".zst", "(\u00b5/\u00fd");

    static final int LONGEST_MAGIC = 6;

    private final String suffix;
    private final String magic;

    Compression(String suffix, String magic) {
        this.suffix = suffix;
        this.magic = magic;
    }

    static Optional<Compression> of(byte[] head) {
        return Arrays.stream(values())
                .filter(codec -> ForeignFiles.startsWith(MemorySegment.ofArray(head), codec.magic))
                .findFirst();
    }

    static String withoutSuffix(String name) {
        return Arrays.stream(values())
                .filter(codec -> name.endsWith(codec.suffix))
                .findFirst()
                .map(codec -> name.substring(0, name.length() - codec.suffix.length()))
                .orElse(name);
    }
}

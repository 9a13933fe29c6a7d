package dev.vmi4j.acceptance.hidden;

import dev.vmi4j.acceptance.live.Row;
import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.GuestSystemProvider.Found;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.Truth;
import dev.vmi4j.lab.archive.TarGz;
import dev.vmi4j.os.linux.LinuxProvider;
import dev.vmi4j.os.linux.LinuxSystem;
import dev.vmi4j.symbols.type.StructLayout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The bundled guest in a copy that can be changed as code that hides changes it, and what the guest said before that. */
final class CopiedGuest implements AutoCloseable {
    static final int POINTER = Long.BYTES;
    private static final Path SAMPLES = Path.of("..", "samples");

    private final CopiedMemory memory;
    private final LinuxSystem system;
    private final Truth truth;

    private CopiedGuest(CopiedMemory memory, Truth truth) {
        this.memory = memory;
        this.truth = truth;
        var source = new GuestSystemProvider.Source(memory, List.of(Amd64.INSTANCE), List.of(), SessionStore.NONE);
        this.system = (LinuxSystem) ((Found) new LinuxProvider().detect(source)).system();
    }

    /** Copies the guest; what it said is unpacked into a folder. */
    static CopiedGuest of(Path folder) throws IOException {
        try (InputStream truth =
                new BufferedInputStream(Files.newInputStream(SAMPLES.resolve("linux-6.1-amd64.truth.tar.gz")))) {
            TarGz.unpack(truth, folder);
        }
        try (MemoryImage image = MemoryImage.open(SAMPLES.resolve("linux-6.1-amd64.raw.zst"), ImageOptions.DEFAULT)) {
            return new CopiedGuest(new CopiedMemory(image.memory()), new Truth(folder.resolve("truth")));
        }
    }

    LinuxSystem system() {
        return system;
    }

    Truth truth() {
        return truth;
    }

    StructLayout layout(String struct) {
        return StructLayout.of(system.types(), struct);
    }

    long read(long va) {
        return system.kernelSpace().readLong(va);
    }

    void write(long va, long value) {
        memory.writeLong(system.kernelSpace().translate(va), value);
        system.core().newEpoch();
    }

    /** {@code list_del}. */
    void unlink(long entry) {
        long next = read(entry);
        long previous = read(entry + POINTER);
        write(previous, next);
        write(next + POINTER, previous);
        write(entry, entry);
        write(entry + POINTER, entry);
    }

    /** Takes back every change. */
    void restore() {
        memory.restore();
        system.core().newEpoch();
    }

    List<Row> rows(String table, TableNotes notes) {
        return Row.all(system.table(table).orElseThrow(), notes);
    }

    @Override
    public void close() {
        memory.close();
    }
}

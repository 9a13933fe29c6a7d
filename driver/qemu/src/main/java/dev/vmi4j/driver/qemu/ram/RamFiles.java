package dev.vmi4j.driver.qemu.ram;

import dev.vmi4j.core.memory.MemoryRun;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps the files behind pieces of RAM: {@code memory-backend-file} and {@code memory-backend-memfd} that are shared. */
final class RamFiles implements AutoCloseable {
    static final String REMEDY =
            "start QEMU with -object memory-backend-memfd,id=ram,size=SIZE,share=on -machine memory-backend=ram";

    private final HostProcess process;
    private final Arena arena;
    private final List<HostMapping> mappings;
    private final Map<Long, FileChannel> open = new HashMap<>();
    private Optional<String> problem = Optional.empty();

    RamFiles(HostProcess process, Arena arena) throws IOException {
        this.process = process;
        this.arena = arena;
        this.mappings = process.mappings();
    }

    /** Why something is not mapped. */
    Optional<String> problem() {
        return problem;
    }

    /** The piece, mapped; fewer bytes where a part of it is no shared file. */
    List<MemoryRun> runs(RamPiece piece) throws IOException {
        List<MemoryRun> runs = new ArrayList<>();
        if (piece.hostAddress() == RamPiece.UNKNOWN) {
            problem = Optional.of("QEMU does not tell where the RAM at " + piece + " lies ('gpa2hva')");
            return runs;
        }
        long done = 0;
        while (done < piece.size()) {
            long address = piece.hostAddress() + done;
            Optional<HostMapping> mapping =
                    mappings.stream().filter(each -> each.contains(address)).findFirst();
            if (mapping.isEmpty() || !mapping.get().shared() || mapping.get().inode() == 0) {
                problem = Optional.of("the RAM at " + piece + " is QEMU's private memory");
                return runs;
            }
            long length = Math.min(piece.size() - done, mapping.get().end() - address);
            runs.add(new MemoryRun(piece.start() + done, map(mapping.get(), address, length)));
            done += length;
        }
        return runs;
    }

    private MemorySegment map(HostMapping mapping, long address, long length) throws IOException {
        FileChannel channel = open.get(mapping.inode());
        if (channel == null) {
            channel = process.open(mapping, StandardOpenOption.READ);
            open.put(mapping.inode(), channel);
        }
        long offset = mapping.offset() + (address - mapping.start());
        if (offset < 0 || offset + length > channel.size()) {
            throw new IOException("the RAM's file is shorter than the RAM");
        }
        return channel.map(MapMode.READ_ONLY, offset, length, arena);
    }

    static String explain(HostProcess process, IOException error) {
        String file = "the file behind the RAM of QEMU (process " + process.id() + ")";
        return error instanceof AccessDeniedException
                ? file + " cannot be opened: " + error.getMessage()
                : file + " cannot be mapped: " + error.getMessage();
    }

    /** Closes the files; what is mapped stays mapped. */
    @Override
    public void close() throws IOException {
        for (FileChannel each : open.values()) {
            each.close();
        }
    }
}

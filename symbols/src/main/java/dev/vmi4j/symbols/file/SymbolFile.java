package dev.vmi4j.symbols.file;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.btf.Btf;
import dev.vmi4j.symbols.dwarf.Dwarf;
import dev.vmi4j.symbols.elf.ElfFile;
import dev.vmi4j.symbols.isf.Isf;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A file that describes a kernel: a debug {@code vmlinux} (its BTF, else its DWARF, and its symbols), a Volatility ISF
 * (also compressed with gzip or xz), a {@code System.map}, or a blob of BTF. What it is is told by its content.
 *
 * @param file where it is
 * @param kind what it is, for people
 * @param types its types; empty when it has none
 * @param symbols at the addresses for which the kernel was linked; empty when it has none
 * @param buildId lower-case hexadecimal digits; empty when it does not say it
 * @param banner what the kernel calls itself; empty when it does not say it
 */
public record SymbolFile(
        Path file,
        String kind,
        Optional<TypeCatalog> types,
        Optional<SymbolTable> symbols,
        Optional<String> buildId,
        Optional<String> banner) {
    private static final String BANNER = "linux_banner";
    private static final int BANNER_LIMIT = 512;
    private static final int BTF_MAGIC = 0xeb9f;
    private static final int GZIP = 0x8b1f;
    private static final int XZ = 0x37fd;
    private static final int HEAD = 1024;

    /** An ISF of a kernel has about 50 MiB; what claims more than this is refused. */
    private static final long MOST_TEXT = 2L << 30;

    private static final int XZ_MEMORY_KIB = 256 << 10;

    /**
     * Opens a file. A mapped one stays mapped as long as something of it is in use.
     *
     * @param file of any known kind
     * @return what it says
     * @throws SymbolFileException when it cannot be read, is of no known kind, or is damaged
     */
    public static SymbolFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return open(file, bytes);
        } catch (IOException e) {
            throw new SymbolFileException(file, "it cannot be read: " + e.getMessage(), e);
        } catch (SymbolFileException e) {
            throw e;
        } catch (VmiException e) {
            throw new SymbolFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static SymbolFile open(Path file, MemorySegment bytes) throws IOException {
        if (ElfFile.isElf(bytes)) {
            return ofElf(file, ElfFile.parse(bytes));
        }
        return switch (magic(bytes)) {
            case BTF_MAGIC -> new SymbolFile(file, "BTF", Optional.of(Btf.parse(bytes)), none(), none(), none());
            case GZIP, XZ -> ofIsf(file);
            default -> ofText(file, head(bytes));
        };
    }

    private static int magic(MemorySegment bytes) {
        return bytes.byteSize() < 2
                ? 0
                : bytes.get(ValueLayout.JAVA_BYTE, 0) & 0xff | (bytes.get(ValueLayout.JAVA_BYTE, 1) & 0xff) << 8;
    }

    private static String head(MemorySegment bytes) {
        byte[] head = bytes.asSlice(0, Math.min(HEAD, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
        return new String(head, StandardCharsets.UTF_8);
    }

    private static SymbolFile ofText(Path file, String head) throws IOException {
        if (head.stripLeading().startsWith("{")) {
            return ofIsf(file);
        }
        if (SystemMap.isSystemMap(head)) {
            try (InputStream in = Files.newInputStream(file)) {
                return new SymbolFile(file, "System.map", none(), Optional.of(SystemMap.read(in)), none(), none());
            }
        }
        throw new SymbolFileException(
                file,
                "it is none of: a debug vmlinux (ELF), a Volatility ISF (.json, .json.gz, .json.xz), a System.map,"
                        + " BTF");
    }

    private static SymbolFile ofIsf(Path file) throws IOException {
        try (InputStream in = text(file)) {
            Isf isf = Isf.read(in);
            return new SymbolFile(
                    file, "ISF", Optional.of(isf.types()), Optional.of(isf.symbols()), none(), isf.banner());
        }
    }

    private static InputStream text(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            in.mark(2);
            int magic = in.read() | in.read() << 8;
            in.reset();
            return new LimitedStream(
                    switch (magic) {
                        case GZIP -> new GZIPInputStream(in, 1 << 16);
                        case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
                        default -> in;
                    },
                    MOST_TEXT);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static SymbolFile ofElf(Path file, ElfFile elf) {
        SymbolTable symbols = elf.symbols();
        Optional<MemorySegment> btf = elf.content(".BTF");
        Optional<TypeCatalog> types = btf.isPresent()
                ? btf.map(Btf::parse)
                : elf.content(".debug_info").map(_ -> Dwarf.of(elf));
        return new SymbolFile(
                file,
                btf.isPresent()
                        ? "ELF with BTF"
                        : types.isPresent() ? "ELF with DWARF" : "ELF without debug information",
                types,
                Optional.of(symbols).filter(table -> table.size() > 0),
                elf.buildId(),
                banner(elf, symbols));
    }

    private static Optional<String> banner(ElfFile elf, SymbolTable symbols) {
        return symbols.address(BANNER).stream()
                .boxed()
                .flatMap(address -> elf.loaded(address, BANNER_LIMIT).stream())
                .map(text -> terminated(text.toArray(ValueLayout.JAVA_BYTE)))
                .findFirst();
    }

    private static String terminated(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8).stripTrailing();
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }
}

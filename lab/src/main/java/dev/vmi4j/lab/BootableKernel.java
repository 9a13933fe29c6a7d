package dev.vmi4j.lab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A kernel's file that QEMU can boot: {@code bzImage} of x86 ({@code Documentation/arch/x86/boot.rst}) or {@code Image} of
 * 64-bit ARM ({@code Documentation/arch/arm64/booting.rst}), the latter perhaps compressed by gzip.
 *
 * @param file the file
 * @param architecture as the distribution names it: {@code amd64}, {@code i386}, {@code arm64}
 */
public record BootableKernel(Path file, String architecture) {
    private static final int HEAD = 0x240;
    private static final int ARM64_MAGIC_AT = 0x38;
    private static final int ARM64_MAGIC = 0x644d_5241;
    private static final int X86_MAGIC_AT = 0x202;
    private static final int X86_MAGIC = 0x5372_6448;
    private static final int X86_VERSION_AT = 0x206;
    private static final int X86_FLAGS_SINCE = 0x20c;
    private static final int X86_FLAGS_AT = 0x236;
    private static final int GZIP_MAGIC = 0x8b1f;

    /** The recipes whose machines boot a kernel of which nothing but the architecture is known. */
    private static final Map<String, String> RECIPES =
            Map.of("amd64", "linux-6.1-amd64", "i386", "linux-6.1-i386-pae", "arm64", "linux-6.1-arm64");

    /**
     * Looks at a file.
     *
     * @param file the file
     * @return the kernel
     * @throws LabFileException if it cannot be read
     * @throws RecipeException if it is no such kernel
     */
    public static BootableKernel of(Path file) {
        try {
            ByteBuffer head = ByteBuffer.wrap(head(file)).order(ByteOrder.LITTLE_ENDIAN);
            if (head.getInt(ARM64_MAGIC_AT) == ARM64_MAGIC) {
                return new BootableKernel(file, "arm64");
            }
            if (head.getInt(X86_MAGIC_AT) == X86_MAGIC) {
                boolean wide =
                        head.getShort(X86_VERSION_AT) >= X86_FLAGS_SINCE && (head.getShort(X86_FLAGS_AT) & 1) != 0;
                return new BootableKernel(file, wide ? "amd64" : "i386");
            }
        } catch (IOException e) {
            throw new LabFileException(file, "read", e);
        }
        throw new RecipeException(
                String.valueOf(file.getFileName()),
                "is no kernel that can be booted here: neither a bzImage of x86 nor an Image of arm64");
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            int magic = in.read() | in.read() << Byte.SIZE;
            in.reset();
            byte[] head = new byte[HEAD];
            InputStream content = magic == GZIP_MAGIC ? new GZIPInputStream(in) : in;
            content.readNBytes(head, 0, HEAD);
            return head;
        }
    }

    /**
     * A recipe whose machine boots the kernel: no modules are loaded, as none of the kernel's are known.
     *
     * @param recipes the lab's recipes
     * @param changes values in the place of those of the recipe
     * @return the recipe
     */
    public Recipe recipe(RecipeBook recipes, Map<String, String> changes) {
        var all = new HashMap<>(Map.of("modules", ""));
        all.putAll(changes);
        return recipes.get(Objects.requireNonNull(RECIPES.get(architecture)), all);
    }
}

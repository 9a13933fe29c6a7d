package dev.vmi4j.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads of kernels as Documentation/arch/x86/boot.rst and Documentation/arch/arm64/booting.rst have them. */
class BootableKernelTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aBzImageSaysWhetherItIsOf64Bits() throws IOException {
        assertThat(kernel(head -> x86(head, 0x20f, 0x3f)).architecture()).isEqualTo("amd64");
        assertThat(kernel(head -> x86(head, 0x20f, 0x3e)).architecture()).isEqualTo("i386");
        assertThat(kernel(head -> x86(head, 0x20b, 0x3f)).architecture())
                .as("before version 2.12 there were no such flags")
                .isEqualTo("i386");
    }

    @Test
    void anImageOfArm64MayBeCompressed() throws IOException {
        byte[] head = head(BootableKernelTest::arm64);
        assertThat(kernel(head).architecture()).isEqualTo("arm64");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(head);
        }
        assertThat(kernel(packed.toByteArray()).architecture()).isEqualTo("arm64");
    }

    @Test
    void itsRecipeLoadsNoModules() throws IOException {
        RecipeBook recipes = RecipeBook.load();
        Recipe recipe = kernel(BootableKernelTest::arm64).recipe(recipes, Map.of("vcpus", "3"));
        assertThat(recipe.qemu()).isEqualTo("qemu-system-aarch64");
        assertThat(recipe.modules()).isEmpty();
        assertThat(recipe.vcpus()).isEqualTo(3);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> kernel(_ -> {}))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("no kernel that can be booted");
        assertThatThrownBy(() -> kernel(new byte[1])).isInstanceOf(RecipeException.class);
    }

    private static void x86(ByteBuffer head, int version, int flags) {
        head.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
        head.putShort(0x206, (short) version).putShort(0x236, (short) flags);
    }

    private static void arm64(ByteBuffer head) {
        head.put(0x38, "ARMd".getBytes(StandardCharsets.US_ASCII));
    }

    private BootableKernel kernel(Consumer<ByteBuffer> filled) throws IOException {
        return kernel(head(filled));
    }

    private BootableKernel kernel(byte[] content) throws IOException {
        return BootableKernel.of(Files.write(folder.resolve("kernel"), content));
    }

    private static byte[] head(Consumer<ByteBuffer> filled) {
        ByteBuffer head = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        filled.accept(head);
        return head.array();
    }
}

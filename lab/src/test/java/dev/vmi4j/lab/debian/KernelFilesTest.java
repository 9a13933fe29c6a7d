package dev.vmi4j.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFilesTest {

    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolve(".."));
        return Files.writeString(file, "");
    }

    @Test
    void findsThePartsOfOnePackage() throws IOException {
        var kernel = file("image/boot/vmlinuz-6.1.0-50-amd64");
        var module = file("image/lib/modules/6.1.0-50-amd64/kernel/drivers/net/tun.ko");
        file("image/lib/modules/6.1.0-50-amd64/kernel/drivers/net/tunnel.ko");
        var files = KernelFiles.in(List.of(folder.resolve("image")));
        assertThat(files.kernel()).hasValue(kernel);
        assertThat(files.module("tun")).hasValue(module);
        assertThat(files.module("tu")).isEmpty();
    }

    @Test
    void findsThePartsOfTwoPackages() throws IOException {
        var kernel = file("binary/usr/lib/modules/7.2.13/vmlinuz");
        var module = file("modules/usr/lib/modules/7.2.13/kernel/drivers/net/tun.ko.xz");
        var files = KernelFiles.in(List.of(folder.resolve("binary"), folder.resolve("modules")));
        assertThat(files.kernel()).hasValue(kernel);
        assertThat(files.module("tun")).hasValue(module);
    }
}

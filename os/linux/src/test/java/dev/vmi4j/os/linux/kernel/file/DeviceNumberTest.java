package dev.vmi4j.os.linux.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DeviceNumberTest {
    @Test
    void takesTheKernelsNumberApart() {
        DeviceNumber disk = DeviceNumber.of(0x800001);
        assertThat(disk).isEqualTo(new DeviceNumber(8, 1)).hasToString("8:1");
        assertThat(disk.hexadecimal()).isEqualTo("08:01");
        assertThat(DeviceNumber.of(0x103_0_01a4L).hexadecimal()).isEqualTo("103:1a4");
    }

    @Test
    void namesFlags() {
        assertThat(OpenFlags.names(0100002)).containsExactly("RDWR", "LARGEFILE");
        assertThat(OpenFlags.names(02104001)).containsExactly("WRONLY", "NONBLOCK", "LARGEFILE", "CLOEXEC");
        assertThat(OpenFlags.names(0)).containsExactly("RDONLY");
    }
}

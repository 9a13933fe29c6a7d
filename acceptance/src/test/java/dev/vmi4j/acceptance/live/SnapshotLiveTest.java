package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.driver.qemu.QemuException;
import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.DescribesSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a running guest, in a disk of QEMU's own format: the RAM is byte for byte that of the moment. */
final class SnapshotLiveTest {
    private static final String RECIPE = "linux-6.1-amd64-calls";
    private static final String NAME = "before";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aGuestIsBroughtBackAndRunsOn() throws IOException, InterruptedException {
        Path disk = folder.resolve("snapshots.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", disk.toString(), "1M");
        String devices =
                "devices=-serial chardev:console -serial chardev:truth -drive if=none,id=snapshots,file=" + disk;
        try (LabGuest lab =
                RunningGuest.of("snapshots", RECIPE, "vcpus=2", devices).boot()) {
            try (Session session = Session.attach(QemuOptions.of(lab.handOver()))) {
                QemuGuest guest = (QemuGuest) session.driver();
                thereAndBack(lab, session, guest, "by the monitor alone");
                CallsLiveTest.hitEachOnce(session);
                thereAndBack(lab, session, guest, "with the stub attached");
                CallsLiveTest.hitEachOnce(session);
                guest.deleteSnapshot(NAME);
                assertThatThrownBy(() -> guest.loadSnapshot(NAME))
                        .isInstanceOf(QemuException.class)
                        .hasMessageContaining("loadvm " + NAME + ": ");
            }
            lab.ask("after the snapshots");
        }
    }

    private void thereAndBack(LabGuest lab, Session session, QemuGuest guest, String how)
            throws IOException, InterruptedException {
        Path saved = folder.resolve("saved.raw");
        Path loaded = folder.resolve("loaded.raw");
        long savedTime;
        try (var _ = session.pause()) {
            guest.saveSnapshot(NAME);
            lab.dump(DumpFormat.RAW, saved);
            savedTime = time(session);
        }
        Thread.sleep(500);
        try (var _ = session.pause()) {
            assertThat(time(session)).as(how).isGreaterThan(savedTime);
            guest.loadSnapshot(NAME);
            session.forget();
            lab.dump(DumpFormat.RAW, loaded);
            assertThat(time(session)).as(how).isEqualTo(savedTime);
        }
        assertThat(Files.mismatch(saved, loaded)).as(how).isEqualTo(-1);
        Thread.sleep(500);
        assertThat(time(session)).as(how + ", and runs").isGreaterThan(savedTime);
        Files.delete(saved);
        Files.delete(loaded);
    }

    private static long time(Session session) {
        GuestSystem system = session.requireSystem();
        return system.kernelSpace()
                .readLong(((DescribesSymbols) system)
                        .symbols()
                        .find("jiffies_64")
                        .orElseThrow()
                        .va()
                        .value());
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
    }
}

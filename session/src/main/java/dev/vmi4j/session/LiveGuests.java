package dev.vmi4j.session;

import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.driver.qemu.QemuException;
import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.driver.qemu.gdb.GdbException;
import dev.vmi4j.driver.qemu.qmp.QmpException;

/** Attaches to running guests. */
final class LiveGuests {
    private LiveGuests() {}

    static Session attach(QemuOptions options, SessionStore store) {
        QemuGuest guest = guest(options);
        try {
            return Session.over(guest, Images.architectures(guest.elfMachine()), GuestSystemProvider.all(), store);
        } catch (Throwable e) {
            guest.close();
            throw e;
        }
    }

    private static QemuGuest guest(QemuOptions options) {
        try {
            return QemuGuest.attach(options);
        } catch (QmpException | GdbException | QemuException e) {
            throw new OpenException(String.valueOf(e.getMessage()), e);
        }
    }
}

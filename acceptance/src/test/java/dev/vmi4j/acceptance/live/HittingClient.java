package dev.vmi4j.acceptance.live;

import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.lab.CallingProgram;
import dev.vmi4j.session.Session;
import java.nio.file.Path;
import java.time.Duration;

/** A program that stops a guest at a breakpoint again and again, and prints a line for each hit, until it is killed. */
final class HittingClient {
    /** Far more calls than there are hits before it is killed. */
    private static final long CALLS = 2000;

    private HittingClient() {}

    public static void main(String[] arguments) {
        try (Session session = Session.attach(QemuOptions.of(Path.of(arguments[0])))) {
            GuestSystem system = session.requireSystem();
            CallingProgram program = CallingProgram.of(system);
            QemuGuest guest = (QemuGuest) session.driver();
            guest.setBreakpoint(CallsLiveTest.gate(system));
            program.want(CALLS);
            while (guest.waitForEvents(Duration.ofMinutes(1), _ -> EventResponse.CONTINUE) > 0) {
                System.out.println("hit");
            }
        }
    }
}

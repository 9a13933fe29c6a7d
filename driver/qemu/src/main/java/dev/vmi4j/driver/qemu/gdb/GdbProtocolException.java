package dev.vmi4j.driver.qemu.gdb;

/** The peer says what no GDB stub says. */
public final class GdbProtocolException extends GdbException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 80;

    private final String received;

    GdbProtocolException(String problem, String received) {
        super("the peer speaks no GDB protocol that is known here: " + problem + " (" + shorten(received) + ")", null);
        this.received = received;
    }

    static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /**
     * What was received.
     *
     * @return the packet or a part of it
     */
    public String received() {
        return received;
    }
}

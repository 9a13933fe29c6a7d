package dev.vmi4j.driver.qemu.gdb;

/** The stub understood a request and answered with an error, or does not know the request. */
public final class GdbErrorException extends GdbException {

    private static final long serialVersionUID = 1;

    private final String request;
    private final String reply;

    GdbErrorException(String request, String reply) {
        super(
                reply.isEmpty()
                        ? "the GDB stub does not know the request " + request
                        : "the GDB stub refused " + request + ": " + reply,
                null);
        this.request = request;
        this.reply = reply;
    }

    /**
     * What was asked.
     *
     * @return the packet, cut off where it is long
     */
    public String request() {
        return request;
    }

    /**
     * What was answered.
     *
     * @return {@code E} and two digits; empty when the stub does not know the request
     */
    public String reply() {
        return reply;
    }
}

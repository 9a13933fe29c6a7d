package dev.vmi4j.driver.qemu.qmp;

import org.jspecify.annotations.Nullable;

/** A message that does not follow the protocol. */
public final class QmpProtocolException extends QmpException {

    private static final long serialVersionUID = 1;
    private static final int SHOWN = 200;

    private final String excerpt;

    QmpProtocolException(String what, Object message) {
        this(what, message, null);
    }

    QmpProtocolException(String what, Object message, @Nullable Throwable cause) {
        this(what, excerpt(message.toString()), cause);
    }

    private QmpProtocolException(String what, String excerpt, @Nullable Throwable cause) {
        super("not a QMP message: " + what + " in " + excerpt, cause);
        this.excerpt = excerpt;
    }

    private static String excerpt(String message) {
        return message.length() <= SHOWN ? message : message.substring(0, SHOWN) + "...";
    }

    /**
     * The message that was not understood.
     *
     * @return its beginning
     */
    public String excerpt() {
        return excerpt;
    }
}

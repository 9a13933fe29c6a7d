package dev.vmi4j.driver.qemu.qmp;

/** QEMU understood that it was asked something, and answered with an error. */
public final class QmpCommandException extends QmpException {

    private static final long serialVersionUID = 1;

    private final String command;
    private final String errorClass;
    private final String description;

    QmpCommandException(String command, String errorClass, String description) {
        super("QEMU refused " + command + ": " + description + " (" + errorClass + ")", null);
        this.command = command;
        this.errorClass = errorClass;
        this.description = description;
    }

    /**
     * The command that failed.
     *
     * @return its name
     */
    public String command() {
        return command;
    }

    /**
     * The kind of error in QMP's own words, mostly {@code GenericError} or {@code CommandNotFound}.
     *
     * @return the error's class
     */
    public String errorClass() {
        return errorClass;
    }

    /**
     * What went wrong, as QEMU tells a human.
     *
     * @return the description
     */
    public String description() {
        return description;
    }
}

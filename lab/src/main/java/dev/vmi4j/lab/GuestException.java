package dev.vmi4j.lab;

/** A guest did not do what was expected of it: it died, it did not become ready in time, or what it told is damaged. */
public final class GuestException extends LabException {

    private static final long serialVersionUID = 1;
    private static final int SHOWN = 2000;

    private final String guest;
    private final String console;

    /**
     * An exception that shows the end of the guest's console.
     *
     * @param guest the guest's name
     * @param what what happened
     * @param console what the guest printed so far
     */
    public GuestException(String guest, String what, String console) {
        super("guest " + guest + " " + what + "; its console ends:\n" + end(console), null);
        this.guest = guest;
        this.console = console;
    }

    private static String end(String console) {
        return console.substring(Math.max(0, console.length() - SHOWN));
    }

    /**
     * The guest.
     *
     * @return its recipe's name
     */
    public String guest() {
        return guest;
    }

    /**
     * Everything that the guest printed.
     *
     * @return the console's text
     */
    public String console() {
        return console;
    }
}

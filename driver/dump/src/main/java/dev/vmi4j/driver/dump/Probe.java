package dev.vmi4j.driver.dump;

/** What an {@link ImageFormat} says to the first bytes of a file. */
public sealed interface Probe {
    /** The file is of the format. */
    Probe MATCH = new Match();
    /** The file is of another format. */
    Probe NO_MATCH = new NoMatch();
    /** The format has no magic number: it may be tried when no other matches. */
    Probe FALLBACK = new Fallback();

    /** The file is of the format. */
    record Match() implements Probe {}

    /** The file is of another format. */
    record NoMatch() implements Probe {}

    /** The format has no magic number: it may be tried when no other matches. */
    record Fallback() implements Probe {}

    /**
     * The file is known, and known not to be usable.
     *
     * @param reason what it is and what to try, going on after the file's name
     */
    record Refused(String reason) implements Probe {}
}

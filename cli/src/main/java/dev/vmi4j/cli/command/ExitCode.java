package dev.vmi4j.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended. */
public enum ExitCode {
    /** The answer is complete. */
    OK(0, "the answer is complete"),
    /** There is nothing to show; the reason is on standard error. */
    NOTHING(1, "there is nothing to show; standard error says why"),
    /** The command line is wrong. */
    USAGE(2, "the command line is wrong"),
    /** The image cannot be opened. */
    IMAGE(3, "the image cannot be opened or is damaged"),
    /** A kernel or registers are needed that the image does not have. */
    KERNEL(4, "no kernel was found in the image, and the answer needs one"),
    /** Parts of the answer are missing. */
    PARTIAL(5, "the answer has gaps; standard error says which"),
    /** A defect of vmi. */
    INTERNAL(70, "a defect of vmi itself (or it could not be built)"),
    /** The answer cannot be written. */
    OUTPUT(74, "the answer could not be written"),
    /** The reader of the answer went away. */
    READER_GONE(141, "the reader of a pipe went away, as 'head' does");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /**
     * The number that the shell sees.
     *
     * @return 0 to 255
     */
    public int number() {
        return number;
    }

    /**
     * What it means.
     *
     * @return half a sentence
     */
    public String meaning() {
        return meaning;
    }

    /** All of them for a help page. */
    static Map<String, String> listing() {
        Map<String, String> listing = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            listing.put(" " + code.number, code.meaning);
        }
        return listing;
    }
}

package dev.vmi4j.cli.command;

import java.util.List;

/** Sentences that several commands say. */
final class Errors {
    private Errors() {}

    static String noKernel(List<String> reasons) {
        return "no kernel was found (" + String.join("; ", reasons) + ")";
    }
}

package dev.vmi4j.cli.survey;

import dev.vmi4j.core.os.Finding;
import java.util.Optional;

/**
 * Something that was looked at.
 *
 * @param subject what it is about
 * @param status how it stands
 * @param found what was found
 * @param how the evidence, or why it is not whole
 * @param lack what it costs and what to do about it; empty when nothing is to be done
 */
public record Check(String subject, Status status, String found, String how, Optional<Finding.Lack> lack) {
    /** How it stands. */
    public enum Status {
        /** It is there. */
        OK,
        /** It is not there, or of no use. */
        MISSING,
        /** Parts of it could not be read. */
        GAPS,
        /** It ended by an error that is no fault of the guest. */
        FAILED
    }
}

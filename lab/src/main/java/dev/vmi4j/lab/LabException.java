package dev.vmi4j.lab;

import dev.vmi4j.core.error.VmiException;
import org.jspecify.annotations.Nullable;

/** The root of everything that can go wrong in the lab. */
public abstract sealed class LabException extends VmiException
        permits GuestException, HostCommandException, LabFileException, RecipeException {

    private static final long serialVersionUID = 1;

    LabException(String message, @Nullable Throwable cause) {
        super(message);
        if (cause != null) initCause(cause);
    }
}

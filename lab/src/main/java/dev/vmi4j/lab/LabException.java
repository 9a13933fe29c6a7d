package dev.vmi4j.lab;

import org.jspecify.annotations.Nullable;

/** The root of everything that can go wrong in the lab. */
public abstract sealed class LabException extends RuntimeException
        permits GuestException, HostCommandException, LabFileException, RecipeException {

    private static final long serialVersionUID = 1;

    LabException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

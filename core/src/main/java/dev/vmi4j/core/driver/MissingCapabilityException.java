package dev.vmi4j.core.driver;

import dev.vmi4j.core.error.VmiException;

/** Something was asked of a driver that it cannot do. */
public final class MissingCapabilityException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final Class<?> capability;

    /**
     * Creates the error.
     *
     * @param driver the driver's description
     * @param capability the interface it does not implement
     */
    public MissingCapabilityException(String driver, Class<?> capability) {
        super(driver + " does not have the capability " + capability.getSimpleName());
        this.capability = capability;
    }

    /**
     * What the driver cannot do.
     *
     * @return the interface it does not implement
     */
    public Class<?> capability() {
        return capability;
    }
}

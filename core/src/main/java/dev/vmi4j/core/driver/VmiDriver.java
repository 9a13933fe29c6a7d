package dev.vmi4j.core.driver;

import java.util.Optional;

/**
 * A source of guest state: an image or a running guest. Implemented by each driver together with the capability
 * interfaces it has. Whoever opened a driver closes it; what was read in place through it must not be used after that.
 */
public interface VmiDriver extends AutoCloseable {
    /**
     * What the source is, in a few words.
     *
     * @return for example {@code ELF core image linux.elf}
     */
    String description();

    /**
     * A capability of this driver.
     *
     * @param type the capability's interface
     * @param <C> the capability
     * @return empty when the driver does not have it
     */
    default <C extends VmiDriver> Optional<C> capability(Class<C> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /**
     * A capability that the caller cannot do without.
     *
     * @param type the capability's interface
     * @param <C> the capability
     * @return the capability
     * @throws MissingCapabilityException when the driver does not have it
     */
    default <C extends VmiDriver> C require(Class<C> type) {
        return capability(type).orElseThrow(() -> new MissingCapabilityException(description(), type));
    }

    @Override
    void close();
}

package dev.vmi4j.os.linux.kernel;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value that is made when it is first asked for, so that what cannot be read costs only the cells that need it. A
 * failure is not kept. Thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Lazy<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    /**
     * A value that is not made yet.
     *
     * @param maker makes it
     */
    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /**
     * The value, made now if it was not.
     *
     * @return the value
     */
    public synchronized T get() {
        T value = made.orElseGet(maker);
        made = Optional.of(value);
        return value;
    }
}

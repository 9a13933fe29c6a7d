package dev.vmi4j.os.linux.kernel.process;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value that is made when it is first asked for, so that what cannot be read costs only the cells that need it. A
 * failure is not kept. Thread-safe.
 */
final class Lazy<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        T value = made.orElseGet(maker);
        made = Optional.of(value);
        return value;
    }
}

package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.KernelModule;
import dev.vmi4j.core.os.UserModule;
import dev.vmi4j.core.table.TableNotes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Tells the address of a place. Asked again and again for a place that is not there yet. */
@FunctionalInterface
public interface PlaceResolver {
    /** Knows addresses alone. */
    PlaceResolver ADDRESSES = (place, _) -> place instanceof Place.Address(Va va) ? Optional.of(va) : Optional.empty();

    /**
     * The address of a place.
     *
     * @param place where
     * @param scope in which address space
     * @return empty while there is no such symbol or module
     * @throws dev.vmi4j.core.error.VmiException when the guest cannot be read
     */
    Optional<Va> resolve(Place place, Scope scope);

    /**
     * A resolver that knows the modules of a guest system, those of the kernel and those of the process of a scope.
     *
     * @param system the guest system
     * @param symbols the addresses of symbols
     * @return the resolver
     */
    static PlaceResolver of(GuestSystem system, Function<String, OptionalLong> symbols) {
        return (place, scope) -> switch (place) {
            case Place.Address(Va va) -> Optional.of(va);
            case Place.Symbol(String name, long offset) -> symbol(symbols.apply(name), offset);
            case Place.InModule(String module, long offset) ->
                base(system, module, scope).map(va -> va.plus(offset));
        };
    }

    private static Optional<Va> symbol(OptionalLong address, long offset) {
        return address.isPresent() ? Optional.of(new Va(address.getAsLong()).plus(offset)) : Optional.empty();
    }

    private static Optional<Va> base(GuestSystem system, String module, Scope scope) {
        return switch (scope) {
            case Scope.Everywhere _ ->
                system.modules(new TableNotes())
                        .filter(KernelModule.hasName(module))
                        .findFirst()
                        .map(KernelModule::base);
            case Scope.InProcess process ->
                process.process()
                        .flatMap(owner -> owner.modules(new TableNotes()).stream()
                                .filter(UserModule.hasName(module))
                                .findFirst()
                                .map(UserModule::base));
        };
    }
}

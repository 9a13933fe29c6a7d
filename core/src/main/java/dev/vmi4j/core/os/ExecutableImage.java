package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.TableNotes;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An executable image in the memory of a guest: the kernel, a module of it, or a program or library of a process. Its
 * symbols are read when they are asked for.
 *
 * @param name of its file, without folders; what the system calls it when it has no file
 * @param base where its first byte lies
 * @param size from there to its end, in bytes
 * @param format of its file, lower case: {@code elf}, {@code pe}
 * @param architecture of its code, lower case: {@code amd64}, {@code i386}, {@code aarch64}, ...
 * @param entry where it begins to run: the entry point of a program, the first code of the kernel, what prepares a
 *     module; empty when it has no such place
 * @param source reads its symbols
 */
public record ExecutableImage(
        String name, Va base, long size, String format, String architecture, Optional<Va> entry, SymbolSource source) {

    /** Reads the symbols of an image. Implemented by each operating system layer. */
    @FunctionalInterface
    public interface SymbolSource {
        /**
         * Reads the symbols.
         *
         * @param notes receives why there are none or fewer than there should be
         * @return those that others can be linked to first, where the format tells
         * @throws dev.vmi4j.core.error.VmiException when they cannot be read at all
         */
        Stream<ImageSymbol> read(TableNotes notes);
    }

    /**
     * A symbol of an image.
     *
     * @param name as the linker knows it
     * @param va its address
     */
    public record ImageSymbol(String name, Va va) {}

    /**
     * What the image names for others: the exports of a program or library, all that the kernel keeps of its own and of a
     * module's symbols.
     *
     * @param notes receives why there are none or fewer than there should be
     * @return lazily
     * @throws dev.vmi4j.core.error.VmiException when they cannot be read at all
     */
    public Stream<ImageSymbol> symbols(TableNotes notes) {
        return source.read(notes);
    }

    /**
     * The address of a symbol.
     *
     * @param wanted its name
     * @return empty when the image has none of that name, or it cannot be read
     * @throws dev.vmi4j.core.error.VmiException when no symbols can be read
     */
    public Optional<Va> symbol(String wanted) {
        return symbols(new TableNotes())
                .filter(symbol -> symbol.name().equals(wanted))
                .findFirst()
                .map(ImageSymbol::va);
    }

    /**
     * Whether an address lies in it.
     *
     * @param va virtual address
     * @return true when it is less than the size away from the base
     */
    public boolean contains(Va va) {
        return Long.compareUnsigned(va.value() - base.value(), size) < 0;
    }

    /**
     * A predicate that finds an image.
     *
     * @param name the whole name, without folders
     * @return true for images of that name
     */
    public static Predicate<ExecutableImage> hasName(String name) {
        return image -> image.name().equals(name);
    }

    /**
     * A predicate that finds the image in which an address lies.
     *
     * @param va virtual address
     * @return true for the image that has it
     */
    public static Predicate<ExecutableImage> hasAddress(Va va) {
        return image -> image.contains(va);
    }
}

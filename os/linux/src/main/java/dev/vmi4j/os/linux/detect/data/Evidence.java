package dev.vmi4j.os.linux.detect.data;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.detect.LinuxPlatform;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What clues are followed in: the kernel as far as it is known by now.
 *
 * @param kernel with the symbols known so far
 * @param info what it says about itself
 * @param platform decodes its code
 * @param image where its image lies
 */
record Evidence(Kernel kernel, Vmcoreinfo info, LinuxPlatform platform, ImageRange image) {
    /** A function longer than that is not read to its end. */
    private static final long LONGEST_FUNCTION = 8192;

    private static final int LONGEST_TEXT = 4096;

    GuestMemory memory() {
        return kernel.memory();
    }

    OptionalLong symbol(String name) {
        return kernel.symbols().address(name);
    }

    StructLayout layout(String structure) {
        return StructLayout.of(kernel.requireTypes(), structure);
    }

    long read(String structure, String field, long address) {
        return layout(structure).field(field).read(memory(), address);
    }

    long pointer(long address) {
        return memory().readLong(address);
    }

    /** Whether a field holds the address of a symbol. */
    boolean pointsTo(String structure, String field, long address, String symbol) {
        OptionalLong target = symbol(symbol);
        Field pointer = layout(structure).field(field);
        return target.isPresent() && pointer.read(memory(), address) == target.getAsLong();
    }

    /** Addresses that the code of functions of a name refers to, in the order in which it does. */
    LongStream referencesOf(String function) {
        return kernel.symbols().findAll(function).stream()
                .flatMapToLong(symbol -> platform.references(memory(), symbol.address(), endOf(symbol)))
                .filter(image::contains);
    }

    /** The places of the image's data where a pointer lies. */
    LongStream pointersTo(long target) {
        return image.find(memory(), target);
    }

    /** Whether printable text lies somewhere. */
    boolean isText(long address, int shortest) {
        int readable = (int) memory().readable(address, LONGEST_TEXT);
        byte[] bytes = memory().readBytes(address, readable);
        int length = 0;
        while (length < readable && (bytes[length] >= ' ' && bytes[length] <= '~' || bytes[length] == '\n')) {
            length++;
        }
        return length >= shortest && length < readable && bytes[length] == 0;
    }

    private long endOf(Symbol function) {
        long start = function.address();
        return kernel.symbols()
                .between(start + 1, start + LONGEST_FUNCTION)
                .mapToLong(Symbol::address)
                .min()
                .orElse(start + LONGEST_FUNCTION);
    }
}

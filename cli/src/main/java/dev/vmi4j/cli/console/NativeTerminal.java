package dev.vmi4j.cli.console;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/** Asks the C library about a terminal: whether a descriptor leads to one, and how wide it is. */
final class NativeTerminal {
    /** {@code TIOCGWINSZ}: fills a {@code struct winsize} of four 16-bit numbers, rows and columns first. */
    private static final long LINUX_REQUEST = 0x5413;

    private static final long MAC_REQUEST = 0x4008_7468;
    private static final long WINSIZE_BYTES = 8;
    private static final long COLUMNS_OFFSET = 2;

    private NativeTerminal() {}

    /** Whether a descriptor leads to a terminal ({@code isatty}); false where the C library has no such function. */
    static boolean is(int descriptor) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        return library.find("isatty")
                .or(() -> library.find("_isatty"))
                .map(isatty -> isTerminal(linker, isatty, descriptor))
                .orElse(false);
    }

    @SuppressWarnings("restricted")
    private static boolean isTerminal(Linker linker, MemorySegment isatty, int descriptor) {
        MethodHandle handle =
                linker.downcallHandle(isatty, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            return (int) handle.invokeExact(descriptor) != 0;
        } catch (Throwable e) {
            throw new IllegalStateException("isatty cannot be called", e);
        }
    }

    static OptionalInt columns(int descriptor) {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Linux")) {
            return columns(descriptor, LINUX_REQUEST);
        }
        return system.startsWith("Mac") ? columns(descriptor, MAC_REQUEST) : OptionalInt.empty();
    }

    private static OptionalInt columns(int descriptor, long request) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment winsize = arena.allocate(WINSIZE_BYTES, WINSIZE_BYTES);
            int result = ioctl(descriptor, request, winsize);
            int columns = Short.toUnsignedInt(winsize.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET));
            return result == 0 && columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
        }
    }

    @SuppressWarnings("restricted")
    private static int ioctl(int descriptor, long request, MemorySegment winsize) {
        Linker linker = Linker.nativeLinker();
        MethodHandle ioctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        try {
            return (int) ioctl.invokeExact(descriptor, request, winsize);
        } catch (Throwable e) {
            throw new IllegalStateException("ioctl cannot be called", e);
        }
    }
}

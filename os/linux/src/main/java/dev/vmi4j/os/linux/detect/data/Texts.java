package dev.vmi4j.os.linux.detect.data;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;

/** Data that is known by what it says, in the kernel's read-only data. */
final class Texts {
    private static final int PAGE = 4096;

    /** Name size 4, content size 20, type 3 ({@code NT_GNU_BUILD_ID}), then the name. */
    private static final String NOTE_HEADER = "040000001400000003000000474e5500";

    private static final int LONGEST_BANNER = 512;

    private Texts() {}

    static LongStream banner(Evidence kernel) {
        String text = "Linux version " + kernel.info().osRelease() + " (";
        return search(kernel, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A text without the version is what the banner was made from. */
    static boolean isWholeBanner(Evidence kernel, long candidate) {
        StructLayout namespace = kernel.layout("uts_namespace");
        Field version = namespace.field("name.version");
        long names = kernel.symbol("init_uts_ns").orElse(0);
        String text = kernel.memory().readUtf8(names + version.offset(), (int) version.size());
        return kernel.memory().readUtf8(candidate, LONGEST_BANNER).contains(text);
    }

    static LongStream buildIdNote(Evidence kernel) {
        return kernel.info().buildId().stream()
                .map(id -> HexFormat.of().parseHex(NOTE_HEADER + id))
                .flatMapToLong(note -> search(kernel, note));
    }

    static LongStream buildIdNoteEnd(Evidence kernel) {
        int header = NOTE_HEADER.length() / 2;
        return kernel.info().buildId().stream()
                .flatMapToLong(id -> buildIdNote(kernel).map(note -> note + header + id.length() / 2));
    }

    /** The places at which bytes lie, those over the end of a page included. */
    private static LongStream search(Evidence kernel, byte[] wanted) {
        ImageRange image = kernel.image();
        return LongStream.iterate(
                        image.readOnlyStart(), page -> Long.compareUnsigned(page, image.end()) < 0, page -> page + PAGE)
                .flatMap(page -> searchPage(kernel.memory(), page, wanted));
    }

    private static LongStream searchPage(GuestMemory memory, long page, byte[] wanted) {
        int readable = (int) memory.readable(page, PAGE + wanted.length - 1);
        byte[] bytes = memory.readBytes(page, readable);
        LongStream.Builder found = LongStream.builder();
        for (int at = 0; at < PAGE && at + wanted.length <= readable; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                found.add(page + at);
            }
        }
        return found.build();
    }
}

package dev.vmi4j.symbols.kallsyms;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Finds the pieces of kallsyms by their shape, in the order they give each other away: the token index (256 ascending
 * numbers from 0), the token table before it, the count and names before that (their markers must agree), and the
 * offsets either before the count or behind the token index. All layouts from 4.20 to 7.x fit.
 */
final class KallsymsSearch {
    private static final long MAX_IMAGE = 256L << 20;
    private static final long PAGE = 4096;
    private static final int CHUNK = 1 << 20;
    private static final int MAX_BEFORE = 32 << 20;
    private static final int MAX_PROOFS = 16;

    private final GuestMemory kernel;
    private final Vmcoreinfo info;
    private final int pointerSize;
    private int proofs;

    KallsymsSearch(GuestMemory kernel, Vmcoreinfo info) {
        this.kernel = kernel;
        this.info = info;
        this.pointerSize = info.pointerSize().orElse(Long.BYTES);
    }

    Optional<KallsymsTables> find() {
        OptionalLong start = info.symbol(KallsymsReader.ANCHOR);
        return start.isEmpty() ? Optional.empty() : scan(Addresses.alignDown(start.getAsLong(), PAGE));
    }

    private Optional<KallsymsTables> scan(long from) {
        long mapped = from;
        for (long at = from; at - from < MAX_IMAGE; ) {
            long readable = kernel.readable(at, CHUNK + KallsymsTokens.INDEX_BYTES);
            Optional<KallsymsTables> found = scanChunk(mapped, at, (int) readable);
            if (found.isPresent()) {
                return found;
            }
            boolean full = readable > CHUNK;
            at = full ? at + CHUNK : Addresses.alignDown(at + readable, PAGE) + PAGE;
            mapped = full ? mapped : at;
        }
        return Optional.empty();
    }

    private Optional<KallsymsTables> scanChunk(long mapped, long at, int length) {
        if (length < KallsymsTokens.INDEX_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = kernel.readBytes(at, length);
        for (int i = 0; i <= length - KallsymsTokens.INDEX_BYTES; i += Integer.BYTES) {
            if (isTokenIndex(bytes, i) && proofs++ < MAX_PROOFS) {
                Optional<KallsymsTables> found = proven(mapped, at + i, bytes, i);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Every token has at least its NUL. */
    private static boolean isTokenIndex(byte[] bytes, int at) {
        int previous = LittleEndian.getShort(bytes, at);
        if (previous != 0) {
            return false;
        }
        for (int token = 1; token < KallsymsTokens.COUNT; token++) {
            int next = LittleEndian.getShort(bytes, at + token * Short.BYTES) & 0xffff;
            if (next <= previous || next > previous + KallsymsTokens.MAX_TOKEN) {
                return false;
            }
            previous = next;
        }
        return true;
    }

    private Optional<KallsymsTables> proven(long mapped, long tokenIndex, byte[] bytes, int at) {
        int last = LittleEndian.getShort(bytes, at + KallsymsTokens.INDEX_BYTES - Short.BYTES) & 0xffff;
        int before = (int) Math.min(MAX_BEFORE, tokenIndex - mapped);
        byte[] image = kernel.readBytes(tokenIndex - before, before);
        int tokens = KallsymsShapes.tokenTable(image, bytes, at, last);
        if (tokens < 0) {
            return Optional.empty();
        }
        long origin = tokenIndex - before;
        return KallsymsShapes.names(image, tokens)
                .flatMap(names -> offsets(names.count(), origin + names.at(), tokenIndex).stream()
                        .map(place -> new KallsymsTables(
                                origin + names.at(),
                                origin + names.start(),
                                origin + tokens,
                                tokenIndex,
                                place.offsets(),
                                place.base()))
                        .filter(this::gives)
                        .findFirst());
    }

    /** Where the offsets may be: before the count with the base between, or behind the token index, without or with one. */
    private List<Offsets> offsets(int count, long countAt, long tokenIndex) {
        long bytes = (long) count * Integer.BYTES;
        long base = Addresses.alignDown(countAt - pointerSize, pointerSize);
        long behind = tokenIndex + KallsymsTokens.INDEX_BYTES;
        List<Offsets> places = new ArrayList<>();
        places.add(new Offsets(Addresses.alignDown(base - bytes, pointerSize), OptionalLong.of(base)));
        Stream.of(Integer.BYTES, pointerSize)
                .map(alignment -> Addresses.alignUp(behind, alignment))
                .distinct()
                .forEach(start -> {
                    places.add(new Offsets(start, OptionalLong.empty()));
                    places.add(new Offsets(start, OptionalLong.of(Addresses.alignUp(start + bytes, pointerSize))));
                });
        return places;
    }

    private boolean gives(KallsymsTables tables) {
        try {
            return new KallsymsReader(kernel, tables, info).read().size() > 0;
        } catch (VmiException _) {
            return false;
        }
    }

    private record Offsets(long offsets, OptionalLong base) {}
}

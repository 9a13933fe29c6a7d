package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.address.Addresses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of the bits and values that system calls take. */
public final class FlagSets {
    private static final Map<String, FlagSets> ALL = load();

    private final List<Name> names;

    /** A name of bits: those of the mask must be as in the value. */
    private record Name(String name, long value, long mask) {
        static Name parse(String word) {
            String[] parts = word.split("[=/]", -1);
            long value = Long.decode(parts[1]);
            return new Name(parts[0], value, parts.length > 2 ? Long.decode(parts[2]) : value);
        }

        boolean isSetIn(long bits) {
            return mask != 0 && (bits & mask) == value;
        }
    }

    private FlagSets(List<Name> names) {
        this.names = names;
    }

    /**
     * A set.
     *
     * @param name for example {@code open}
     * @param abi the architecture, some of which have values of their own, for example {@code arm64}
     * @return the set
     * @throws IllegalArgumentException when there is none of that name
     */
    public static FlagSets of(String name, String abi) {
        return find(name + "@" + abi)
                .or(() -> find(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no set of flags '" + name + "'"));
    }

    private static Optional<FlagSets> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /**
     * The names of the bits that are set.
     *
     * @param bits the bits
     * @return joined by {@code |}, what has no name in hexadecimal; {@code 0} or the name of 0 when none is set
     */
    public String flags(long bits) {
        List<String> said = new ArrayList<>();
        long left = bits;
        for (Name name : names) {
            if (name.isSetIn(name.value == name.mask ? left : bits)) {
                said.add(name.name);
                left &= ~name.value;
            }
        }
        if (left != 0) {
            said.add(Addresses.hex(left));
        }
        return said.isEmpty() ? exactly(0).orElse("0") : String.join("|", said);
    }

    /**
     * The name of a value.
     *
     * @param value the value
     * @return its name, or the value where it has none
     */
    public String value(long value) {
        return exactly(value).orElseGet(() -> value >= 0 && value < 10 ? Long.toString(value) : Addresses.hex(value));
    }

    /**
     * The name of a value.
     *
     * @param value the value
     * @return empty where it has none
     */
    Optional<String> exactly(long value) {
        return names.stream()
                .filter(name -> name.value == value)
                .map(Name::name)
                .findFirst();
    }

    private static Map<String, FlagSets> load() {
        Map<String, FlagSets> all = new HashMap<>();
        for (String line : Resources.lines("flags.txt")) {
            String[] words = line.split(" ", -1);
            List<Name> names = new ArrayList<>();
            for (int i = 2; i < words.length; i++) {
                names.add(Name.parse(words[i]));
            }
            if (words[1].equals("flags")) {
                names.sort(Comparator.comparingInt((Name name) -> -Long.bitCount(name.mask)));
            }
            all.put(words[0], new FlagSets(List.copyOf(names)));
        }
        return Map.copyOf(all);
    }
}

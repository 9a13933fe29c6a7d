package dev.vmi4j.symbols.vmcoreinfo;

import dev.vmi4j.symbols.MalformedSymbolsException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a Linux kernel says about itself to crash dump tools: {@code KEY=value} lines with addresses, sizes and offsets.
 * Immutable and thread-safe. A missing line is an empty answer; so is one whose value is not of the kind asked for.
 */
public final class Vmcoreinfo {
    /** The longest text that is taken for VMCOREINFO; kernels reserve one page of their own size for it. */
    public static final int MAX_LENGTH = 64 * 1024;

    static final String FIRST_KEY = "OSRELEASE=";

    private static final Pattern RELEASE = Pattern.compile("\\d{1,4}\\.\\d{1,5}[!-~]{0,120}");
    private static final Pattern BUILD_ID = Pattern.compile("[0-9a-f]{16,64}");

    private final String text;
    private final Map<String, String> entries;

    private Vmcoreinfo(String text, Map<String, String> entries) {
        this.text = text;
        this.entries = Collections.unmodifiableMap(entries);
    }

    /**
     * Parses the text.
     *
     * @param text beginning with {@code OSRELEASE=}
     * @return what it says
     * @throws MalformedSymbolsException when it does not begin so, or with no kernel release
     */
    public static Vmcoreinfo parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new MalformedSymbolsException(
                        "VMCOREINFO", 0, "it does not begin with " + FIRST_KEY + " and a kernel release"));
    }

    /**
     * Parses text that may be something else.
     *
     * @param text any
     * @return empty unless it begins with {@code OSRELEASE=} and a kernel release
     */
    public static Optional<Vmcoreinfo> tryParse(String text) {
        if (!text.startsWith(FIRST_KEY) || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                entries.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        var info = new Vmcoreinfo(text, entries);
        return RELEASE.matcher(info.osRelease()).matches() ? Optional.of(info) : Optional.empty();
    }

    /**
     * The release of the kernel, as {@code uname -r} prints it.
     *
     * @return such as {@code 6.1.0-50-cloud-amd64}
     */
    public String osRelease() {
        return entries.getOrDefault("OSRELEASE", "");
    }

    /**
     * The build id that the linker put into the kernel ({@code BUILD-ID}; kernels from 5.9 on say it).
     *
     * @return lower-case hexadecimal digits
     */
    public Optional<String> buildId() {
        return entry("BUILD-ID").filter(id -> BUILD_ID.matcher(id).matches());
    }

    /**
     * The size of a page ({@code PAGESIZE}).
     *
     * @return in bytes
     */
    public OptionalLong pageSize() {
        return decimal("PAGESIZE");
    }

    /**
     * The size of a pointer, seen in that of {@code struct list_head}, which is two of them.
     *
     * @return 4 or 8
     */
    public OptionalInt pointerSize() {
        long half = size("list_head").orElse(0) / 2;
        return half == 4 || half == 8 ? OptionalInt.of((int) half) : OptionalInt.empty();
    }

    /**
     * The address of a symbol, in the running kernel: with the KASLR slide ({@code SYMBOL(name)}).
     *
     * @param name such as {@code swapper_pg_dir}
     * @return guest virtual address
     */
    public OptionalLong symbol(String name) {
        return hexadecimal("SYMBOL(" + name + ")");
    }

    /**
     * The size of a structure ({@code SIZE(name)}).
     *
     * @param structure without {@code struct}
     * @return in bytes
     */
    public OptionalLong size(String structure) {
        return decimal("SIZE(" + structure + ")");
    }

    /**
     * The offset of a field ({@code OFFSET(structure.field)}).
     *
     * @param structure without {@code struct}
     * @param field its name
     * @return in bytes
     */
    public OptionalLong offset(String structure, String field) {
        return decimal("OFFSET(" + structure + "." + field + ")");
    }

    /**
     * The length of an array ({@code LENGTH(name)}).
     *
     * @param name a symbol, or structure and field joined by a dot
     * @return the number of elements
     */
    public OptionalLong length(String name) {
        return decimal("LENGTH(" + name + ")");
    }

    /**
     * A number of the kernel ({@code NUMBER(name)}); most are decimal, some are hexadecimal with {@code 0x}.
     *
     * @param name such as {@code phys_base}
     * @return the value
     */
    public OptionalLong number(String name) {
        return number64("NUMBER(" + name + ")");
    }

    /**
     * The KASLR slide ({@code KERNELOFFSET}).
     *
     * @return the distance of the running kernel from where it was linked, in bytes
     */
    public OptionalLong kernelOffset() {
        return hexadecimal("KERNELOFFSET");
    }

    /**
     * When the kernel crashed ({@code CRASHTIME}); a kernel that did not has no such line.
     *
     * @return in seconds since 1970
     */
    public OptionalLong crashTime() {
        return decimal("CRASHTIME");
    }

    /**
     * Any line.
     *
     * @param key what stands before the equals sign
     * @return what stands behind it
     */
    public Optional<String> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * All lines in their order.
     *
     * @return keys and values; the first of a key that comes twice
     */
    public Map<String, String> entries() {
        return entries;
    }

    /**
     * The text as it was parsed.
     *
     * @return lines ending in a line feed
     */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "VMCOREINFO of " + osRelease();
    }

    private OptionalLong decimal(String key) {
        return entry(key).map(value -> parse(value, 10)).orElse(OptionalLong.empty());
    }

    private OptionalLong hexadecimal(String key) {
        return entry(key)
                .map(value -> parse(value.startsWith("0x") ? value.substring(2) : value, 16))
                .orElse(OptionalLong.empty());
    }

    private OptionalLong number64(String key) {
        return entry(key).filter(value -> value.startsWith("0x")).isPresent() ? hexadecimal(key) : decimal(key);
    }

    private static OptionalLong parse(String value, int radix) {
        try {
            boolean negative = value.startsWith("-");
            return OptionalLong.of(negative ? Long.parseLong(value, radix) : Long.parseUnsignedLong(value, radix));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}

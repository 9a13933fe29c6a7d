package dev.vmi4j.driver.qemu;

import dev.vmi4j.core.arch.RegisterValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What QEMU's {@code info registers} says of an x86 virtual CPU, by the names of GDB where GDB has one: {@code rax},
 * {@code eflags}, {@code cr3}, and {@code cs.base}, {@code cs.limit}, {@code cs.flags}, {@code gdt.base}, {@code dr7}.
 */
final class MonitorRegisters {
    private static final Pattern NUMBER = Pattern.compile("\\b([A-Z][A-Z0-9]{1,4}) ?=([0-9a-f]{8,16})\\b");
    private static final Pattern SEGMENT = Pattern.compile(
            "(?m)^(ES|CS|SS|DS|FS|GS|LDT|TR) *=([0-9a-f]{4}) ([0-9a-f]{8,16}) ([0-9a-f]{8}) ([0-9a-f]{8})");
    private static final Pattern TABLE = Pattern.compile("(?m)^(GDT|IDT)= +([0-9a-f]{8,16}) ([0-9a-f]{8})");
    private static final Map<String, String> RENAMED = Map.of("rfl", "eflags", "efl", "eflags");
    private static final List<String> SEGMENTS = List.of("cs", "ss", "ds", "es", "fs", "gs");

    private MonitorRegisters() {}

    static RegisterValues parse(String text) {
        Map<String, Long> values = new LinkedHashMap<>();
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            String name = numbers.group(1).toLowerCase(Locale.ROOT);
            values.putIfAbsent(RENAMED.getOrDefault(name, name), hex(numbers.group(2)));
        }
        Matcher segments = SEGMENT.matcher(text);
        while (segments.find()) {
            String name = segments.group(1).toLowerCase(Locale.ROOT);
            values.put(name, hex(segments.group(2)));
            values.put(name + ".base", hex(segments.group(3)));
            values.put(name + ".limit", hex(segments.group(4)));
            values.put(name + ".flags", hex(segments.group(5)));
        }
        Matcher tables = TABLE.matcher(text);
        while (tables.find()) {
            String name = tables.group(1).toLowerCase(Locale.ROOT);
            values.put(name + ".base", hex(tables.group(2)));
            values.put(name + ".limit", hex(tables.group(3)));
        }
        return new RegisterValues(values);
    }

    /**
     * Completes the registers of the stub by the segments' hidden parts that were seen with the same selectors before.
     *
     * @return whether there was one for CS, without which the width of the code is not known
     */
    static boolean complete(Map<Long, RegisterValues> seen, RegisterValues values, Map<String, Long> into) {
        boolean whole = false;
        for (String segment : SEGMENTS) {
            RegisterValues hidden = seen.get(values.get(segment).orElse(-1));
            if (hidden != null) {
                copy(hidden, ".limit", segment, into);
                copy(hidden, ".flags", segment, into);
                if (!segment.equals("fs") && !segment.equals("gs")) copy(hidden, ".base", segment, into);
                whole |= segment.equals("cs");
            }
        }
        return whole;
    }

    /** Remembers the hidden parts of a virtual CPU's segments by their selectors. */
    static void remember(RegisterValues values, Map<Long, RegisterValues> seen) {
        for (String segment : SEGMENTS) {
            Map<String, Long> hidden = new LinkedHashMap<>();
            for (String part : List.of(".base", ".limit", ".flags")) {
                values.get(segment + part).ifPresent(value -> hidden.put(part, value));
            }
            values.get(segment).ifPresent(selector -> seen.put(selector, new RegisterValues(hidden)));
        }
    }

    private static void copy(RegisterValues hidden, String part, String segment, Map<String, Long> into) {
        hidden.get(part).ifPresent(value -> into.put(segment + part, value));
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}

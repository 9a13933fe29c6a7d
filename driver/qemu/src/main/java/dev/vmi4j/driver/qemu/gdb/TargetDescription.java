package dev.vmi4j.driver.qemu.gdb;

import dev.vmi4j.core.arch.RegisterValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registers that a stub says it has: the parts of {@code target.xml} that matter here.
 *
 * @param architecture the content of the element {@code architecture}; empty when there is none
 * @param registers in the order of their numbers
 */
public record TargetDescription(String architecture, List<TargetRegister> registers) {
    private static final int MOST_REGISTERS = 4096;
    private static final int MOST_FILES = 64;
    private static final int WIDEST = 1 << 14;

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<(reg|xi:include)\\s([^>]*)>");
    private static final Pattern ARCHITECTURE = Pattern.compile("<architecture>\\s*([^<]*?)\\s*</architecture>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w:-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

    /** Copies the list and sorts it. */
    public TargetDescription {
        registers = registers.stream()
                .sorted(Comparator.comparingInt(TargetRegister::number))
                .toList();
    }

    /**
     * Reads a description.
     *
     * @param files gives the text of a file of the description by its name; {@code target.xml} is the first
     * @return the description
     * @throws GdbProtocolException when it makes no sense
     */
    static TargetDescription read(UnaryOperator<String> files) {
        return new Reader(files).read();
    }

    /**
     * A register by its name.
     *
     * @param name the stub's name of it
     * @return empty when there is none
     */
    public Optional<TargetRegister> find(String name) {
        return registers.stream()
                .filter(register -> register.name().equals(name))
                .findFirst();
    }

    /**
     * The values in the answer to {@code g}: as many of the registers as it is long.
     *
     * @param digits two hexadecimal digits per byte; {@code x} where a register is not available
     * @return the registers of at most 64 bits
     */
    RegisterValues values(String digits) {
        Map<String, Long> values = new LinkedHashMap<>();
        int at = 0;
        for (TargetRegister register : registers) {
            int end = at + 2 * register.bytes();
            if (end > digits.length()) {
                break;
            }
            if (register.bytes() <= Long.BYTES && digits.charAt(at) != 'x') {
                values.put(register.name(), Hex.littleEndian(digits.substring(at, end)));
            }
            at = end;
        }
        return new RegisterValues(values);
    }

    private static final class Reader {
        private final UnaryOperator<String> files;
        private final List<TargetRegister> registers = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private String architecture = "";
        private int next;

        Reader(UnaryOperator<String> files) {
            this.files = files;
        }

        TargetDescription read() {
            readFile("target.xml");
            if (registers.isEmpty()) throw new GdbProtocolException("the description has no registers", "");
            return new TargetDescription(architecture, registers);
        }

        private void readFile(String name) {
            if (!seen.add(name)) return;
            if (seen.size() > MOST_FILES) throw new GdbProtocolException("the description never ends", name);
            String text = COMMENT.matcher(files.apply(name)).replaceAll("");
            Matcher named = ARCHITECTURE.matcher(text);
            if (architecture.isEmpty() && named.find()) architecture = named.group(1);
            Matcher tags = TAG.matcher(text);
            while (tags.find()) {
                Map<String, String> attributes = attributes(tags.group(2));
                if (tags.group(1).equals("reg")) addRegister(attributes);
                else readFile(attributes.getOrDefault("href", ""));
            }
        }

        private void addRegister(Map<String, String> attributes) {
            int number = attributes.containsKey("regnum") ? number(attributes, "regnum", MOST_REGISTERS) : next;
            int bits = number(attributes, "bitsize", WIDEST);
            if (bits <= 0 || bits % Byte.SIZE != 0 || registers.size() >= MOST_REGISTERS) {
                throw new GdbProtocolException("a register of " + bits + " bits", attributes.toString());
            }
            registers.add(new TargetRegister(attributes.getOrDefault("name", ""), number, bits));
            next = number + 1;
        }

        private static Map<String, String> attributes(String text) {
            Map<String, String> all = new LinkedHashMap<>();
            Matcher each = ATTRIBUTE.matcher(text);
            while (each.find()) all.put(each.group(1), each.group(2) != null ? each.group(2) : each.group(3));
            return all;
        }

        private static int number(Map<String, String> attributes, String name, int most) {
            try {
                int number = Integer.parseInt(attributes.getOrDefault(name, ""));
                if (number >= 0 && number <= most) return number;
            } catch (NumberFormatException _) {
                // Told below.
            }
            throw new GdbProtocolException("a register without a usable " + name, attributes.toString());
        }
    }
}

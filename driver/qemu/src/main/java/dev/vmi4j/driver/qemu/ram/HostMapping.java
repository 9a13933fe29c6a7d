package dev.vmi4j.driver.qemu.ram;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /proc/PID/maps}.
 *
 * @param start first address
 * @param end the address after the last
 * @param shared whether writes reach the file
 * @param offset in the file
 * @param inode the file's number; 0 when there is no file
 * @param path the file's name as QEMU sees it; empty when there is none
 */
record HostMapping(long start, long end, boolean shared, long offset, long inode, String path) {
    private static final int MOST = 1 << 20;
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (....) ([0-9a-f]+) [0-9a-f]+:[0-9a-f]+ (\\d+)\\s*(.*)");

    boolean contains(long address) {
        return address >= start && address < end;
    }

    static List<HostMapping> parse(List<String> lines) {
        List<HostMapping> all = new ArrayList<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches() && parts.group(1).length() < 16 && all.size() < MOST) {
                all.add(new HostMapping(
                        Long.parseLong(parts.group(1), 16),
                        Long.parseLong(parts.group(2), 16),
                        parts.group(3).charAt(3) == 's',
                        Long.parseUnsignedLong(parts.group(4), 16),
                        Long.parseUnsignedLong(parts.group(5)),
                        parts.group(6)));
            }
        }
        return all;
    }
}

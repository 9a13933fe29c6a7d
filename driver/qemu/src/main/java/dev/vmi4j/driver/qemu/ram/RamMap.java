package dev.vmi4j.driver.qemu.ram;

import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the guest has RAM: what QEMU's {@code info mtree -f} says of the address space {@code memory}. Parts that the
 * firmware has write-protected are shown as {@code rom} there and are RAM all the same.
 */
final class RamMap {
    private static final int MOST_PIECES = 1 << 16;
    private static final Pattern VIEW = Pattern.compile("(?m)^FlatView #\\d+");
    private static final Pattern SYSTEM = Pattern.compile("(?m)^ AS \"memory\"");
    private static final Pattern PIECE = Pattern.compile(
            "(?m)^ +([0-9a-f]{16})-([0-9a-f]{16}) \\(prio -?\\d+, (ram|rom|nv-ram)\\): (.+?)(?: @([0-9a-f]{16}))?(?: KVM)?$");
    private static final Pattern HOST_ADDRESS = Pattern.compile("is 0x([0-9a-f]{1,16})");

    private RamMap() {}

    /** Asks QEMU. Pieces that go on in each other are one. */
    static List<RamPiece> of(QmpClient qmp) {
        List<RamPiece> pieces = new ArrayList<>();
        for (RamPiece piece : parse(qmp.hmp("info mtree -f"))) {
            pieces.add(new RamPiece(piece.start(), piece.size(), hostAddress(qmp, piece.start())));
        }
        return merge(pieces);
    }

    private static long hostAddress(QmpClient qmp, long pa) {
        Matcher found = HOST_ADDRESS.matcher(qmp.hmp("gpa2hva 0x" + Long.toHexString(pa)));
        return found.find() ? Long.parseUnsignedLong(found.group(1), 16) : RamPiece.UNKNOWN;
    }

    /** The pieces of RAM, without host addresses, as QEMU prints them. */
    static List<RamPiece> parse(String mtree) {
        String view = systemView(mtree);
        Set<String> blocks = new HashSet<>();
        Matcher each = PIECE.matcher(view);
        while (each.find()) {
            if (!each.group(3).equals("rom")) {
                blocks.add(each.group(4));
            }
        }
        List<RamPiece> pieces = new ArrayList<>();
        each.reset();
        while (each.find() && pieces.size() < MOST_PIECES) {
            long first = Long.parseUnsignedLong(each.group(1), 16);
            long last = Long.parseUnsignedLong(each.group(2), 16);
            if (blocks.contains(each.group(4)) && first >= 0 && last >= first) {
                pieces.add(new RamPiece(first, last - first + 1, RamPiece.UNKNOWN));
            }
        }
        return pieces;
    }

    private static String systemView(String mtree) {
        for (String view : VIEW.split(mtree, -1)) {
            if (SYSTEM.matcher(view).find()) {
                return view;
            }
        }
        return "";
    }

    static List<RamPiece> merge(List<RamPiece> pieces) {
        List<RamPiece> merged = new ArrayList<>();
        for (RamPiece piece : pieces) {
            if (!merged.isEmpty() && merged.getLast().goesOnIn(piece)) {
                merged.add(merged.removeLast().and(piece));
            } else {
                merged.add(piece);
            }
        }
        return List.copyOf(merged);
    }
}

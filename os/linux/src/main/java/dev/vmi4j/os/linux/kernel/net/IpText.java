package dev.vmi4j.os.linux.kernel.net;

/** IP addresses as text: dotted decimal, and for IPv6 the short form of RFC 5952. */
public final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    /**
     * Writes an address.
     *
     * @param bytes 4 or 16, in network order
     * @return the text
     */
    public static String of(byte[] bytes) {
        return bytes.length == 4 ? dotted(bytes, 0) : isMapped(bytes) ? "::ffff:" + dotted(bytes, 12) : groups(bytes);
    }

    private static String dotted(byte[] bytes, int from) {
        return (bytes[from] & 0xff)
                + "." + (bytes[from + 1] & 0xff)
                + "." + (bytes[from + 2] & 0xff)
                + "." + (bytes[from + 3] & 0xff);
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static String groups(byte[] bytes) {
        int gap = longestGap(bytes);
        int gapEnd = gap + zeros(bytes, gap);
        boolean shortened = gapEnd - gap > 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (shortened && i == gap) {
                text.append("::");
                i = gapEnd - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(bytes, i)));
            }
        }
        return text.toString();
    }

    private static int longestGap(byte[] bytes) {
        int best = 0;
        for (int i = 1; i < GROUPS; i++) {
            if (zeros(bytes, i) > zeros(bytes, best)) {
                best = i;
            }
        }
        return best;
    }

    /** How many zero groups follow each other from here on. */
    private static int zeros(byte[] bytes, int from) {
        int i = from;
        while (i < GROUPS && group(bytes, i) == 0) {
            i++;
        }
        return i - from;
    }

    private static int group(byte[] bytes, int index) {
        return (bytes[index * 2] & 0xff) << 8 | bytes[index * 2 + 1] & 0xff;
    }
}

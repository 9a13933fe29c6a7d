package dev.vmi4j.lab.debian;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Orders names that differ in numbers by the numbers: {@code linux-image-6.1.0-9} comes before {@code
 * linux-image-6.1.0-47}.
 */
enum VersionOrder implements Comparator<String> {
    /** The only one. */
    INSTANCE;

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    @Override
    public int compare(String one, String other) {
        var ones = parts(one);
        var others = parts(other);
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int order = comparePart(ones.get(i), others.get(i));
            if (order != 0) return order;
        }
        return Integer.compare(ones.size(), others.size());
    }

    private static List<String> parts(String name) {
        return PART.matcher(name).results().map(MatchResult::group).toList();
    }

    private static int comparePart(String one, String other) {
        return isNumber(one) && isNumber(other)
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}

package dev.vmi4j.core.address;

/** Checked unsigned 64-bit arithmetic shared by the address types, in terms of raw {@code long} values. */
public final class Addresses {
    private Addresses() {}

    /**
     * Adds a signed distance to an unsigned address.
     *
     * @param address unsigned address
     * @param distance signed distance in bytes
     * @return the sum
     * @throws ArithmeticException when the sum leaves the 64-bit space
     */
    public static long plus(long address, long distance) {
        long sum = address + distance;
        boolean wrapped =
                distance >= 0 ? Long.compareUnsigned(sum, address) < 0 : Long.compareUnsigned(sum, address) > 0;
        if (wrapped) {
            throw new ArithmeticException("address " + hex(address) + " plus " + distance + " leaves the 64-bit space");
        }
        return sum;
    }

    /**
     * Rounds an unsigned address down.
     *
     * @param address unsigned address
     * @param alignment a power of two, in bytes
     * @return the greatest multiple of the alignment that is not above the address
     * @throws IllegalArgumentException when the alignment is not a power of two
     */
    public static long alignDown(long address, long alignment) {
        requirePowerOfTwo(alignment);
        return address & -alignment;
    }

    /**
     * Rounds an unsigned address up.
     *
     * @param address unsigned address
     * @param alignment a power of two, in bytes
     * @return the smallest multiple of the alignment that is not below the address
     * @throws ArithmeticException when the result leaves the 64-bit space
     * @throws IllegalArgumentException when the alignment is not a power of two
     */
    public static long alignUp(long address, long alignment) {
        requirePowerOfTwo(alignment);
        return plus(address, -address & (alignment - 1));
    }

    /**
     * Prints an address the way the field does.
     *
     * @param address unsigned address
     * @return {@code 0x} and lower-case hexadecimal digits without leading zeros
     */
    public static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    /**
     * Reads an address as people write it: hexadecimal with {@code 0x}, or decimal; {@code _} and a backtick between
     * digits are ignored.
     *
     * @param text the text
     * @return the unsigned value
     * @throws NumberFormatException when the text is no unsigned 64-bit number
     */
    public static long parse(String text) {
        String digits = text.strip().replace("_", "").replace("`", "");
        if (digits.indexOf('+') >= 0) {
            throw new NumberFormatException("no unsigned number: " + text);
        }
        return digits.startsWith("0x") || digits.startsWith("0X")
                ? Long.parseUnsignedLong(digits.substring(2), 16)
                : Long.parseUnsignedLong(digits);
    }

    private static void requirePowerOfTwo(long alignment) {
        if (Long.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("alignment " + hex(alignment) + " is not a power of two");
        }
    }
}

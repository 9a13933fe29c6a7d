package dev.vmi4j.driver.qemu.gdb;

/**
 * A register of a target description.
 *
 * @param name the stub's name of it
 * @param number its number in the requests {@code p} and {@code P}
 * @param bits its size in bits, a multiple of 8
 */
public record TargetRegister(String name, int number, int bits) {
    /**
     * The size.
     *
     * @return in bytes
     */
    public int bytes() {
        return bits / Byte.SIZE;
    }
}

package dev.vmi4j.driver.qemu;

/** A way to read the RAM of a running guest; the fastest comes first. */
public enum RamWay {
    /** The file behind the RAM is mapped: reads cost no call at all. */
    MAPPED("mapped"),
    /** QEMU's memory is read through {@code /proc/PID/mem}: a system call for a page. */
    PROCESS("read from QEMU's process"),
    /** The GDB stub is asked: the guest stands, and a round trip is made for half a page. */
    STUB("read through the GDB stub");

    private final String sentence;

    RamWay(String sentence) {
        this.sentence = sentence;
    }

    /**
     * What is done with the RAM.
     *
     * @return a few words for people
     */
    public String sentence() {
        return sentence;
    }
}

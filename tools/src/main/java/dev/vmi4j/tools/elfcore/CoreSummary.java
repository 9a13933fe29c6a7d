package dev.vmi4j.tools.elfcore;

/**
 * What a core file holds and what not, in bytes of the process's address space.
 *
 * @param threads the number of threads
 * @param regions the number of regions
 * @param segments the number of {@code PT_LOAD} segments
 * @param written bytes that were in memory
 * @param untouched bytes that were never written to and read as zeros
 * @param swapped bytes that are in swap space, left out
 * @param inFiles bytes that are in files alone, left out
 * @param unreadable bytes that the source lacks or whose place is not known, left out
 * @param filtered bytes of regions whose kind was not asked for
 * @param fileSize the apparent size of the file
 */
public record CoreSummary(
        int threads,
        int regions,
        int segments,
        long written,
        long untouched,
        long swapped,
        long inFiles,
        long unreadable,
        long filtered,
        long fileSize) {
    /**
     * Whether everything that was asked for and exists in the guest's memory is in the file.
     *
     * @return true when nothing had to be left out for want of the page
     */
    public boolean isComplete() {
        return swapped == 0 && unreadable == 0;
    }
}

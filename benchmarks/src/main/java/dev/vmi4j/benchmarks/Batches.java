package dev.vmi4j.benchmarks;

/** Hands out the parts of a set one after the other, over and over. */
final class Batches {
    private final int total;
    private final int size;
    private int next;

    Batches(int total, int size) {
        this.total = total;
        this.size = size;
    }

    /** Index of the first element of the next part. */
    int next() {
        int from = next;
        next = from + 2 * size <= total ? from + size : 0;
        return from;
    }
}

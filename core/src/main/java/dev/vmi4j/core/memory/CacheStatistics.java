package dev.vmi4j.core.memory;

/**
 * What a cache has done since it was made.
 *
 * @param hits look-ups it could answer
 * @param misses look-ups it could not answer
 */
public record CacheStatistics(long hits, long misses) {}

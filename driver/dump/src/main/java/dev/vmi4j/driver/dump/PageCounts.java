package dev.vmi4j.driver.dump;

/**
 * How many pages of the guest an image holds.
 *
 * @param pageShift base-2 logarithm of the page size in bytes in which the image counts
 * @param present pages whose content is in the image; a page held in part counts as a page
 * @param excluded pages the guest has and the image lacks: filtered, or lost with the end of the file
 */
public record PageCounts(int pageShift, long present, long excluded) {}

/**
 * Tells when watched virtual addresses are mapped, unmapped or moved to another frame: {@link
 * dev.vmi4j.tools.paging.PageTableMonitor}.
 */
@NullMarked
package dev.vmi4j.tools.paging;

import org.jspecify.annotations.NullMarked;

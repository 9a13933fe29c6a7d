/** The AMD64 architecture: registers, paging modes, descriptor tables and events. */
@NullMarked
package dev.vmi4j.arch.amd64;

import org.jspecify.annotations.NullMarked;

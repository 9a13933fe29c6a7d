/**
 * ELF core files of guest processes: {@link dev.vmi4j.tools.elfcore.ElfCore} writes what a {@link
 * dev.vmi4j.core.os.ProcessCore} describes, {@link dev.vmi4j.tools.elfcore.CoreFilter} chooses the kinds of memory.
 */
@NullMarked
package dev.vmi4j.tools.elfcore;

import org.jspecify.annotations.NullMarked;

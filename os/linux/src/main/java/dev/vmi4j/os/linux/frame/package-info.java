/**
 * What the frames of physical memory are used for: {@link dev.vmi4j.os.linux.frame.Frames} asks the page tables of every
 * process and of the kernel, and the {@code struct page} of the frame.
 */
@NullMarked
package dev.vmi4j.os.linux.frame;

import org.jspecify.annotations.NullMarked;

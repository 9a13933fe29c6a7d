/**
 * Files, directories and mounts.
 *
 * <p>{@link dev.vmi4j.os.linux.kernel.file.Vfs} is the entry: it holds the layouts, resolved once, and gives the open
 * {@linkplain dev.vmi4j.os.linux.kernel.file.Descriptor descriptors} of a task, {@linkplain
 * dev.vmi4j.os.linux.kernel.file.OpenFile open files}, the paths of {@linkplain
 * dev.vmi4j.os.linux.kernel.file.Location places} across mounts, and the {@linkplain
 * dev.vmi4j.os.linux.kernel.file.Mount mounts} of each namespace.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.file;

import org.jspecify.annotations.NullMarked;

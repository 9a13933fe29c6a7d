/**
 * Kernel modules.
 *
 * <p>{@link dev.vmi4j.os.linux.kernel.module.Modules} finds them in three places that the kernel keeps in step, and in
 * memory by their shape, so that one taken out of the list to hide it still shows; each is a {@link
 * dev.vmi4j.os.linux.kernel.module.LoadedModule}.
 */
@NullMarked
package dev.vmi4j.os.linux.kernel.module;

import org.jspecify.annotations.NullMarked;

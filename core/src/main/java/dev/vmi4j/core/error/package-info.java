/**
 * The root of every error vmi4j raises.
 *
 * <p>{@link dev.vmi4j.core.error.VmiException} is unchecked; each subclass carries its facts (address, root, level,
 * file offset) in final fields and makes its message from them. Subclasses live beside the code that raises them.
 */
@NullMarked
package dev.vmi4j.core.error;

import org.jspecify.annotations.NullMarked;

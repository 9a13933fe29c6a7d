/** Tests over all modules. */
@NullMarked
package dev.vmi4j.acceptance;

import org.jspecify.annotations.NullMarked;

/** Things that hide in a guest from itself, and where they show all the same. */
@NullMarked
package dev.vmi4j.acceptance.hidden;

import org.jspecify.annotations.NullMarked;

/** Files that come from guests and go into recordings: tar archives and sparse copies. */
@NullMarked
package dev.vmi4j.lab.archive;

import org.jspecify.annotations.NullMarked;

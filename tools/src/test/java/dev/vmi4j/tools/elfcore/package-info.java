@NullMarked
package dev.vmi4j.tools.elfcore;

import org.jspecify.annotations.NullMarked;

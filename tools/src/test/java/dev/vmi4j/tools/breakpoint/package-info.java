@NullMarked
package dev.vmi4j.tools.breakpoint;

import org.jspecify.annotations.NullMarked;

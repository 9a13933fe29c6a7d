@NullMarked
package dev.vmi4j.tools.step;

import org.jspecify.annotations.NullMarked;

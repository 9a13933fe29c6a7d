@NullMarked
package dev.vmi4j.tools.intercept;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.vmi4j.tools.search;

import org.jspecify.annotations.NullMarked;

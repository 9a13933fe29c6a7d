@NullMarked
package dev.vmi4j.tools.paging;

import org.jspecify.annotations.NullMarked;

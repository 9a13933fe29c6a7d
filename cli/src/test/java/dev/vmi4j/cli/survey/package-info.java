/** Every table at once. */
@NullMarked
package dev.vmi4j.cli.survey;

import org.jspecify.annotations.NullMarked;

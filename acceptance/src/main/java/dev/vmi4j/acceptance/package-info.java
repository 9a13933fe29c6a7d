/** Tests over all modules: rules of the architecture, live guests, comparisons with what a guest said about itself. */
@NullMarked
package dev.vmi4j.acceptance;

import org.jspecify.annotations.NullMarked;

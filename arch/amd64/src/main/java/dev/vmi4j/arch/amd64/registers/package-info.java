/** The registers of an AMD64 virtual CPU, with names for all their architectural bits. */
@NullMarked
package dev.vmi4j.arch.amd64.registers;

import org.jspecify.annotations.NullMarked;

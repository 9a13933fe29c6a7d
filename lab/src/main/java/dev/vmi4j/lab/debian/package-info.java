/**
 * Kernels and programs out of Debian packages, fetched by the host's own apt and never installed: start with {@link
 * dev.vmi4j.lab.debian.PackageStore}.
 */
@NullMarked
package dev.vmi4j.lab.debian;

import org.jspecify.annotations.NullMarked;

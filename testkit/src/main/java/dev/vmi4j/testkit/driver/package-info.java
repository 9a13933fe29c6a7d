/**
 * Drivers for tests: {@link dev.vmi4j.testkit.driver.FakeDriver} has every capability and records every {@link
 * dev.vmi4j.testkit.driver.Call}; {@link dev.vmi4j.testkit.driver.FakeImage} has only those of a memory image.
 */
@NullMarked
package dev.vmi4j.testkit.driver;

import org.jspecify.annotations.NullMarked;

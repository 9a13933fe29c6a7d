/**
 * The suites that every implementation of a contract extends: {@link dev.vmi4j.testkit.contract.GuestMemoryContract},
 * {@link dev.vmi4j.testkit.contract.DriverContract}, {@link dev.vmi4j.testkit.contract.ArchitectureContract}, {@link
 * dev.vmi4j.testkit.contract.WalkContract}.
 */
@NullMarked
package dev.vmi4j.testkit.contract;

import org.jspecify.annotations.NullMarked;

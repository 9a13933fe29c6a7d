/**
 * What the tests of every module share: synthetic guests and the suites that every implementation of a contract extends.
 *
 * <p>Start at {@link dev.vmi4j.testkit.memory.SyntheticMemory}, guest physical memory that a test makes; {@link
 * dev.vmi4j.testkit.paging.PageTableBuilder} puts page tables of any kind into it and remembers what it mapped; {@link
 * dev.vmi4j.testkit.driver.FakeDriver} is a driver over it with every capability; {@code dev.vmi4j.testkit.toy} is an
 * architecture that no vendor sells, for tests of neutral code; {@code dev.vmi4j.testkit.contract} has the suites.
 */
@NullMarked
package dev.vmi4j.testkit;

import org.jspecify.annotations.NullMarked;

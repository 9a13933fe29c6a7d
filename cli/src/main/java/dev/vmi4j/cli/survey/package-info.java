/**
 * Every table of a guest at once. {@link dev.vmi4j.cli.survey.TableRuns} runs tables concurrently, each for itself, so
 * that one that fails does not stop the others; {@link dev.vmi4j.cli.survey.Diagnosis} makes a doctor's report of them.
 */
@NullMarked
package dev.vmi4j.cli.survey;

import org.jspecify.annotations.NullMarked;

/** Records what a virtual CPU executes, instruction by instruction: {@link dev.vmi4j.tools.step.StepRecorder}. */
@NullMarked
package dev.vmi4j.tools.step;

import org.jspecify.annotations.NullMarked;

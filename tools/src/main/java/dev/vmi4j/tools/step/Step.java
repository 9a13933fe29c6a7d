package dev.vmi4j.tools.step;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Registers;

/**
 * An instruction that was about to be executed.
 *
 * @param number counted from 0 since the recorder was started
 * @param vcpu the virtual CPU
 * @param registers before the instruction
 */
public record Step(long number, VcpuId vcpu, Registers registers) {}

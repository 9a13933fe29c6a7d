package dev.vmi4j.arch.amd64.registers;

import java.util.Optional;

/**
 * The segment registers.
 *
 * @param cs code
 * @param ds data
 * @param es extra data
 * @param fs extra data with a base in long mode
 * @param gs extra data with a base in long mode
 * @param ss stack
 * @param tr task register; empty when unknown
 * @param ldtr local descriptor table; empty when unknown
 */
public record SegmentRegisters(
        SegmentRegister cs,
        SegmentRegister ds,
        SegmentRegister es,
        SegmentRegister fs,
        SegmentRegister gs,
        SegmentRegister ss,
        Optional<SegmentRegister> tr,
        Optional<SegmentRegister> ldtr) {
    /**
     * The same registers with another CS.
     *
     * @param register the new CS
     * @return a copy
     */
    public SegmentRegisters withCs(SegmentRegister register) {
        return new SegmentRegisters(register, ds, es, fs, gs, ss, tr, ldtr);
    }

    /**
     * The same registers with another DS.
     *
     * @param register the new DS
     * @return a copy
     */
    public SegmentRegisters withDs(SegmentRegister register) {
        return new SegmentRegisters(cs, register, es, fs, gs, ss, tr, ldtr);
    }

    /**
     * The same registers with another ES.
     *
     * @param register the new ES
     * @return a copy
     */
    public SegmentRegisters withEs(SegmentRegister register) {
        return new SegmentRegisters(cs, ds, register, fs, gs, ss, tr, ldtr);
    }

    /**
     * The same registers with another FS.
     *
     * @param register the new FS
     * @return a copy
     */
    public SegmentRegisters withFs(SegmentRegister register) {
        return new SegmentRegisters(cs, ds, es, register, gs, ss, tr, ldtr);
    }

    /**
     * The same registers with another GS.
     *
     * @param register the new GS
     * @return a copy
     */
    public SegmentRegisters withGs(SegmentRegister register) {
        return new SegmentRegisters(cs, ds, es, fs, register, ss, tr, ldtr);
    }

    /**
     * The same registers with another SS.
     *
     * @param register the new SS
     * @return a copy
     */
    public SegmentRegisters withSs(SegmentRegister register) {
        return new SegmentRegisters(cs, ds, es, fs, gs, register, tr, ldtr);
    }

    /**
     * The same registers with another TR.
     *
     * @param register the new TR
     * @return a copy
     */
    public SegmentRegisters withTr(SegmentRegister register) {
        return new SegmentRegisters(cs, ds, es, fs, gs, ss, Optional.of(register), ldtr);
    }

    /**
     * The same registers with another LDTR.
     *
     * @param register the new LDTR
     * @return a copy
     */
    public SegmentRegisters withLdtr(SegmentRegister register) {
        return new SegmentRegisters(cs, ds, es, fs, gs, ss, tr, Optional.of(register));
    }
}

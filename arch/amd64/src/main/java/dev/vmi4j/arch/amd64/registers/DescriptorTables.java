package dev.vmi4j.arch.amd64.registers;

/**
 * The registers of the descriptor tables.
 *
 * @param gdtr the global descriptor table
 * @param idtr the interrupt descriptor table
 */
public record DescriptorTables(TableRegister gdtr, TableRegister idtr) {
    /**
     * The same tables with another GDTR.
     *
     * @param register the new GDTR
     * @return a copy
     */
    public DescriptorTables withGdtr(TableRegister register) {
        return new DescriptorTables(register, idtr);
    }

    /**
     * The same tables with another IDTR.
     *
     * @param register the new IDTR
     * @return a copy
     */
    public DescriptorTables withIdtr(TableRegister register) {
        return new DescriptorTables(gdtr, register);
    }
}

package dev.vmi4j.testkit.driver;

/** What can be asked of a {@link FakeDriver}, and made to fail. */
public enum Operation {
    /** A page is produced for paged memory; mapped memory is read in place, unseen. */
    READ_PAGE,
    /** Memory is written. */
    WRITE,
    /** Registers are read. */
    REGISTERS,
    /** Registers are replaced. */
    SET_REGISTERS,
    /** Access rights are asked for. */
    PROTECTION,
    /** Access rights are set. */
    SET_PROTECTION,
    /** A view is made. */
    CREATE_VIEW,
    /** A view is destroyed. */
    DESTROY_VIEW,
    /** Every virtual CPU changes its view. */
    SWITCH_VIEW,
    /** A frame is remapped in a view. */
    REMAP_FRAME,
    /** A frame is reset in a view. */
    RESET_FRAME,
    /** A monitor is switched on. */
    ENABLE,
    /** A monitor is switched off. */
    DISABLE,
    /** Events are waited for. */
    WAIT,
    /** The guest is stopped. */
    PAUSE,
    /** A pause scope ends. */
    RESUME,
    /** An interrupt is injected. */
    INJECT,
    /** A frame is added. */
    ALLOCATE_FRAME,
    /** A frame is removed. */
    FREE_FRAME,
    /** The driver is closed. */
    CLOSE
}

package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.Interrupt;
import dev.vmi4j.core.arch.Registers;
import java.time.Duration;
import java.util.HexFormat;

/** What was asked of a {@link FakeDriver}; recorded before it is carried out or made to fail. */
public sealed interface Call {
    /**
     * What kind of call it is.
     *
     * @return the operation
     */
    Operation operation();

    /**
     * A page was produced.
     *
     * @param gfn its frame in units of the driver's page size
     */
    record ReadPage(Gfn gfn) implements Call {
        @Override
        public Operation operation() {
            return Operation.READ_PAGE;
        }
    }

    /**
     * Memory was written.
     *
     * @param pa of the first byte
     * @param hex what was written
     */
    record Write(Pa pa, String hex) implements Call {
        static Write of(Pa pa, byte[] bytes) {
            return new Write(pa, HexFormat.of().formatHex(bytes));
        }

        @Override
        public Operation operation() {
            return Operation.WRITE;
        }
    }

    /**
     * Registers were read.
     *
     * @param vcpu whose
     */
    record ReadRegisters(VcpuId vcpu) implements Call {
        @Override
        public Operation operation() {
            return Operation.REGISTERS;
        }
    }

    /**
     * Registers were replaced.
     *
     * @param vcpu whose
     * @param registers by which
     */
    record SetRegisters(VcpuId vcpu, Registers registers) implements Call {
        @Override
        public Operation operation() {
            return Operation.SET_REGISTERS;
        }
    }

    /**
     * Access rights were asked for.
     *
     * @param gfn of which frame
     * @param view in which view
     */
    record Protection(Gfn gfn, View view) implements Call {
        @Override
        public Operation operation() {
            return Operation.PROTECTION;
        }
    }

    /**
     * Access rights were set.
     *
     * @param gfn of which frame
     * @param view in which view
     * @param access to what
     */
    record SetProtection(Gfn gfn, View view, MemoryAccess access) implements Call {
        @Override
        public Operation operation() {
            return Operation.SET_PROTECTION;
        }
    }

    /**
     * A view was made.
     *
     * @param access the rights of its frames
     */
    record CreateView(MemoryAccess access) implements Call {
        @Override
        public Operation operation() {
            return Operation.CREATE_VIEW;
        }
    }

    /**
     * A view was destroyed.
     *
     * @param view which
     */
    record DestroyView(View view) implements Call {
        @Override
        public Operation operation() {
            return Operation.DESTROY_VIEW;
        }
    }

    /**
     * Every virtual CPU changed its view.
     *
     * @param view to which
     */
    record SwitchView(View view) implements Call {
        @Override
        public Operation operation() {
            return Operation.SWITCH_VIEW;
        }
    }

    /**
     * A frame was remapped.
     *
     * @param view in which view
     * @param from the frame
     * @param to what it shows
     */
    record RemapFrame(View view, Gfn from, Gfn to) implements Call {
        @Override
        public Operation operation() {
            return Operation.REMAP_FRAME;
        }
    }

    /**
     * A frame was reset.
     *
     * @param view in which view
     * @param gfn the frame
     */
    record ResetFrame(View view, Gfn gfn) implements Call {
        @Override
        public Operation operation() {
            return Operation.RESET_FRAME;
        }
    }

    /**
     * A monitor was switched on.
     *
     * @param monitor which
     */
    record Enable(EventMonitor monitor) implements Call {
        @Override
        public Operation operation() {
            return Operation.ENABLE;
        }
    }

    /**
     * A monitor was switched off.
     *
     * @param monitor which
     */
    record Disable(EventMonitor monitor) implements Call {
        @Override
        public Operation operation() {
            return Operation.DISABLE;
        }
    }

    /**
     * Events were waited for.
     *
     * @param timeout the longest to wait
     */
    record Wait(Duration timeout) implements Call {
        @Override
        public Operation operation() {
            return Operation.WAIT;
        }
    }

    /** The guest was stopped. */
    record Pause() implements Call {
        @Override
        public Operation operation() {
            return Operation.PAUSE;
        }
    }

    /** A pause scope was ended. */
    record Resume() implements Call {
        @Override
        public Operation operation() {
            return Operation.RESUME;
        }
    }

    /**
     * An interrupt was injected.
     *
     * @param vcpu into which virtual CPU
     * @param interrupt what
     */
    record Inject(VcpuId vcpu, Interrupt interrupt) implements Call {
        @Override
        public Operation operation() {
            return Operation.INJECT;
        }
    }

    /** A frame was added. */
    record AllocateFrame() implements Call {
        @Override
        public Operation operation() {
            return Operation.ALLOCATE_FRAME;
        }
    }

    /**
     * A frame was removed.
     *
     * @param gfn which
     */
    record FreeFrame(Gfn gfn) implements Call {
        @Override
        public Operation operation() {
            return Operation.FREE_FRAME;
        }
    }

    /** The driver was closed. */
    record Close() implements Call {
        @Override
        public Operation operation() {
            return Operation.CLOSE;
        }
    }
}

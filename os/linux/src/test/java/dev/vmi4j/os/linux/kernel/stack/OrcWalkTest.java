package dev.vmi4j.os.linux.kernel.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.stack.OrcGuest.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OrcWalkTest {
    private static final int FUNCTIONS = 40;
    private static final long USER_CODE = 0x47_1234;
    private static final int USER_SELECTOR = 0x33;
    private static final int KERNEL_SELECTOR = 0x10;
    private static final long REGS = 168;

    /** Functions with and without a frame pointer, in random order, each frame where the data says that it is. */
    @ParameterizedTest
    @EnumSource
    void followsCalls(Form form) {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            OrcGuest guest = new OrcGuest(form);
            long start = OrcGuest.STACK.low() + 8L * random.nextInt(8);
            List<Long> expected = new ArrayList<>(List.of(code(1)));
            long stack = start;
            for (int function = 1; function <= 20; function++) {
                int size = 8 * (1 + random.nextInt(6));
                long caller = OrcGuest.function(function + 1) + 1 + random.nextInt(0xff);
                guest.call(function, form.sp, size, random.nextBoolean() ? form.previousSp : 0, -8);
                stack += size;
                guest.put(stack - 8, caller);
                expected.add(caller);
            }
            guest.end(21);
            OrcWalk walk = guest.walk(OrcGuest.STACK);
            walk.begin(FrameKind.ASLEEP, code(1), start, 0, false);
            assertThat(addresses(walk)).as("seed %d", seed).containsExactlyElementsOf(expected);
            assertThat(walk.frames())
                    .as("seed %d", seed)
                    .allMatch(frame -> frame.reliable() && frame.note().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheCallersFrameByTheFramePointer(Form form) {
        OrcGuest guest = new OrcGuest(form);
        long low = OrcGuest.STACK.low();
        guest.call(1, form.bp, 16, form.previousSp, -16);
        guest.call(2, form.bp, 16, form.previousSp, -16);
        guest.end(3);
        guest.put(low + 0x100, low + 0x200);
        guest.put(low + 0x108, code(2));
        guest.put(low + 0x200, 0x77);
        guest.put(low + 0x208, code(3));
        OrcWalk walk = guest.walk(OrcGuest.STACK);
        walk.begin(FrameKind.ASLEEP, code(1), low, low + 0x100, false);
        assertThat(walk.frames())
                .extracting(frame -> frame.stackPointer().value())
                .containsExactly(low, low + 0x110, low + 0x210);
    }

    @ParameterizedTest
    @EnumSource
    void followsThePointerBackFromAnotherStack(Form form) {
        OrcGuest guest = new OrcGuest(form);
        long irq = OrcGuest.IRQ.low();
        long task = OrcGuest.STACK.low() + 0x40;
        guest.call(1, form.sp, 8, 0, 0);
        guest.call(2, form.spIndirect, 8, 0, 0);
        guest.end(3);
        guest.put(irq + 0xff0, code(2));
        guest.put(irq + 0xff8, task);
        guest.put(task, code(3));
        OrcWalk walk = guest.walk(OrcGuest.STACK, OrcGuest.IRQ);
        walk.begin(FrameKind.RUNNING, code(1), irq + 0xff0, 0, true);
        assertThat(addresses(walk)).containsExactly(code(1), code(2), code(3));
        assertThat(walk.frames()).allMatch(frame -> frame.note().isEmpty());
        assertThat(walk.frames().getLast().stackPointer().value()).isEqualTo(task + 8);
    }

    @ParameterizedTest
    @EnumSource
    void showsWhereTheKernelWasInterruptedAndWhereItWasEntered(Form form) {
        OrcGuest guest = new OrcGuest(form);
        long low = OrcGuest.STACK.low();
        guest.call(1, form.sp, 8, 0, 0);
        guest.regs(2, 0);
        guest.call(3, form.bp, 16, form.previousSp, -16);
        guest.regs(4, 0x10);
        guest.put(low, code(2));
        regs(guest, low + 8, OrcGuest.function(3), KERNEL_SELECTOR, low + 0x200, low + 0x300);
        guest.put(low + 0x300, 0x99);
        guest.put(low + 0x308, code(4));
        regs(guest, low + 0x320, USER_CODE, USER_SELECTOR, 0x7ffc_0000, 0x55);
        OrcWalk walk = guest.walk(OrcGuest.STACK);
        walk.begin(FrameKind.ASLEEP, code(1), low, 0, false);
        assertThat(walk.frames())
                .extracting(StackFrame::kind)
                .containsExactly(
                        FrameKind.ASLEEP, FrameKind.CALL, FrameKind.INTERRUPTED, FrameKind.CALL, FrameKind.USER);
        assertThat(addresses(walk)).containsExactly(code(1), code(2), OrcGuest.function(3), code(4), USER_CODE);
        assertThat(walk.frames().getLast().stackPointer().value()).isEqualTo(0x7ffc_0000);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatTheCpuSavedAlone(Form form) {
        OrcGuest guest = new OrcGuest(form);
        long low = OrcGuest.STACK.low();
        guest.partial(1, 8);
        regs(guest, low + 8 - 128, USER_CODE, USER_SELECTOR, 0x7ffc_0000, 0);
        OrcWalk walk = guest.walk(OrcGuest.STACK);
        walk.begin(FrameKind.RUNNING, OrcGuest.function(1), low, 0, true);
        assertThat(addresses(walk)).containsExactly(OrcGuest.function(1), USER_CODE);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyItEnds(Form form) {
        OrcGuest guest = new OrcGuest(form);
        long low = OrcGuest.STACK.low();
        guest.undefined(1);
        guest.entry(2, 15, 0, 0, 0, form.call, false);
        guest.call(3, 2, 0, 0, 0);
        guest.call(4, form.sp, 0x7000, 0, 0);
        guest.call(5, form.sp, 8, 0, 0);
        guest.call(6, form.sp, -8, 0, 0);
        guest.put(low + 0x100, 0);
        guest.put(low + 0x1f0, code(6));
        assertThat(end(guest, code(1), low)).contains("its caller is unknown");
        assertThat(end(guest, code(2), low)).contains("UNKNOWN");
        assertThat(end(guest, code(3), low)).contains("register DX");
        assertThat(end(guest, code(4), low)).contains("is on no stack of the task");
        assertThat(end(guest, code(5), low + 0x100)).contains("null");
        assertThat(end(guest, code(6), low + 0x200)).contains("below this one");
    }

    @ParameterizedTest
    @EnumSource
    void doesNotGoOnWhereTheReturnAddressWasReplaced(Form form) {
        OrcGuest guest = new OrcGuest(form);
        long low = OrcGuest.STACK.low();
        guest.call(1, form.sp, 8, 0, 0);
        guest.put(low, OrcGuest.function(0x3f));
        assertThat(end(guest, code(1), low)).contains("replaced to trace");
    }

    @ParameterizedTest
    @EnumSource
    void marksWhatTheFramePointerAloneLedTo(Form form) {
        OrcGuest guest = new OrcGuest(form);
        long low = OrcGuest.STACK.low();
        long unknown = OrcGuest.TEXT - 0x1000;
        guest.end(1);
        guest.put(low + 0x20, 0);
        guest.put(low + 0x28, code(1));
        OrcWalk walk = guest.walk(OrcGuest.STACK);
        walk.begin(FrameKind.ASLEEP, unknown, low, low + 0x20, false);
        assertThat(walk.frames()).extracting(StackFrame::reliable).containsExactly(true, false);
        assertThat(walk.frames().getFirst().note().orElseThrow()).contains("no unwind data");
    }

    @ParameterizedTest
    @EnumSource
    void endsWhateverTheStackHolds(Form form) {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            OrcGuest guest = new OrcGuest(form);
            for (int function = 1; function < FUNCTIONS; function++) {
                guest.entry(
                        function,
                        random.nextInt(16),
                        8 * (random.nextInt(20) - 4),
                        random.nextInt(16),
                        8 * (random.nextInt(8) - 4),
                        random.nextInt(1 << form.kindBits),
                        random.nextInt(4) == 0);
            }
            for (StackArea area : List.of(OrcGuest.STACK, OrcGuest.IRQ)) {
                for (long at = area.low(); at < area.high(); at += 8) {
                    guest.put(at, word(random));
                }
            }
            OrcWalk walk = guest.walk(OrcGuest.STACK, OrcGuest.IRQ);
            walk.begin(FrameKind.RUNNING, word(random), word(random), word(random), random.nextBoolean());
            assertThat(walk.frames()).as("seed %d", seed).isNotEmpty().hasSizeLessThanOrEqualTo(256);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesANumberingThatItDoesNotKnow(Form form) {
        OrcGuest guest = new OrcGuest(form);
        guest.call(0, 7, 8, 0, 0);
        assertThatExceptionOfType(VmiException.class)
                .isThrownBy(() -> guest.walk(OrcGuest.STACK))
                .withMessageContaining("RSP is 7");
    }

    private static long word(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> OrcGuest.STACK.low() + random.nextInt(0x1000);
            case 2 -> OrcGuest.IRQ.low() + random.nextInt(0x1000);
            default -> OrcGuest.function(random.nextInt(FUNCTIONS)) + random.nextInt(0x100);
        };
    }

    private static String end(OrcGuest guest, long code, long stack) {
        OrcWalk walk = guest.walk(OrcGuest.STACK);
        walk.begin(FrameKind.ASLEEP, code, stack, 0, false);
        return walk.frames().getLast().note().orElse("no note");
    }

    private static List<Long> addresses(OrcWalk walk) {
        return walk.frames().stream().map(frame -> frame.address().value()).toList();
    }

    private static long code(int function) {
        return OrcGuest.function(function) + 0x20;
    }

    private static void regs(OrcGuest guest, long at, long ip, long cs, long sp, long bp) {
        for (long offset = 0; offset < REGS; offset += 8) {
            if (at + offset >= OrcGuest.STACK.low()) {
                guest.put(
                        at + offset,
                        switch ((int) offset) {
                            case 32 -> bp;
                            case 128 -> ip;
                            case 136 -> cs;
                            case 152 -> sp;
                            default -> 0xdead_0000L + offset;
                        });
            }
        }
    }
}

package dev.vmi4j.lab;

import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The program of a running guest whose threads make system calls when they are told to and log each in memory: the
 * workload's mode {@code calls}. The first argument of a call says which it is.
 */
public final class CallingProgram {
    /** The threads that make calls. */
    public static final int THREADS = 4;

    private static final long CONTROL = 0x1_0000_0000L;
    private static final long MARK = 0x2E53_5245_4C4C_4143L;
    private static final long WANTED = CONTROL + 8;
    private static final long LOG = CONTROL + 0x10_0000;
    private static final long LOGGED = 65536;
    private static final long ENTRY = 32;
    private static final long FIRST = 0x4000_0000L;
    private static final int THREAD_SHIFT = 20;

    private final GuestSystem system;
    private final AddressSpace space;
    private final long pid;

    /**
     * A system call, as the program logged it.
     *
     * @param number of the call
     * @param argument the first
     * @param result as the kernel returned it
     */
    public record Logged(long number, long argument, long result) {}

    private CallingProgram(GuestSystem system, AddressSpace space, long pid) {
        this.system = system;
        this.space = space;
        this.pid = pid;
    }

    /**
     * Finds the program.
     *
     * @param system the guest's kernel
     * @return the program
     * @throws java.util.NoSuchElementException if the guest does not run it
     */
    public static CallingProgram of(GuestSystem system) {
        return system.processes(new TableNotes())
                .filter(process -> process.name().equals("workload"))
                .flatMap(process -> of(system, process).stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<CallingProgram> of(GuestSystem system, GuestProcess process) {
        return process.addressSpace().stream()
                .filter(space -> space.readable(CONTROL, Long.BYTES) == Long.BYTES && space.readLong(CONTROL) == MARK)
                .map(space -> new CallingProgram(system, space, process.id()))
                .toList();
    }

    /**
     * The program's process.
     *
     * @return its identifier
     */
    public long pid() {
        return pid;
    }

    /**
     * How many calls a thread has made since it began.
     *
     * @param thread 0 to {@value #THREADS} - 1
     * @return the number
     */
    public long made(int thread) {
        return space.readLong(CONTROL + 4096L * (thread + 1));
    }

    /**
     * Has each thread make more calls; to be asked when {@linkplain #isDone all have made} what was wanted before.
     *
     * @param calls how many more
     * @return the first arguments of all of them
     */
    public List<Long> want(long calls) {
        long goal = IntStream.range(0, THREADS).mapToLong(this::made).max().orElseThrow() + calls;
        List<Long> arguments = IntStream.range(0, THREADS)
                .boxed()
                .flatMap(thread -> LongStream.range(made(thread), goal)
                        .mapToObj(index -> FIRST + ((long) thread << THREAD_SHIFT) + index))
                .toList();
        setGoal(goal);
        return arguments;
    }

    /** Has all threads make calls as fast as they can, for as long as the guest runs. */
    public void callWithoutEnd() {
        setGoal(Long.MAX_VALUE);
    }

    private void setGoal(long calls) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Long.BYTES]);
        bytes.set(LittleEndian.LONG, 0, calls);
        system.core().write(AccessContext.direct(space.translate(new Va(WANTED))), bytes);
    }

    /**
     * Whether all threads have made the calls that were wanted.
     *
     * @return false while one has not
     */
    public boolean isDone() {
        long goal = space.readLong(WANTED);
        return IntStream.range(0, THREADS).allMatch(thread -> made(thread) == goal);
    }

    /**
     * Whether a system call is one of those that were wanted.
     *
     * @param argument its first argument
     * @return false for a call that somebody else makes, or the program for itself
     */
    public static boolean isOwn(long argument) {
        return argument >= FIRST && argument < FIRST + ((long) THREADS << THREAD_SHIFT);
    }

    /**
     * Which thread makes a call.
     *
     * @param argument its first argument
     * @return 0 to {@value #THREADS} - 1
     */
    public static int thread(long argument) {
        return (int) (argument - FIRST >> THREAD_SHIFT);
    }

    /**
     * What the program itself says of a call.
     *
     * @param argument the call's first argument
     * @return its log of it
     */
    public Logged logged(long argument) {
        long index = (argument - FIRST & (1L << THREAD_SHIFT) - 1) % LOGGED;
        long entry = LOG + (thread(argument) * LOGGED + index) * ENTRY;
        return new Logged(space.readLong(entry), space.readLong(entry + 8), space.readLong(entry + 16));
    }
}

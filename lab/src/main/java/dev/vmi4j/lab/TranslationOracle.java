package dev.vmi4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * QEMU's own translations of kernel addresses, where it has no {@code info tlb} (arm64): each line is an address and the
 * guest physical address, or {@code unmapped}. The addresses are drawn around what the guest said of its kernel's memory
 * and what is known of arm64's address space: nothing here reads a page table. User pages are not asked for: the monitor
 * asks with the rights of the kernel, which may not touch them (PAN).
 */
final class TranslationOracle {
    private static final long SEED = 20_261_124;
    private static final int ADDRESSES = 20_000;

    /** The first address of the kernel's half with 52, 48 and 47 bits, where the linear map begins. */
    private static final List<Long> LINEAR_MAPS =
            List.of(0xfff0_0000_0000_0000L, 0xffff_0000_0000_0000L, 0xffff_8000_0000_0000L);

    /** Where what is mapped on demand and the page structures begin, in kernels of the last years. */
    private static final List<Long> AREAS = List.of(
            0xffff_8000_0000_0000L,
            0xffff_8000_0800_0000L,
            0xffff_8000_8000_0000L,
            0xffff_fc00_0000_0000L,
            0xffff_fdff_c000_0000L);

    private static final int NEIGHBOURHOOD = 1 << 16;
    private static final int AREA = 1 << 25;
    private static final String ANSWER = "gpa: ";
    private static final String TEXT = " _stext";

    private final LabGuest guest;
    private final String console;
    private final Random random = new Random(SEED);

    TranslationOracle(LabGuest guest, String console) {
        this.guest = guest;
        this.console = console;
    }

    void write(Path file) throws IOException {
        List<Long> symbols = addresses(_ -> true);
        List<LongSupplier> sources = List.of(
                () -> near(LINEAR_MAPS, guest.recipe().memoryMib() << 20),
                () -> near(symbols, NEIGHBOURHOOD),
                () -> near(AREAS, AREA),
                random::nextLong);
        List<String> lines = new ArrayList<>();
        int cpu = inKernel();
        for (int i = 0; i < ADDRESSES; i++) {
            long address = sources.get(i % sources.size()).getAsLong();
            lines.add("%016x %s".formatted(address, translation(address, cpu).orElse("unmapped")));
        }
        Files.write(file, lines);
    }

    private Optional<String> translation(long address, int cpu) {
        var answer =
                guest.qmp().hmp("gva2gpa 0x" + Long.toHexString(address), cpu).strip();
        return answer.startsWith(ANSWER) ? Optional.of(answer.substring(ANSWER.length())) : Optional.empty();
    }

    /** A vCPU that runs the kernel: under page table isolation (KPTI) one in user mode has next to nothing of it mapped. */
    private int inKernel() {
        long text = addresses(line -> line.endsWith(TEXT)).getFirst();
        return IntStream.range(0, guest.recipe().vcpus())
                .filter(cpu -> translation(text, cpu).isPresent())
                .findFirst()
                .orElseThrow(
                        () -> new GuestException(guest.recipe().name(), "has no vCPU that runs the kernel", console));
    }

    private long near(List<Long> places, int distance) {
        return places.get(random.nextInt(places.size())) + random.nextInt(distance);
    }

    /** The addresses in those lines of {@code /proc/kallsyms}. */
    private List<Long> addresses(Predicate<String> wanted) {
        return guest.truth()
                .text("proc/kallsyms")
                .lines()
                .filter(wanted)
                .map(line -> Long.parseUnsignedLong(line.split(" ", 2)[0], 16))
                .toList();
    }
}

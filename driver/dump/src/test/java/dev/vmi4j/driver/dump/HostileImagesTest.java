package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.fail;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged and lying images: only our own exceptions, in bounded time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileImagesTest {
    private static final int ROUNDS = 400;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final List<Long> NASTY = List.of(
            0L, 1L, -1L, 0xffffL, 0x7fff_ffffL, 0xffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40, 0x1000L);

    /** An image of each format. */
    enum Kind {
        ELF64 {
            @Override
            byte[] image() {
                return elf(true);
            }
        },
        ELF32 {
            @Override
            byte[] image() {
                return elf(false);
            }
        },
        KDUMP {
            @Override
            byte[] image() {
                return kdump(true);
            }
        },
        KDUMP32 {
            @Override
            byte[] image() {
                return kdump(false);
            }
        },
        FLATTENED {
            @Override
            byte[] image() {
                return KdumpWriter.flattened(kdump(true), 3000, true);
            }
        };

        abstract byte[] image();

        private static byte[] elf(boolean wide) {
            return new ElfWriter(wide)
                    .notes(Bytes.note("CORE", 1, new byte[20]), Bytes.note("QEMU", 0, new byte[30]))
                    .extendedCount()
                    .load(1 << 31, 0, 0x4000, Images.content(1, 0x3000))
                    .load(2 << 29, 0x1000, 0x4000, Images.content(2, 0x4000))
                    .write();
        }

        private static byte[] kdump(boolean wide) {
            KdumpWriter writer = new KdumpWriter(wide, 4096)
                    .notes(Bytes.note("CORE", 1, new byte[20]))
                    .exclude(5);
            for (int page = 0; page < 5; page++) {
                writer.page(page, Images.content(page, 4096));
            }
            return writer.write();
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void flippedBits(Kind kind) {
        run(kind, (random, image) -> {
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                image[random.nextInt(Math.min(image.length, hot(kind)))] ^= (byte) (1 << random.nextInt(8));
            }
            return image;
        });
    }

    @ParameterizedTest
    @EnumSource
    void lyingNumbers(Kind kind) {
        run(kind, (random, image) -> {
            for (int lies = 1 + random.nextInt(3); lies > 0; lies--) {
                int at = random.nextInt(Math.min(image.length, hot(kind)) - 8) & ~3;
                Bytes bytes = new Bytes().append(image);
                image = bytes.u64(at, NASTY.get(random.nextInt(NASTY.size()))).toArray();
            }
            return image;
        });
    }

    @ParameterizedTest
    @EnumSource
    void cutAnywhere(Kind kind) {
        run(kind, (random, image) -> Arrays.copyOf(image, 1 + random.nextInt(image.length - 1)));
    }

    /** How many of the first bytes hold the headers. */
    private static int hot(Kind kind) {
        return switch (kind) {
            case ELF32, ELF64 -> 500;
            case KDUMP, KDUMP32 -> 4 * 4096 + 200;
            case FLATTENED -> Integer.MAX_VALUE;
        };
    }

    private interface Change {
        byte[] apply(Random random, byte[] image);
    }

    private void run(Kind kind, Change change) {
        byte[] image = kind.image();
        Assertions.assertTimeoutPreemptively(LONGEST, () -> {
            for (int seed = 0; seed < ROUNDS; seed++) {
                tryOpen(kind, seed, change.apply(new Random(seed), image.clone()));
            }
        });
    }

    private void tryOpen(Kind kind, int seed, byte[] image) throws IOException {
        Path path = Images.write(folder, "hostile.image", image);
        try (MemoryImage opened = MemoryImage.open(path)) {
            readSome(opened.memory(), new Random(seed));
        } catch (VmiException _) {
            // the only exception that may come
        } catch (Throwable e) {
            fail("%s, seed %d: %s", kind, seed, e);
        }
    }

    static void readSome(PhysicalMemory memory, Random random) {
        byte[] page = new byte[4096];
        for (MemoryRange range :
                memory.ranges().subList(0, Math.min(50, memory.ranges().size()))) {
            for (long at : List.of(0L, range.size() - 1, random.nextLong(range.size()))) {
                long pa = range.start() + at;
                memory.state(pa);
                long readable = memory.readable(pa, page.length);
                try {
                    memory.read(pa, MemorySegment.ofArray(page), 0, readable);
                    memory.readLong(pa);
                } catch (VmiException _) {
                    // the only exception that may come
                }
            }
        }
    }
}

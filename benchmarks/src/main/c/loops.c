/*
 * The loops of the JMH benchmarks in C, over the same image and the same addresses, with the same checks.
 *
 *   cc -O2 -DWALK='"MODE.h"' -o loops-MODE loops.c
 *   loops-MODE IMAGE BASE FOLDER KERNEL_ROOT PROCESS_ROOT
 *
 * MODE.h has the walk through the page tables of a paging mode. IMAGE is raw guest physical memory from the address BASE
 * on, FOLDER has the files of little-endian 64-bit virtual addresses that Prepare made; BASE and the roots are
 * hexadecimal. Prints one line a loop: name, nanoseconds of processor time per operation (median of the rounds), sum of
 * all answers of one round.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 15
#define ROUND_NANOSECONDS 1e8
#define BATCH 4096
#define FAULT UINT64_MAX
#define SLOTS 4096

static const uint8_t *image;
static uint64_t image_size;
static uint64_t base;
static uint64_t kernel;
static uint64_t root;

struct slot {
    uint64_t tag, frame;
};
static struct slot slots[SLOTS];

static const void *map(const char *path, uint64_t *size) {
    int fd = open(path, O_RDONLY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        perror(path);
        exit(2);
    }
    *size = (uint64_t)st.st_size;
    const void *bytes = mmap(NULL, *size, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED) {
        perror(path);
        exit(2);
    }
    close(fd);
    return bytes;
}

static inline uint64_t load(uint64_t pa) {
    uint64_t value, at = pa - base;
    if (at > image_size - 8) {
        return 0;
    }
    memcpy(&value, image + at, 8);
    return value;
}

#include WALK

static inline uint64_t lookup(uint64_t va) {
    uint64_t page = va >> 12;
    struct slot *slot = &slots[(page ^ page >> 21) & (SLOTS - 1)];
    if (slot->tag == page) {
        return slot->frame | (va & 4095);
    }
    uint64_t pa = translate(va);
    if (pa != FAULT) {
        slot->tag = page;
        slot->frame = pa & ~4095ull;
    }
    return pa;
}

/* The yardstick of a cached translation: frames by page number, with nothing to check. */
static uint64_t frames[SLOTS];

static uint64_t loop_array(const uint64_t *va, uint64_t n) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i < n; i++) {
        sum += frames[va[i] >> 12 & (SLOTS - 1)] | (va[i] & 4095);
    }
    return sum;
}

/* What the plain array is good for: a read through it. */
static uint64_t loop_array_read(const uint64_t *va, uint64_t n) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i < n; i++) {
        sum += load(frames[va[i] >> 12 & (SLOTS - 1)] | (va[i] & 4095));
    }
    return sum;
}

static uint64_t loop_translate(const uint64_t *va, uint64_t n) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i < n; i++) {
        sum += translate(va[i]);
    }
    return sum;
}

static uint64_t loop_read(const uint64_t *va, uint64_t n) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t pa = translate(va[i]);
        sum += pa == FAULT ? 1 : load(pa);
    }
    return sum;
}

static uint64_t loop_cached(const uint64_t *va, uint64_t n) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i < n; i++) {
        sum += lookup(va[i]);
    }
    return sum;
}

static uint64_t loop_copy(const uint64_t *va, uint64_t n) {
    static uint8_t page[4096] __attribute__((aligned(4096)));
    uint64_t sum = 0;
    uint64_t from = ((const uint8_t *)va - image) / 4096;
    for (uint64_t i = from; i < from + n; i++) {
        memcpy(page, image + i * 4096, 4096);
        __asm__ volatile("" : : "r"(page) : "memory");
        sum += page[i & 4095];
    }
    return sum;
}

static double now(clockid_t clock) {
    struct timespec ts;
    clock_gettime(clock, &ts);
    return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/*
 * Measures a loop over count elements of a size, batch after batch as the benchmarks in Java do, and in rounds as long as
 * theirs: a tenth of a second on the clock, of which the processor time counts.
 */
static void measure(const char *name, uint64_t (*loop)(const uint64_t *, uint64_t), const void *elements,
                    uint64_t count, uint64_t size) {
    double times[ROUNDS];
    uint64_t batches = count / BATCH, sum = 0, next = 0;
    volatile uint64_t sink;
    for (uint64_t i = 0; i < batches; i++) {
        sum += loop((const void *)((const uint8_t *)elements + i * BATCH * size), BATCH);
    }
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t done = 0;
        double end = now(CLOCK_MONOTONIC) + ROUND_NANOSECONDS, start = now(CLOCK_THREAD_CPUTIME_ID);
        do {
            sink = loop((const void *)((const uint8_t *)elements + next * BATCH * size), BATCH);
            next = next + 1 < batches ? next + 1 : 0;
            done++;
        } while (now(CLOCK_MONOTONIC) < end);
        times[round] = (now(CLOCK_THREAD_CPUTIME_ID) - start) / (double)(done * BATCH);
    }
    (void)sink;
    qsort(times, ROUNDS, sizeof *times, ascending);
    printf("%s %.4f %016llx\n", name, times[ROUNDS / 2], (unsigned long long)sum);
}

static const uint64_t *addresses(const char *folder, const char *name, uint64_t *count) {
    char path[4096];
    uint64_t size;
    snprintf(path, sizeof path, "%s/%s.addresses", folder, name);
    const uint64_t *all = map(path, &size);
    *count = size / 8;
    return all;
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: loops IMAGE BASE FOLDER KERNEL_ROOT PROCESS_ROOT\n");
        return 2;
    }
    image = map(argv[1], &image_size);
    base = strtoull(argv[2], NULL, 16);
    kernel = strtoull(argv[4], NULL, 16);
    uint64_t count;
    const uint64_t *all = addresses(argv[3], "process", &count);
    root = strtoull(argv[5], NULL, 16);
    measure("translate.process", loop_translate, all, count, 8);
    measure("readLong.process", loop_read, all, count, 8);
    all = addresses(argv[3], "kernel", &count);
    root = kernel;
    measure("translate.kernel", loop_translate, all, count, 8);
    measure("readLong.kernel", loop_read, all, count, 8);
    all = addresses(argv[3], "hot", &count);
    for (uint64_t i = 0; i < count; i++) {
        frames[all[i] >> 12 & (SLOTS - 1)] = translate(all[i]) & ~4095ull;
    }
    measure("array", loop_array, all, count, 8);
    measure("arrayRead", loop_array_read, all, count, 8);
    measure("cached", loop_cached, all, count, 8);
    measure("copy", loop_copy, image, image_size / 4096, 4096);
    return 0;
}

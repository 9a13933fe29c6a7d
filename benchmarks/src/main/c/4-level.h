/* AMD64's 4-level paging: one root for all addresses. */
#define PRESENT 1
#define PAGE_SIZE 0x80
#define ADDRESS 0x000ffffffffff000ull

static inline uint64_t translate(uint64_t va) {
    int64_t top = (int64_t)va >> 47;
    if (top != 0 && top != -1) {
        return FAULT;
    }
    uint64_t table = root;
    for (int shift = 39; shift >= 12; shift -= 9) {
        uint64_t entry = load(table + ((va >> shift & 511) << 3));
        if (!(entry & PRESENT)) {
            return FAULT;
        }
        if (shift == 39 && (entry & PAGE_SIZE)) {
            return FAULT; /* reserved there */
        }
        if (shift == 12 || (entry & PAGE_SIZE)) {
            uint64_t mask = (1ull << shift) - 1;
            if (entry & mask & ~0x1fffull) {
                return FAULT; /* reserved bits of a large page, above its PAT bit */
            }
            return (entry & ADDRESS & ~mask) | (va & mask);
        }
        table = entry & ADDRESS;
    }
    return FAULT;
}

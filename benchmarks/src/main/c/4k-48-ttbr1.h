/* AArch64's granule of 4 KiB, 48-bit addresses: TTBR1 for the kernel, TTBR0 for processes, whose top byte is ignored. */
#define VALID 1
#define TABLE_OR_PAGE 2
#define ADDRESS 0x0000fffffffff000ull

static inline uint64_t translate(uint64_t va) {
    if (root == kernel ? va >> 48 != 0xffff : (va >> 48 & 0xff) != 0) {
        return FAULT;
    }
    uint64_t table = root;
    for (int shift = 39; shift >= 12; shift -= 9) {
        uint64_t entry = load(table + ((va >> shift & 511) << 3));
        if (!(entry & VALID)) {
            return FAULT;
        }
        if (!(entry & TABLE_OR_PAGE) && (shift == 39 || shift == 12)) {
            return FAULT; /* reserved there */
        }
        if (shift == 12 || !(entry & TABLE_OR_PAGE)) {
            uint64_t mask = (1ull << shift) - 1;
            return (entry & ADDRESS & ~mask) | (va & mask);
        }
        table = entry & ADDRESS;
    }
    return FAULT;
}

/* The types of the golden files of the tests: compiled with -g for 32 and 64 bits, DWARF 4 and 5. */
typedef unsigned char u8;
typedef unsigned long long u64;
typedef int (*callback)(void *context, const char *format, ...);
enum colour { RED, GREEN = 5, BLUE };
enum signed_kind { LESS = -1, SAME, MORE };
enum { HIDDEN_LIMIT = 77, HIDDEN_OTHER };
struct only_declared;
union word {
    u64 whole;
    u8 parts[8];
};
struct list {
    struct list *next, *previous;
};
struct packed_bits {
    unsigned int low : 3;
    unsigned int middle : 7;
    int sign : 5;
    unsigned long long far : 40;
};
struct everything {
    struct list link;
    const char *name;
    volatile int counter;
    int grid[2][3][4];
    union {
        long inside;
        struct {
            short first, second;
        };
    };
    enum colour colour;
    enum signed_kind kind;
    callback call;
    struct packed_bits bits;
    union word word;
    struct only_declared *opaque;
    _Bool truth;
    double real;
    u8 tail[];
};
const char linux_banner[] = "Linux version 9.9.9-test (nobody@nowhere) #1\n";
int hidden_user = HIDDEN_LIMIT;
struct everything *root;
int _text(void) { return 0; }
int _stext(void) { return hidden_user; }
int _start(void) { return root != 0; }

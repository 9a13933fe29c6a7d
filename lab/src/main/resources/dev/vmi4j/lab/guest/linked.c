/*
 * A program of a lab guest that is linked dynamically. It tells where the loader put it, the library it uses and what the
 * kernel gave it, and where their symbols are; then it waits for ever.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int lab_variable = 42;
int lab_function(void) { return lab_variable; }

static const char *const of_program[] = {"lab_variable", "lab_function", NULL};
/* Functions that are not chosen by the kind of CPU when the program begins. */
static const char *const of_library[] = {"malloc", "free", "getpid", "qsort", "strtol", "pthread_create", "environ", "stdin", NULL};
static const char *const of_kernel[] = {"__vdso_gettimeofday", "__vdso_clock_gettime", "__vdso_time", "__vdso_getcpu",
    "__kernel_vsyscall", "__kernel_gettimeofday", "__kernel_clock_gettime", "__kernel_clock_getres", NULL};

static void tell(FILE *told, const char *image, const char *file, const char *const *names) {
    void *handle = dlopen(file, RTLD_LAZY | RTLD_NOLOAD);
    for (; handle && *names; names++) {
        void *symbol = dlsym(handle, *names);
        if (symbol) fprintf(told, "symbol %s %s %lx\n", image, *names, (unsigned long) symbol);
    }
}

static int tell_image(struct dl_phdr_info *info, size_t size, void *told) {
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type == PT_LOAD && info->dlpi_phdr[i].p_offset == 0)
            fprintf(told, "image %lx\n", (unsigned long) (info->dlpi_addr + info->dlpi_phdr[i].p_vaddr));
    }
    return 0;
}

int main(void) {
    mkdir("/run/lab/told", 0755);
    FILE *told = fopen("/run/lab/told/linked", "w");
    if (!told) return 1;
    fprintf(told, "pid %d\n", getpid());
    dl_iterate_phdr(tell_image, told);
    tell(told, "linked", NULL, of_program);
    tell(told, "libc.so.6", "libc.so.6", of_library);
    tell(told, "[vdso]", "linux-vdso.so.1", of_kernel);
    tell(told, "[vdso]", "linux-gate.so.1", of_kernel);
    fclose(told);
    for (;;) pause();
}

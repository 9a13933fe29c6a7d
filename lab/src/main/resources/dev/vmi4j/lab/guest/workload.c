/*
 * The workload of a lab guest: one small program that becomes, by its first argument, a process with something to look at.
 * It is linked statically and runs beside busybox; every mode ends in pause(), so that the guest is idle when it is dumped.
 * What it set up is not told by the program: the guest's own /proc is the truth.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MIB (1024UL * 1024UL)
#define TCP_PORT 4242
#define IDLE_PORT 4343
#define WAITED_PORT 4545
#define INNER_PORT 6666
#define CONTAINER "4d6f6e6b65792d6b65792d6f662d7468652d6c61622d636f6e7461696e657231"

#ifndef MADV_PAGEOUT
#define MADV_PAGEOUT 21
#endif

/* Found in the image by tests that search memory: the heap copy carries the process id, the literal does not. */
static const char marker[] = "VMI4J-LITERAL-MARKER";

static void idle(void) {
    for (;;) pause();
}

static void on_hangup(int signal) {
    (void) signal;
}

static int must(int result, const char *what) {
    if (result < 0) fprintf(stderr, "workload: %s: %s\n", what, strerror(errno));
    return result;
}

static void heap_marker(void) {
    char *text = malloc(64);
    if (text) snprintf(text, 64, "%.5s-HEAP-MARKER-%d", marker, (int) getpid());
}

static void *thread(void *name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
    idle();
    return NULL;
}

static void threads(void) {
    static char *names[] = {"worker-a", "worker-b", "sixteen-bytes-long-name", "w (odd) name"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        pthread_t id;
        if (pthread_create(&id, NULL, thread, names[i])) fprintf(stderr, "workload: no thread\n");
    }
}

static void *area(size_t size, int protection, int flags, int fd, unsigned char fill) {
    unsigned char *at = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (at == MAP_FAILED) {
        must(-1, "mmap");
        return NULL;
    }
    if (fill) memset(at, fill, size);
    mprotect(at, size, protection);
    return at;
}

static void huge(void) {
    size_t size = 4 * MIB;
    unsigned char *at = mmap(NULL, size + 2 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return;
    at = (unsigned char *) (((uintptr_t) at + 2 * MIB - 1) & ~(2 * MIB - 1));
    madvise(at, size, MADV_HUGEPAGE);
    for (size_t i = 0; i < size; i += 4096) at[i] = 0x48;
}

static void memory(void) {
    int fd = must(memfd_create("shared memory", MFD_CLOEXEC), "memfd");
    if (fd >= 0 && !ftruncate(fd, 65536)) area(65536, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0x53);
    area(16384, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0x52);
    area(16384, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0x4e);
    area(16384, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0xc3);
    area(1 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    int file = must(open("/run/lab/mapped file", O_RDWR | O_CREAT, 0640), "open");
    if (file >= 0 && !ftruncate(file, 12288)) {
        area(12288, PROT_READ, MAP_SHARED, file, 0x66);
        area(8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0x70);
    }
    huge();
    void *locked = area(8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0x4c);
    if (locked) mlock(locked, 8192);
}

static void files(void) {
    int pipes[2], pair[2];
    int plain = must(open("/run/lab/plain", O_RDWR | O_CREAT | O_APPEND, 0644), "open");
    if (plain >= 0) must((int) write(plain, "plain text\n", 11), "write");
    int gone = must(open("/run/lab/deleted file", O_RDWR | O_CREAT, 0600), "open");
    if (gone >= 0) must((int) write(gone, "nobody can open me\n", 19), "write");
    unlink("/run/lab/deleted file");
    must(open("/run/lab/\xc3\xbcml\xc3\xa4ut", O_WRONLY | O_CREAT | O_CLOEXEC, 0600), "open");
    must(open("/run/lab", O_RDONLY | O_DIRECTORY), "open");
    must(open("/proc/self/status", O_RDONLY), "open");
    must(open("/dev/zero", O_RDWR | O_NONBLOCK), "open");
    must(pipe2(pipes, O_NONBLOCK), "pipe");
    must((int) write(pipes[1], "in the pipe", 11), "write");
    must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), "socketpair");
    must(eventfd(7, EFD_CLOEXEC), "eventfd");
    must(timerfd_create(CLOCK_MONOTONIC, 0), "timerfd");
    int watch = must(inotify_init1(0), "inotify");
    inotify_add_watch(watch, "/run/lab", IN_CREATE);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    must(signalfd(-1, &set, 0), "signalfd");
    int poll = must(epoll_create1(0), "epoll");
    struct epoll_event event = {.events = EPOLLIN, .data = {.u64 = 0x1122334455667788ULL}};
    epoll_ctl(poll, EPOLL_CTL_ADD, pipes[0], &event);
    dup2(plain, 100);
}

static int listener4(int port) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = must(socket(AF_INET, SOCK_STREAM, 0), "socket");
    must(bind(fd, (struct sockaddr *) &at, sizeof at), "bind tcp");
    must(listen(fd, 5), "listen");
    return fd;
}

static void tcp4(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(TCP_PORT), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int server = listener4(TCP_PORT);
    int client = must(socket(AF_INET, SOCK_STREAM, 0), "socket");
    must(connect(client, (struct sockaddr *) &at, sizeof at), "connect");
    int peer = must(accept(server, NULL, NULL), "accept");
    must((int) send(client, "unread bytes", 12, 0), "send");
    (void) peer;
    listener4(IDLE_PORT);
}

static void tcp6(void) {
    struct sockaddr_in6 at = {.sin6_family = AF_INET6, .sin6_port = htons(TCP_PORT + 1), .sin6_addr = IN6ADDR_ANY_INIT};
    int fd = must(socket(AF_INET6, SOCK_STREAM, 0), "socket6");
    must(bind(fd, (struct sockaddr *) &at, sizeof at), "bind tcp6");
    must(listen(fd, 9), "listen6");
}

static void udp(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(5353), .sin_addr = {htonl(INADDR_ANY)}};
    int fd = must(socket(AF_INET, SOCK_DGRAM, 0), "udp");
    must(bind(fd, (struct sockaddr *) &at, sizeof at), "bind udp");
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(5354), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int other = must(socket(AF_INET6, SOCK_DGRAM, 0), "udp6");
    must(bind(other, (struct sockaddr *) &six, sizeof six), "bind udp6");
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(5353), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int connected = must(socket(AF_INET, SOCK_DGRAM, 0), "udp");
    must(connect(connected, (struct sockaddr *) &to, sizeof to), "connect udp");
    must((int) send(connected, "datagram", 8, 0), "send udp");
}

static int unix_socket(int type, const char *name, size_t length) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, name, length);
    int fd = must(socket(AF_UNIX, type, 0), "unix");
    must(bind(fd, (struct sockaddr *) &at, (socklen_t) (offsetof(struct sockaddr_un, sun_path) + length)), "bind unix");
    return fd;
}

static void unix_sockets(void) {
    struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = "/run/lab/stream.sock"};
    int server = unix_socket(SOCK_STREAM, to.sun_path, strlen(to.sun_path) + 1);
    must(listen(server, 3), "listen unix");
    int client = must(socket(AF_UNIX, SOCK_STREAM, 0), "unix");
    must(connect(client, (struct sockaddr *) &to, sizeof to), "connect unix");
    must(accept(server, NULL, NULL), "accept unix");
    unix_socket(SOCK_DGRAM, "\0vmi4j-abstract", 15);
    unix_socket(SOCK_SEQPACKET, "/run/lab/seqpacket.sock", 25);
}

static void net(void) {
    tcp4();
    tcp6();
    udp();
    unix_sockets();
    must(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), "raw");
    struct sockaddr_nl at = {.nl_family = AF_NETLINK, .nl_groups = 1};
    int link = must(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), "netlink");
    must(bind(link, (struct sockaddr *) &at, sizeof at), "bind netlink");
}

static void zombies(void) {
    for (int i = 0; i < 2; i++)
        if (!fork()) _exit(i + 3);
}

static void stopped(void) {
    raise(SIGSTOP);
}

static void traced(void) {
    pid_t child = fork();
    if (child) {
        waitpid(child, NULL, __WALL);
        return;
    }
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    raise(SIGTRAP);
    idle();
}

static void name(void) {
    prctl(PR_SET_NAME, "a) R 1 (\n\xff\xc3\xa9", 0, 0, 0);
}

static void creds(void) {
    gid_t groups[] = {20, 44, 1000, 65533};
    must(setgroups(4, groups), "setgroups");
    must(setresgid(1001, 1002, 1003), "setresgid");
    must(setresuid(2001, 2002, 2003), "setresuid");
}

/* A listener on every address: the namespace's own loopback device may be down. */
static void inner_listener(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(INNER_PORT), .sin_addr = {htonl(INADDR_ANY)}};
    int fd = must(socket(AF_INET, SOCK_STREAM, 0), "socket");
    must(bind(fd, (struct sockaddr *) &at, sizeof at), "bind inner");
    must(listen(fd, 2), "listen inner");
    unix_socket(SOCK_STREAM, "\0vmi4j-inner", 12);
}

static void spaces(void) {
    must(unshare(CLONE_NEWUTS | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWPID), "unshare");
    must(sethostname("inner-host", 10), "sethostname");
    inner_listener();
    if (!fork()) {
        prctl(PR_SET_NAME, "pid-one-inside", 0, 0, 0);
        idle();
    }
}

static void signals(void) {
    sigset_t set;
    signal(SIGUSR1, SIG_IGN);
    signal(SIGHUP, on_hangup);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGRTMIN + 3);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR2);
    struct rlimit few = {77, 99};
    setrlimit(RLIMIT_NOFILE, &few);
    setpriority(PRIO_PROCESS, 0, 7);
    struct sched_param fifo = {.sched_priority = 11};
    if (!fork()) {
        must(sched_setscheduler(0, SCHED_FIFO, &fifo), "fifo");
        prctl(PR_SET_NAME, "realtime", 0, 0, 0);
        idle();
    }
}

#if defined __x86_64__ || defined __aarch64__
/*
 * Threads that make system calls on demand and log each in memory. The page at CALLS says how it goes: at 0 a mark, at 8
 * how many calls each thread shall have made by now (written from outside), at 16 the number of threads; at 4096 times
 * (thread + 1) how many it has made. The logs lie behind, each of LOGGED entries of number, first argument and result.
 */
#define CALLS 0x100000000UL
#define CALLERS 4
#define LOGGED 65536UL

static int64_t call(int64_t kind, int64_t first, int64_t second) {
#ifdef __x86_64__
    int64_t result;
    register int64_t r10 __asm__("r10") = 0;
    __asm__ volatile("syscall" : "=a"(result) : "a"(kind), "D"(first), "S"(second), "d"(0L), "r"(r10) : "rcx", "r11", "memory");
    return result;
#else
    register int64_t x8 __asm__("x8") = kind;
    register int64_t x0 __asm__("x0") = first;
    register int64_t x1 __asm__("x1") = second;
    register int64_t x2 __asm__("x2") = 0;
    register int64_t x3 __asm__("x3") = 0;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
#endif
}

static void *caller(void *number) {
    uint64_t self = (uint64_t)number;
    volatile uint64_t *wanted = (void *)(CALLS + 8);
    volatile uint64_t *done = (void *)(CALLS + 4096 * (self + 1));
    int64_t(*log)[4] = (void *)(CALLS + 0x100000 + self * LOGGED * 32);
    for (;;) {
        struct timespec pause = {0, 5000000};
        if (*done >= *wanted) nanosleep(&pause, NULL);
        for (uint64_t i = *done; i < *wanted; i++) {
            static const int64_t kinds[] = {SYS_close, SYS_lseek, SYS_dup3, SYS_openat};
            int64_t argument = 0x40000000 + (int64_t)(self << 20) + (int64_t)i;
            int64_t kind = kinds[i % 4];
            int64_t result = call(kind, argument, kind == SYS_openat ? (int64_t) "x" : 0L);
            int64_t *entry = log[i % LOGGED];
            entry[0] = kind, entry[1] = argument, entry[2] = result, entry[3] = (int64_t)i;
            __sync_synchronize();
            *done = i + 1;
        }
    }
    return NULL;
}

static void calls(void) {
    size_t size = 0x100000 + CALLERS * LOGGED * 32;
    void *place = (void *)CALLS;
    if (mmap(place, size, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_POPULATE, -1, 0) != place) exit(1);
    pthread_t each;
    for (uint64_t i = 0; i < CALLERS; i++) pthread_create(&each, NULL, caller, (void *)i);
    *(volatile uint64_t *)(CALLS + 16) = CALLERS;
    memcpy(place, "CALLERS.", 8);
}
#endif

/* What a connection leaves behind when the side that asked for it closes it first; the process itself ends. */
static void timewait(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(WAITED_PORT), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(WAITED_PORT), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct sockaddr *addresses[] = {(struct sockaddr *) &at, (struct sockaddr *) &six};
    socklen_t sizes[] = {sizeof at, sizeof six};
    for (int i = 0; i < 2; i++) {
        int one = 1;
        int server = must(socket(addresses[i]->sa_family, SOCK_STREAM, 0), "socket");
        if (i) setsockopt(server, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one);
        must(bind(server, addresses[i], sizes[i]), "bind timewait");
        must(listen(server, 1), "listen");
        int client = must(socket(addresses[i]->sa_family, SOCK_STREAM, 0), "socket");
        must(connect(client, addresses[i], sizes[i]), "connect timewait");
        int peer = must(accept(server, NULL, NULL), "accept");
        close(client);
        usleep(100000);
        close(peer);
        close(server);
    }
    usleep(300000);
    _exit(0);
}

static void packets(void) {
    must(socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)), "packet");
    struct sockaddr_ll at = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = (int) if_nametoindex("lo")};
    int fd = must(socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IP)), "packet");
    must(bind(fd, (struct sockaddr *) &at, sizeof at), "bind packet");
    must(socket(AF_INET, SOCK_RAW, 253), "raw");
    must(socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6), "raw6");
    must(socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC), "genetlink");
}

static int bpf(int command, union bpf_attr *attributes) {
    return (int) syscall(SYS_bpf, command, attributes, sizeof *attributes);
}

static int bpf_map(unsigned type, const char *name, unsigned entries, unsigned flags) {
    union bpf_attr make = {.map_type = type, .key_size = 4, .value_size = 24, .max_entries = entries, .map_flags = flags};
    strncpy(make.map_name, name, sizeof make.map_name - 1);
    return must(bpf(BPF_MAP_CREATE, &make), name);
}

static int bpf_program(unsigned type, const char *name, int map) {
    struct bpf_insn code[] = {
        {.code = BPF_LD | BPF_DW | BPF_IMM, .dst_reg = 1, .src_reg = BPF_PSEUDO_MAP_FD, .imm = map},
        {.code = 0},
        {.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = 1},
        {.code = BPF_JMP | BPF_EXIT},
    };
    union bpf_attr load = {.prog_type = type, .insn_cnt = 4, .insns = (uintptr_t) code, .license = (uintptr_t) "GPL"};
    strncpy(load.prog_name, name, sizeof load.prog_name - 1);
    return must(bpf(BPF_PROG_LOAD, &load), name);
}

static void tell_program(FILE *told, int fd) {
    struct bpf_prog_info info = {0};
    unsigned maps[8] = {0};
    info.nr_map_ids = 8;
    info.map_ids = (uintptr_t) maps;
    union bpf_attr ask = {.info = {.bpf_fd = (unsigned) fd, .info_len = sizeof info, .info = (uintptr_t) &info}};
    if (must(bpf(BPF_OBJ_GET_INFO_BY_FD, &ask), "program info")) return;
    fprintf(told, "prog %u type %u name %s tag ", info.id, info.type, info.name);
    for (int i = 0; i < 8; i++) fprintf(told, "%02x", info.tag[i]);
    fprintf(told, " uid %u loaded %llu gpl %d maps", info.created_by_uid, (unsigned long long) info.load_time, info.gpl_compatible);
    for (unsigned i = 0; i < info.nr_map_ids && i < 8; i++) fprintf(told, " %u", maps[i]);
    fprintf(told, "\n");
}

static void tell_map(FILE *told, int fd) {
    struct bpf_map_info info = {0};
    union bpf_attr ask = {.info = {.bpf_fd = (unsigned) fd, .info_len = sizeof info, .info = (uintptr_t) &info}};
    if (must(bpf(BPF_OBJ_GET_INFO_BY_FD, &ask), "map info")) return;
    fprintf(told, "map %u type %u name %s key %u value %u entries %u flags 0x%x\n", info.id, info.type, info.name, info.key_size,
            info.value_size, info.max_entries, info.map_flags);
}

static void bpf_objects(void) {
    mkdir("/run/lab/told", 0755);
    FILE *told = fopen("/run/lab/told/bpf", "w");
    int hash = bpf_map(BPF_MAP_TYPE_HASH, "lab_hash", 16, 1);
    int array = bpf_map(BPF_MAP_TYPE_ARRAY, "lab_array", 3, 0);
    int filter = bpf_program(BPF_PROG_TYPE_SOCKET_FILTER, "lab_filter", hash);
    int probe = bpf_program(BPF_PROG_TYPE_XDP, "lab_xdp", array);
    int fd = must(socket(AF_INET, SOCK_DGRAM, 0), "filtered socket");
    must(setsockopt(fd, SOL_SOCKET, SO_ATTACH_BPF, &filter, sizeof filter), "attach");
    if (!told) return;
    tell_map(told, hash);
    tell_map(told, array);
    tell_program(told, filter);
    tell_program(told, probe);
    fclose(told);
}

static void put(const char *file, const char *text) {
    int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (must(fd, file) < 0) return;
    must((int) write(fd, text, strlen(text)), file);
    close(fd);
}

static void copy(const char *from, const char *to) {
    static char buffer[65536];
    int source = must(open(from, O_RDONLY), from), target = must(open(to, O_WRONLY | O_CREAT, 0755), to);
    for (ssize_t n; source >= 0 && target >= 0 && (n = read(source, buffer, sizeof buffer)) > 0;)
        must((int) write(target, buffer, (size_t) n), to);
    close(source);
    close(target);
}

/* A process in a group of its own in both versions of control groups. */
static void grouped(void) {
    mkdir("/sys/fs/cgroup/lab.slice", 0755);
    mkdir("/sys/fs/cgroup/lab.slice/inner \xc3\xbc", 0755);
    put("/sys/fs/cgroup/cgroup.subtree_control", "+pids");
    put("/sys/fs/cgroup/lab.slice/pids.max", "42");
    put("/sys/fs/cgroup/lab.slice/cgroup.procs", "0");
    mkdir("/run/cgroup/named/child", 0755);
    put("/run/cgroup/named/child/cgroup.procs", "0");
    mkdir("/run/cgroup/freezer/cold", 0755);
    put("/run/cgroup/freezer/cold/cgroup.procs", "0");
}

/* As container engines do it: a root of layers, every namespace its own, a control group named after the container. */
static void container(void) {
    int ready[2], mapped[2];
    char byte = 0, file[64];
    mkdir("/sys/fs/cgroup/system.slice", 0755);
    mkdir("/sys/fs/cgroup/system.slice/docker-" CONTAINER ".scope", 0755);
    put("/sys/fs/cgroup/system.slice/docker-" CONTAINER ".scope/cgroup.procs", "0");
    mkdir("/run/layers", 0755);
    mkdir("/run/layers/lower", 0755);
    mkdir("/run/layers/lower/bin", 0755);
    mkdir("/run/layers/upper", 0755);
    must(chown("/run/layers/upper", 100000, 100000), "chown");
    mkdir("/run/layers/work", 0755);
    mkdir("/run/layers/merged", 0755);
    copy("/bin/workload", "/run/layers/lower/bin/workload");
    put("/run/layers/lower/lower file", "from below\n");
    must(pipe(ready), "pipe");
    must(pipe(mapped), "pipe");
    pid_t child = fork();
    if (!child) {
        must(unshare(CLONE_NEWNS), "unshare");
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
        must(mount("overlay", "/run/layers/merged", "overlay", 0, "lowerdir=/run/layers/lower,upperdir=/run/layers/upper,workdir=/run/layers/work"), "overlay");
        must(unshare(CLONE_NEWUSER | CLONE_NEWUTS | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWCGROUP), "unshare");
        must((int) write(ready[1], &byte, 1), "ready");
        must((int) read(mapped[0], &byte, 1), "mapped");
        must(setgid(0), "setgid");
        must(setuid(0), "setuid");
        must(chroot("/run/layers/merged"), "chroot");
        must(chdir("/"), "chdir");
        must(sethostname("container-host", 14), "sethostname");
        must(open("/upper file", O_RDWR | O_CREAT, 0644), "upper file");
        must(open("/lower file", O_RDONLY), "lower file");
        inner_listener();
        if (fork()) idle();
        execl("/bin/workload", "workload", "plain", "in the container", NULL);
        must(-1, "exec");
    }
    must((int) read(ready[0], &byte, 1), "ready");
    snprintf(file, sizeof file, "/proc/%d/uid_map", (int) child);
    put(file, "0 100000 65536\n");
    snprintf(file, sizeof file, "/proc/%d/gid_map", (int) child);
    put(file, "0 100000 65536\n");
    must((int) write(mapped[1], &byte, 1), "mapped");
}

/* Memory of which the first half is in swap space. */
static void swapped(void) {
    unsigned char *at = area(MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (!at) return;
    for (size_t i = 0; i < MIB; i++) at[i] = (unsigned char) (i * 2654435761U >> 13);
    must(madvise(at, MIB / 2, MADV_PAGEOUT), "pageout");
}

static void seccomp(void) {
    struct sock_filter allow = {.code = BPF_RET | BPF_K, .k = SECCOMP_RET_ALLOW};
    struct sock_fprog filter = {.len = 1, .filter = &allow};
    int never[2];
    must(pipe(never), "pipe");
    if (!fork()) {
        char byte;
        prctl(PR_SET_NAME, "strict", 0, 0, 0);
        must(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0), "strict");
        syscall(SYS_read, never[0], &byte, 1);
    }
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    must(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0), "filter");
}

/* Runs on a virtual CPU when the guest is stopped, with a known value in a register. */
static void busy(void) {
    setpriority(PRIO_PROCESS, 0, 19);
#ifdef __x86_64__
    __asm__ volatile("movabs $0x1122334455667788, %%r12\n1: jmp 1b" ::: "r12");
#else
    for (;;) __asm__ volatile("");
#endif
}

static void plain(void) {}

static const struct mode {
    const char *name;
    void (*run)(void);
} modes[] = {
    {"threads", threads}, {"memory", memory},   {"files", files}, {"net", net},       {"zombies", zombies}, {"stopped", stopped},
    {"traced", traced},   {"name", name},       {"creds", creds}, {"spaces", spaces}, {"signals", signals}, {"plain", plain},
#if defined __x86_64__ || defined __aarch64__
    {"calls", calls},
#endif
    {"packets", packets}, {"bpf", bpf_objects}, {"grouped", grouped}, {"container", container}, {"swapped", swapped},
    {"seccomp", seccomp}, {"timewait", timewait}, {"busy", busy},
};

int main(int argc, char **argv) {
    for (size_t i = 0; argc > 1 && i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(argv[1], modes[i].name)) continue;
        heap_marker();
        modes[i].run();
        idle();
    }
    fprintf(stderr, "workload: no such mode\n");
    return 2;
}

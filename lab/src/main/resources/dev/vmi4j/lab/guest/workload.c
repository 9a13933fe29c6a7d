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
#include <linux/netlink.h>
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
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define MIB (1024UL * 1024UL)
#define TCP_PORT 4242
#define IDLE_PORT 4343

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
    int file = must(open("/run/work/mapped file", O_RDWR | O_CREAT, 0640), "open");
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
    int plain = must(open("/run/work/plain", O_RDWR | O_CREAT | O_APPEND, 0644), "open");
    if (plain >= 0) must((int) write(plain, "plain text\n", 11), "write");
    int gone = must(open("/run/work/deleted file", O_RDWR | O_CREAT, 0600), "open");
    if (gone >= 0) must((int) write(gone, "nobody can open me\n", 19), "write");
    unlink("/run/work/deleted file");
    must(open("/run/work/\xc3\xbcml\xc3\xa4ut", O_WRONLY | O_CREAT | O_CLOEXEC, 0600), "open");
    must(open("/run/work", O_RDONLY | O_DIRECTORY), "open");
    must(open("/proc/self/status", O_RDONLY), "open");
    must(open("/dev/zero", O_RDWR | O_NONBLOCK), "open");
    must(pipe2(pipes, O_NONBLOCK), "pipe");
    must((int) write(pipes[1], "in the pipe", 11), "write");
    must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), "socketpair");
    must(eventfd(7, EFD_CLOEXEC), "eventfd");
    must(timerfd_create(CLOCK_MONOTONIC, 0), "timerfd");
    int watch = must(inotify_init1(0), "inotify");
    inotify_add_watch(watch, "/run/work", IN_CREATE);
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
    struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = "/run/work/stream.sock"};
    int server = unix_socket(SOCK_STREAM, to.sun_path, strlen(to.sun_path) + 1);
    must(listen(server, 3), "listen unix");
    int client = must(socket(AF_UNIX, SOCK_STREAM, 0), "unix");
    must(connect(client, (struct sockaddr *) &to, sizeof to), "connect unix");
    must(accept(server, NULL, NULL), "accept unix");
    unix_socket(SOCK_DGRAM, "\0vmi4j-abstract", 15);
    unix_socket(SOCK_SEQPACKET, "/run/work/seqpacket.sock", 25);
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

static void spaces(void) {
    must(unshare(CLONE_NEWUTS | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWPID), "unshare");
    must(sethostname("inner-host", 10), "sethostname");
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

static void plain(void) {}

static const struct mode {
    const char *name;
    void (*run)(void);
} modes[] = {
    {"threads", threads}, {"memory", memory},   {"files", files}, {"net", net},       {"zombies", zombies}, {"stopped", stopped},
    {"traced", traced},   {"name", name},       {"creds", creds}, {"spaces", spaces}, {"signals", signals}, {"plain", plain},
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

# The collector of a lab guest: writes what the guest says about itself as a tar.gz to the truth port, the second serial port.
# It is the only process that the dump does not have: its identifier is in collector-pids.
. /lab.conf
truth=/truth
port=/dev/$TRUTH_PORT
mkdir -p $truth
mount -t tmpfs -o size=64m truth $truth
cd $truth || exit 1
set -- /proc/[0-9]*
echo $$ >collector-pids

copy() {
    local folder=$1
    shift
    mkdir -p "$folder"
    cp -d "$@" "$folder" 2>/dev/null
}

follow() {
    local folder=$1
    shift
    mkdir -p "$folder"
    cp "$@" "$folder" 2>/dev/null
}

# Which frame each page of a process lies in, for the first processes that have memory, at most 512 pages of each region.
pagemaps=8
page_kib=$(sed -n 's/^KernelPageSize: *\([0-9]*\) kB/\1/p' /proc/self/smaps | head -n 1)
pagemap() {
    [ "$pagemaps" -gt 0 ] || return
    pagemaps=$((pagemaps - 1))
    while read -r range _; do
        local first=${range%-*}
        local last=${range#*-}
        [ ${#first} -lt 16 ] || continue
        local pages=$(((0x$last - 0x$first) / page_kib / 1024))
        [ "$pages" -gt 512 ] && pages=512
        echo "$first $pages"
        dd if="$1/pagemap" bs=8 skip=$((0x$first / page_kib / 1024)) count="$pages" 2>/dev/null >>"$2/pagemap"
    done <"$1/maps" >"$2/pagemap-regions"
}

process() {
    local from=$1
    local to=$truth$1
    copy "$to" "$from/stat" "$from/status" "$from/statm" "$from/maps" "$from/cmdline" "$from/environ" "$from/comm" "$from/cgroup" \
        "$from/limits" "$from/io" "$from/wchan" "$from/syscall" "$from/stack" "$from/oom_score_adj" "$from/uid_map" "$from/gid_map" \
        "$from/mountinfo" "$from/sched" "$from/auxv" "$from/sessionid" "$from/loginuid" "$from/timerslack_ns" "$from/personality" \
        "$from/exe" "$from/cwd" "$from/root"
    copy "$to/ns" "$from/ns/"*
    [ -s "$to/maps" ] || return
    copy "$to/fd" "$from/fd/"*
    copy "$to/fdinfo" "$from/fdinfo/"*
    copy "$to" "$from/smaps"
    [ "$(readlink "$from/ns/net")" = "$(readlink /proc/1/ns/net)" ] || follow "$to/net" "$from/net/tcp" "$from/net/tcp6" "$from/net/udp" \
        "$from/net/unix" "$from/net/netlink" "$from/net/packet" "$from/net/raw" "$from/net/dev"
    pagemap "$from" "$to"
    for task in "$from"/task/*; do
        copy "$truth$task" "$task/stat" "$task/status" "$task/comm" "$task/stack" "$task/wchan"
    done
}

for each; do
    [ "$each" = "/proc/$$" ] || process "$each"
done
follow proc /proc/modules /proc/mounts /proc/kallsyms /proc/iomem /proc/ioports /proc/cpuinfo /proc/meminfo /proc/cmdline /proc/version \
    /proc/uptime /proc/stat /proc/interrupts /proc/filesystems /proc/devices /proc/misc /proc/partitions /proc/vmstat /proc/zoneinfo \
    /proc/buddyinfo /proc/slabinfo /proc/vmallocinfo /proc/loadavg /proc/timer_list /proc/crypto /proc/cgroups /proc/locks /proc/consoles \
    /proc/swaps /proc/softirqs /proc/key-users /proc/keys
mkdir -p sys/kernel
for folder in kernel vm net/ipv4 fs; do
    for file in /proc/sys/$folder/*; do
        [ -f "$file" ] && mkdir -p "$truth/proc/sys/$folder" && cp "$file" "$truth$file" 2>/dev/null
    done
done
cp /sys/kernel/notes /sys/kernel/vmcoreinfo sys/kernel/ 2>/dev/null
ls -l /sys/kernel/btf >sys/kernel/btf.txt 2>/dev/null
for sections in /sys/module/*/sections; do
    [ -d "$sections" ] || continue
    mkdir -p ".$sections"
    for section in "$sections"/* "$sections"/.[a-z_]*; do
        [ -f "$section" ] && cp "$section" ".$section" 2>/dev/null
    done
done
for page_tables in /sys/kernel/debug/page_tables/kernel /sys/kernel/debug/page_tables/current_kernel /sys/kernel/debug/kernel_page_tables; do
    [ -f "$page_tables" ] && mkdir -p ".${page_tables%/*}" && cp "$page_tables" ".$page_tables"
done
[ -d /run/lab/told ] && follow told /run/lab/told/*
find /sys/fs/cgroup /run/cgroup/named /run/cgroup/freezer -type d >cgroup-folders.txt 2>/dev/null
find /sys/fs/cgroup -name cgroup.controllers -exec grep -H '' {} + >cgroup-controllers.txt 2>/dev/null
ip addr >ip-addr.txt 2>/dev/null
ip route >ip-route.txt 2>/dev/null
# Last, because a connection in TIME_WAIT is gone after a minute.
[ -x /bin/workload ] && workload timewait
mkdir -p proc/net
for file in /proc/net/*; do
    [ -f "$file" ] && cp "$file" proc/net/ 2>/dev/null
done
dmesg >dmesg.txt
date +%s >time.txt
stty -F "$port" raw -echo 115200
tar -cf - . | gzip -1 >"$port"
cd / && umount $truth

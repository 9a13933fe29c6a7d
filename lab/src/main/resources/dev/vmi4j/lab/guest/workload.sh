# The workload of a lab guest, sourced by init. What cannot be had here (no C compiler on the host) is left out.
echo "root:x:0:0:root:/:/bin/sh
daemon:x:1:1:daemon:/:/bin/false
alice:x:1000:1000:Alice:/:/bin/sh
bob:x:1001:1002:Bob:/:/bin/sh" >/etc/passwd
echo "root:x:0:
daemon:x:1:
alice:x:1000:
staff:x:1002:" >/etc/group

as() {
    local user=$1 program=$2
    shift 2
    start-stop-daemon -S -b -p /run/none -c "$user" -x "$program" -- "$@"
}

long=0123456789
long=$long$long$long$long$long
export VMI4J_MARKER="marker in the environment, $((6 * 7))"
export EMPTY=

# Names, users, arguments: spaces, an empty one, UTF-8, more than 200 bytes.
as alice /bin/sleep 100001
as bob:staff /bin/sleep 100002
as daemon /bin/sleep 100003
sh -c 'read -r x <>/run/lab/never' "argv zero with spaces" "" "größe €" "$long$long$long$long$long" &
sh -c 'printf "odd) (na\\\\me" >/proc/self/comm; read -r x <>/run/lab/never' &
# Files: one that is open and deleted, one on a pipe, a working directory of its own.
(cd /mnt && exec sh -c 'exec 7>/mnt/gone 8</etc/passwd; echo bytes >&7; rm /mnt/gone; read -r x <>/run/lab/never') &
sh -c 'read -r x <>/run/lab/never | cat' &
# Sockets by busybox alone.
nc -l -p 7777 </run/lab/never >/dev/null 2>&1 &
# A stopped process and a zombie by the shell alone.
sh -c 'kill -STOP $$; read -r x <>/run/lab/never' &
sh -c 'true & exec sleep 100004' &
setsid sh -c "read -r x <>/run/lab/never" &

if [ -x /bin/workload ]; then
    for mode in $WORKLOAD_MODES; do
        workload "$mode" "an argument" &
    done
fi
[ -x /bin/linked ] && linked &

#!/bin/bash
# Runs tests under a kernel of their own, User-Mode Linux, whose control groups are version 2:
# a host has one version of each controller only, and a container mostly none that it may change.
#
#     tests/uml.sh PYTHON TEST…      # from the package's folder; Debian: apt install user-mode-linux
#
# The kernel sees this machine's files. It has one core and is several times slower.
set -uo pipefail

if [ $$ != 1 ]; then
    shared=$(mktemp -d /tmp/autograder-uml-XXXXXX)
    trap 'rm -rf "$shared"' EXIT
    mkdir "$shared/home"
    printf '%s\0' "$PWD" "$@" > "$shared/task"
    printf '1' > "$shared/code"
    TMPDIR=/dev/shm linux.uml mem=4G root=/dev/root rootfstype=hostfs rootflags=/ rw loglevel=0 con=null con0=null,fd:1 \
        init="$(realpath "$0")" AUTOGRADER_SHARED="$shared" < /dev/null
    exit "$(cat "$shared/code")"
fi

# From here on this is the first process of that kernel.
shared=$AUTOGRADER_SHARED
unset AUTOGRADER_SHARED
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t cgroup2 none /sys/fs/cgroup
mkdir -p /dev/shm
mount -t tmpfs -o size=256m shm /dev/shm
mount -t tmpfs -o size=2g home "$shared/home"
ip link set lo up
mapfile -d '' task < "$shared/task"
cd "${task[0]}" || exit
export HOME="$shared/home" TMPDIR="$shared/home" LANG=C.UTF-8 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
PATH="$(dirname "$(realpath -s "${task[1]}")"):$PATH"
printf 'Linux %s, cgroup v2: %s\n' "$(uname -r)" "$(cat /sys/fs/cgroup/cgroup.controllers)"
"${task[1]}" -m pytest -q -p no:cacheprovider "${task[@]:2}"
printf '%s' $? > "$shared/code"
sync
echo o > /proc/sysrq-trigger
while :; do sleep 1; done

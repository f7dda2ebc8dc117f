"""The system calls that a student's code may not make: a hand-written BPF filter.

It is a deny list behind the namespaces and the dropped capabilities: it refuses what is left of the
kernel's interface and not needed by NumPy or Matplotlib.  `unshare` and `clone` may make new namespaces
only with exactly the flags that a snapshot needs; `unshare` also answers `linux.is_alone`.
Sources: seccomp(2), the kernel's syscall tables.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from .linux import (
    CLONE_NEWCGROUP,
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
    CLONE_PARENT,
    CLONE_THREAD,
    PR_SET_SECCOMP,
    prctl,
)  # fmt: skip

SECCOMP_MODE_FILTER = 2
ALLOW, KILL = 0x7FFF_0000, 0x8000_0000
ERRNO = 0x0005_0000
LOAD, JEQ, JGE, JSET, RET = 0x20, 0x15, 0x35, 0x45, 0x06
NR, ARCH, ARG0 = 0, 4, 16  # offsets in struct seccomp_data; the low words on little endian
X32_BIT = 0x4000_0000
AF_UNIX = 1

NEW_FLAGS = (
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET
)  # fmt: skip
SNAPSHOT_FLAGS = CLONE_NEWUSER | CLONE_NEWPID
SIGCHLD = 17
SNAPSHOT_CLONE = SNAPSHOT_FLAGS | CLONE_PARENT | SIGCHLD

#: Numbers that are the same on every architecture, since Linux 5.0 (the unified table begins at 424).
_COMMON = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
    "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442, "quotactl_fd": 443,
    "landlock_create_ruleset": 444, "memfd_secret": 447, "process_mrelease": 448, "statmount": 457,
    "listmount": 458, "open_tree_attr": 467,
}  # fmt: skip

_X86_64 = {
    "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312, "mount": 165, "umount2": 166,
    "pivot_root": 155, "chroot": 161, "setns": 308, "add_key": 248, "request_key": 249, "keyctl": 250, "bpf": 321,
    "userfaultfd": 323, "perf_event_open": 298, "memfd_create": 319, "shmget": 29, "shmat": 30, "shmctl": 31,
    "semget": 64, "semop": 65, "semctl": 66, "msgget": 68, "msgsnd": 69, "msgrcv": 70, "msgctl": 71, "mq_open": 240,
    "name_to_handle_at": 303, "open_by_handle_at": 304, "kexec_load": 246, "kexec_file_load": 320,
    "init_module": 175, "finit_module": 313, "delete_module": 176, "reboot": 169, "swapon": 167, "swapoff": 168,
    "acct": 163, "quotactl": 179, "settimeofday": 164, "clock_settime": 227, "clock_adjtime": 305, "adjtimex": 159,
    "sethostname": 170, "setdomainname": 171, "iopl": 172, "ioperm": 173, "syslog": 103, "vhangup": 153,
    "lookup_dcookie": 212, "fanotify_init": 300, "modify_ldt": 154, "uselib": 134, "personality": 135,
    "move_pages": 279, "migrate_pages": 256, "mbind": 237, "set_mempolicy": 238, "ioprio_set": 251,
}  # fmt: skip

_AARCH64 = {
    "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272, "mount": 40, "umount2": 39,
    "pivot_root": 41, "chroot": 51, "setns": 268, "add_key": 217, "request_key": 218, "keyctl": 219, "bpf": 280,
    "userfaultfd": 282, "perf_event_open": 241, "memfd_create": 279, "shmget": 194, "shmctl": 195, "shmat": 196,
    "semget": 190, "semctl": 191, "semtimedop": 192, "semop": 193, "msgget": 186, "msgctl": 187, "msgrcv": 188,
    "msgsnd": 189, "mq_open": 180, "name_to_handle_at": 264, "open_by_handle_at": 265, "kexec_load": 104,
    "kexec_file_load": 294, "init_module": 105, "finit_module": 273, "delete_module": 106, "reboot": 142,
    "swapon": 224, "swapoff": 225, "acct": 89, "quotactl": 60, "settimeofday": 170, "clock_settime": 112,
    "clock_adjtime": 266, "adjtimex": 171, "sethostname": 161, "setdomainname": 162, "syslog": 116, "vhangup": 58,
    "lookup_dcookie": 18, "fanotify_init": 262, "personality": 92, "move_pages": 239, "migrate_pages": 238,
    "mbind": 235, "set_mempolicy": 237, "ioprio_set": 30,
}  # fmt: skip

#: machine -> (AUDIT_ARCH, denied, clone, clone3, unshare, socket, socketpair)
TABLES = {
    "x86_64": (0xC000_003E, _X86_64, 56, 435, 272, 41, 53),
    "aarch64": (0xC000_00B7, _AARCH64, 220, 435, 97, 198, 199),
}
#: machine -> (AUDIT_ARCH, execve, execveat)
PROGRAMS = {"x86_64": (0xC000_003E, 59, 322), "aarch64": (0xC000_00B7, 221, 281)}


def _op(code: int, k: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", code, yes, no, k)


def program(machine: str) -> bytes:
    """The filter of a student's zone for a machine, as an array of struct sock_filter.

    Raises:
        KeyError: no table for this machine.
    """
    arch, denied, clone, clone3, unshare, socket, socketpair = TABLES[machine]
    refuse = _op(RET, ERRNO | errno.EPERM)
    code = [_op(LOAD, ARCH), _op(JEQ, arch, 1, 0), _op(RET, KILL), _op(LOAD, NR)]
    if machine == "x86_64":
        code += [_op(JGE, X32_BIT, 0, 1), _op(RET, KILL)]
    for number in sorted({*denied.values(), *_COMMON.values()}):
        code += [_op(JEQ, number, 0, 1), refuse]
    # The flags of clone3 lie in memory, which a filter cannot read; after ENOSYS glibc uses clone instead.
    code += [_op(JEQ, clone3, 0, 1), _op(RET, ERRNO | errno.ENOSYS)]
    code += [
        _op(JEQ, clone, 0, 5), _op(LOAD, ARG0), _op(JEQ, SNAPSHOT_CLONE, 2, 0), _op(JSET, NEW_FLAGS, 0, 1), refuse,
        _op(RET, ALLOW),
    ]  # fmt: skip
    code += [
        _op(JEQ, unshare, 0, 5), _op(LOAD, ARG0), _op(JEQ, SNAPSHOT_FLAGS, 2, 0), _op(JEQ, CLONE_THREAD, 1, 0), refuse,
        _op(RET, ALLOW),
    ]  # fmt: skip
    for number in (socket, socketpair):
        code += [_op(JEQ, number, 0, 4), _op(LOAD, ARG0), _op(JEQ, AF_UNIX, 1, 0), refuse, _op(RET, ALLOW)]
    return b"".join([*code, _op(RET, ALLOW)])


def without_programs(machine: str) -> bytes:
    """The filter for judged calls: no program can be started.  The error is ENOENT, as if it were not installed.

    Raises:
        KeyError: no table for this machine.
    """
    arch, *numbers = PROGRAMS[machine]
    code = [_op(LOAD, ARCH), _op(JEQ, arch, 1, 0), _op(RET, KILL), _op(LOAD, NR)]
    if machine == "x86_64":
        code += [_op(JGE, X32_BIT, 0, 1), _op(RET, KILL)]
    for number in numbers:
        code += [_op(JEQ, number, 0, 1), _op(RET, ERRNO | errno.ENOENT)]
    return b"".join([*code, _op(RET, ALLOW)])


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


class Filter:
    """A filter that is built before a student's code runs, and installed later."""

    def __init__(self, code: bytes) -> None:
        self._buffer = ctypes.create_string_buffer(code, len(code))
        self._program = _Program(len(code) // 8, ctypes.addressof(self._buffer))
        self._address = ctypes.addressof(self._program)

    def install(self) -> None:
        """Filter this thread and all that it forks, irrevocably; no_new_privs must be set.

        Raises:
            OSError: the kernel refuses.
        """
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, self._address)


def install() -> None:
    """Install the zone's filter (`program`).

    Raises:
        OSError: the kernel refuses.
        KeyError: no table for this machine.
    """
    Filter(program(os.uname().machine)).install()


#: None on a machine without a table: `install` fails there too, so the run is one without isolation.
NO_PROGRAMS = Filter(without_programs(os.uname().machine)) if os.uname().machine in PROGRAMS else None

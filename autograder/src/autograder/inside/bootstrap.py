"""Entry of the zygote: give up every privilege, then load the installation.

Run as ``python -I -S bootstrap.py CONFIG`` where CONFIG is JSON: ``fd`` (the channel to the
worker), ``path`` (folders of the packages), ``units`` (a further folder of units' packages, or ""),
``drop`` ([uid, gid] or null), ``isolated``.
Nothing but the standard library is imported before root's privileges are gone, so that
site-packages (and the code in their .pth files) never run as root.
"""

from __future__ import annotations

import json
import os
import sys


def _give_up_root(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    if os.getresuid() != (uid, uid, uid) or os.getresgid() != (gid, gid, gid) or os.getgroups():
        raise SystemExit("privileges were not dropped")


def main() -> None:
    """Drop the privileges, load the installation, serve; never returns."""
    config = json.loads(sys.argv[1])
    sys.argv[:] = ["student"]
    os.umask(0o077)
    if config["drop"]:
        _drop_bounding_set()
        _give_up_root(*config["drop"])
    import site

    site.main()
    sys.path[:0] = config["path"]
    if config["units"]:
        os.environ["NPML_UNITS"] = config["units"]
    from autograder.inside import zygote

    zygote.serve(config["fd"], config["isolated"])


def _drop_bounding_set() -> None:
    # By hand: autograder.inside.linux would import the package before the drop.
    import ctypes

    libc = ctypes.CDLL(None)
    for number in range(64):
        libc.prctl(24, ctypes.c_ulong(number), 0, 0, 0)


if __name__ == "__main__":
    main()

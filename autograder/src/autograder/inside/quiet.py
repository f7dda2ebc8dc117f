"""A judged call meets nothing that the cells left: no output, no figure, no folder, no random state, no thread.

Everything here is done in a fork that only answers cases, so nothing need be put back.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Callable
from typing import Any

from .bindings import Bindings
from .no_plots import leave_plots_out
from .recorder import Stream, no_input, recorder

# Bound here, before a student's code runs.
_modules, _chdir, _getattr, _isinstance, _list = sys.modules, os.chdir, getattr, isinstance, list
_Stream, _recorder, _objects, _enable = Stream, recorder, gc.get_objects, gc.enable
_limit, _set_limit, _open = sys.getrecursionlimit, sys.setrecursionlimit, open
_Exception, _no_input, _leave_plots_out = Exception, no_input, leave_plots_out
_left_open: list[Any] = []
#: Python's own limit of nested calls, which a cell may have lowered.
_CALLS = 1000
_SEED = 20_240_229


def settle(shell: Any, bindings: Bindings) -> None:
    """Put the process in order for a judged call.  What a cell has broken for good is left as it is."""

    def plots() -> None:
        _leave_plots_out(shell.user_ns, *bindings.spaces())

    for step in (_streams, _folder(bindings.home), _screen(shell), plots, _random, _pools, _interpreter):
        try:
            step()
        except _Exception:
            continue


def _streams() -> None:
    _recorder.seal()
    sys.stdout, sys.stderr, sys.stdin = _Stream("<stdout>", 1), _Stream("<stderr>", 2), _open(0, closefd=False)
    builtins.input = _no_input


def _folder(home: str) -> Callable[[], None]:
    return lambda: _chdir(home)


def _screen(shell: Any) -> Callable[[], None]:
    """Rendering a figure takes longer than all cases together, and nobody will see it."""

    def switch_off() -> None:
        shell.display_formatter.format = lambda *_args, **_kwargs: ({}, {})

    return switch_off


def _random() -> None:
    _modules["numpy"].random.seed(_SEED)
    if (random := _modules.get("random")) is not None:
        random.seed(_SEED)


def find_pools() -> None:
    """Note the pools of threads that the cells left open; before the collector forgets what there is."""
    pools, threading = _modules.get("concurrent.futures.thread"), _modules.get("threading")
    if pools is not None and threading is not None and threading.active_count() > 1:
        _left_open.extend(item for item in _objects() if _isinstance(item, pools.ThreadPoolExecutor))


def _pools() -> None:
    """A fork has no threads but its own: a pool that was left open would wait for its lost ones for ever."""
    threading = _modules["threading"]
    for pool in _left_open:
        pool._threads = set()
        pool._idle_semaphore = threading.Semaphore(0)
        pool._work_queue = _modules["queue"].SimpleQueue()
        pool._shutdown_lock = threading.Lock()


def _interpreter() -> None:
    _enable()
    _set_limit(max(_limit(), _CALLS))

"""Keeps a judged call independent of what the cells left: output, figures, folder, random state, threads.

All of it happens in a fork that only answers cases, so nothing needs to be undone.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from .bindings import Bindings
from .no_plots import leave_plots_out
from .recorder import Stream, any_input, recorder

# Bound here, before a student's code runs.
_modules, _chdir, _getattr, _isinstance, _list, _tuple = sys.modules, os.chdir, getattr, isinstance, list, tuple
_vars, _min, _sleep = vars, min, time.sleep
_current_frames, _suppress, _setattr, _hasattr = sys._current_frames, contextlib.suppress, setattr, hasattr
_Stream, _recorder, _objects, _enable = Stream, recorder, gc.get_objects, gc.enable
_limit, _set_limit, _open = sys.getrecursionlimit, sys.setrecursionlimit, open
_Random, _Exception, _any_input, _leave_plots_out = random.Random, Exception, any_input, leave_plots_out
_POOLS = (
    ("concurrent.futures.thread", "ThreadPoolExecutor"), ("concurrent.futures.process", "ProcessPoolExecutor"),
    ("multiprocessing.pool", "Pool"),
)  # fmt: skip
#: Pools that the cells left open; and threads that wait for work, each with the queue at which it waits.
_pools: list[Any] = []
_workers: list[tuple[Any, Any]] = []
#: Python's own limit of nested calls, which a cell may have lowered.
_CALLS = 1000
_SEED = 20_240_229


def settle(shell: Any, bindings: Bindings) -> None:
    """Put the process in order for a judged call.  A step that fails, because a cell broke what it needs, is skipped."""
    spaces = (shell.user_ns, *bindings.spaces())

    def plots() -> None:
        _leave_plots_out(*spaces)

    def sleep() -> None:
        _leave_sleep_out(*spaces)

    steps = (
        _streams, _folder(bindings.home), _screen(shell), plots, sleep, seed_random, _one_thread, _refill_pools,
        _interpreter,
    )  # fmt: skip
    for step in steps:
        try:
            step()
        except _Exception:
            continue


def _streams() -> None:
    _recorder.seal()
    sys.stdout, sys.stderr, sys.stdin = _Stream("<stdout>", 1), _Stream("<stderr>", 2), _open(0, closefd=False)
    builtins.input = _any_input


def _folder(home: str) -> Callable[[], None]:
    return lambda: _chdir(home)


def _screen(shell: Any) -> Callable[[], None]:
    """Gives the step that switches off display: rendering a figure takes longer than all cases, and nobody sees it."""

    def switch_off() -> None:
        shell.display_formatter.format = lambda *_args, **_kwargs: ({}, {})

    return switch_off


def seed_random() -> None:
    """Let the random generators begin anew, also one that a judged function makes without a seed.

    So a function that is right by chance has one chance, however often it is asked.
    """
    _modules["numpy"].random.seed(_SEED)
    if (random := _modules.get("random")) is not None:
        random.seed(_SEED)
    if (keras := _modules.get("keras")) is not None:  # it seeds PyTorch, too
        keras.utils.set_random_seed(_SEED)
    elif (torch := _modules.get("torch")) is not None:
        torch.manual_seed(_SEED)
    entropy = _modules.get("numpy.random.bit_generator")
    if _hasattr(entropy, "randbits"):
        entropy.randbits = _Random(_SEED).getrandbits  # type: ignore[union-attr]


def _one_thread() -> None:
    """PyTorch's threads did not come with the fork, and a grade must not depend on how many there are."""
    if (torch := _modules.get("torch")) is not None:
        torch.set_num_threads(1)


def find_pools() -> None:
    """Note the cells' pools and waiting threads, which `settle` starts anew in a fork.

    Call it before gc.freeze, after which gc.get_objects no longer lists them.
    """
    threading: Any = _modules.get("threading")
    queue: Any = _modules.get("queue")
    if threading is None or threading.active_count() < 2:
        return
    kinds = _tuple(_getattr(_modules[module], name) for module, name in _POOLS if module in _modules)
    _pools.extend(item for item in _objects() if _isinstance(item, kinds))
    frames = _current_frames()
    for thread in threading.enumerate() if queue is not None else ():
        frame = frames.get(thread.ident)
        while frame is not None and frame.f_code is not queue.Queue.get.__code__:
            frame = frame.f_back
        if frame is not None:
            _workers.append((thread, frame.f_locals["self"]))


def _refill_pools() -> None:
    """Start the cells' pools and threads anew: a fork has one thread, and who waits for another would wait for ever."""
    threading = _modules["threading"]
    for pool in _pools:
        with _suppress(_Exception):
            _refill(pool, threading)
    for _, queue in _workers:
        queue.mutex = threading.Lock()
        for name in ("not_empty", "not_full", "all_tasks_done"):
            _setattr(queue, name, threading.Condition(queue.mutex))
    for thread, _ in _workers:  # it only waited for work, so a new thread can do that in its place
        threading.Thread(target=thread.run, daemon=True).start()


def _refill(pool: Any, threading: Any) -> None:
    if _hasattr(pool, "_idle_semaphore"):
        pool._threads = set()
        pool._idle_semaphore = threading.Semaphore(0)
        pool._work_queue = _modules["queue"].SimpleQueue()
        pool._shutdown_lock = threading.Lock()
    elif _hasattr(pool, "_max_workers"):
        pool.__init__(pool._max_workers, pool._mp_context, pool._initializer, pool._initargs)
    else:
        pool.__init__(pool._processes, pool._initializer, pool._initargs)


def _at_once(seconds: Any, /) -> None:
    _sleep(_min(seconds, 0))  # an invalid time is refused as always


def _leave_sleep_out(*spaces: dict[str, Any]) -> None:
    """Make time.sleep return at once, also where it was imported by name: a pause only uses up the time of the cases."""
    for space in (_vars(_modules["time"]), *spaces):
        for name, value in _list(space.items()):
            if value is _sleep:
                space[name] = _at_once


def _interpreter() -> None:
    _enable()
    _set_limit(max(_limit(), _CALLS))

"""What runs in a Dask worker: engines, warm from the first submission to the last.

A worker needs the installed package, bubblewrap and nothing else: the units come through Dask.  It asks
for them with `Missing`, so that a worker that joins late, or comes back, needs no special care, and the
scheduler keeps neither units nor secret.
"""

from __future__ import annotations

import hashlib
import platform
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import distributed
import numpy as np

from ..errors import HostError
from ..grading.engine import Engine
from .config import GradingConfig
from .work import Job, Result, grade_job

_dask: Any = distributed  # most of it has no annotations
#: Configurations that a worker keeps: two classes that are graded at the same time do not push each other out.
KEPT = 2
#: What must be the same at both ends, by name; a tuple, so that it can be compared and sent.
Identity = tuple[tuple[str, str], ...]

_lock = threading.Lock()
_configs: OrderedDict[str, GradingConfig] = OrderedDict()
#: By configuration and thread: an engine belongs to one thread.
_engines: dict[tuple[str, int], Engine] = {}


@dataclass(frozen=True)
class Missing:
    """A worker's answer when it does not have the units: where it is, and what it is."""

    worker: str
    identity: Identity


@dataclass(frozen=True)
class Unfit:
    """A worker's answer when its host cannot run the sandbox."""

    worker: str
    reason: str


@cache
def identity() -> Identity:
    """What a grade must not depend on: this package (by a hash of all its code), Python and NumPy."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    python = ".".join(platform.python_version_tuple()[:2])
    return (("autograder", digest.hexdigest()[:16]), ("Python", python), ("NumPy", np.__version__))


def install(key: str, config: GradingConfig) -> Identity:
    """Keep a configuration under its key; says what this worker is."""
    with _lock:
        _configs[key] = config
        _configs.move_to_end(key)
        while len(_configs) > KEPT:
            _configs.popitem(last=False)
    return identity()


def forget(key: str) -> None:
    """End a configuration's engines; nothing of it may be running here."""
    with _lock:
        _configs.pop(key, None)
        engines = [_engines.pop(place) for place in list(_engines) if place[0] == key]
    for engine in engines:
        engine.close()


def grade(key: str, job: Job) -> Result | Missing | Unfit:
    """Grade one submission with the configuration of that key."""
    with _lock:
        config = _configs.get(key)
    if config is None:
        return Missing(_dask.get_worker().address, identity())
    try:
        engine = _engine(key, config)
    except HostError as error:
        return Unfit(_dask.get_worker().address, str(error))
    return grade_job(engine, job)


def _engine(key: str, config: GradingConfig) -> Engine:
    """This thread's engine, started.

    Raises:
        HostError: this host cannot run it.
    """
    me = threading.get_ident()
    with _lock:
        # Only this thread's: nobody else's engine is closed under its hands.
        stale = [_engines.pop(place) for place in list(_engines) if place[1] == me and place[0] not in _configs]
        engine = _engines.get((key, me))
    for old in stale:
        old.close()
    if engine is None:
        engine = config.engine()
        try:
            engine.start()
        except BaseException:
            engine.close()
            raise
        with _lock:
            _engines[key, me] = engine
    return engine

"""What runs in a Dask worker: engines that stay warm from the first submission to the last.

A worker needs only the installed package and bubblewrap; the units come through Dask.  A worker that does
not have them answers `Missing`.  So one that joins late or comes back needs no special care, and the
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

from npml.errors import HostError

from ..grading.engine import Engine
from .config import GradingConfig
from .work import Job, Result, grade_job

_dask: Any = distributed  # most of it has no annotations
#: At most so many configurations are kept: two, so that two classes can be graded at the same time.
KEPT = 2
#: (name, version) of what must be the same at both ends; a tuple, so that it can be compared and sent.
Identity = tuple[tuple[str, str], ...]

_lock = threading.Lock()
_configs: OrderedDict[str, GradingConfig] = OrderedDict()
#: (key of the configuration, thread) -> engine: an engine belongs to one thread.
_engines: dict[tuple[str, int], Engine] = {}


@dataclass(frozen=True)
class Missing:
    """A worker's answer when it does not have the configuration: its address and its identity."""

    worker: str
    identity: Identity


@dataclass(frozen=True)
class Unfit:
    """A worker's answer when its host cannot run the sandbox, or lacks a library that the unit needs."""

    worker: str
    reason: str


@cache
def identity() -> Identity:
    """What a grade may depend on, so that it must not differ: this package (a hash of its code), Python and NumPy."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    python = ".".join(platform.python_version_tuple()[:2])
    return (("autograder", digest.hexdigest()[:16]), ("Python", python), ("NumPy", np.__version__))


def install(key: str, config: GradingConfig) -> Identity:
    """Keep a configuration under its key; returns this worker's identity."""
    with _lock:
        _configs[key] = config
        _configs.move_to_end(key)
        while len(_configs) > KEPT:
            _configs.popitem(last=False)
    return identity()


def forget(key: str) -> None:
    """Drop a configuration and end its engines, none of which may be grading."""
    with _lock:
        _configs.pop(key, None)
        engines = [_engines.pop(place) for place in list(_engines) if place[0] == key]
    for engine in engines:
        engine.close()


def grade(key: str, job: Job) -> Result | Missing | Unfit:
    """Grade one submission with the configuration kept under ``key``, or say why that is not possible here."""
    with _lock:
        config = _configs.get(key)
    if config is None:
        return Missing(_dask.get_worker().address, identity())
    try:
        return grade_job(_engine(key, config), job)
    except HostError as error:
        return Unfit(_dask.get_worker().address, str(error))


def _engine(key: str, config: GradingConfig) -> Engine:
    """This thread's engine, started.

    Raises:
        HostError: this host cannot run it.
    """
    me = threading.get_ident()
    with _lock:
        # Only this thread's engines are closed: another's may be grading.
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

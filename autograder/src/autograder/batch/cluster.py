"""Grading through Dask: worker processes here, or a cluster elsewhere.

The coordinator holds a few submissions per worker, never the whole class.  Submissions that are lost when a
worker or the scheduler dies are sent again; each of them gives one result.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import dask.config
import distributed
from distributed.scheduler import DEFAULT_EXTENSIONS

from npml.errors import HostError

from . import messages
from .config import GradingConfig
from .scratch import Scratch
from .session import ConnectionLost, Session, Source
from .work import Job, Result

_dask: Any = distributed  # most of it has no annotations
_LOG = logging.getLogger(__name__)
CONNECT_SECONDS = 10.0
#: How long to wait for a scheduler that went away, or for a worker when there is none.
PATIENCE_SECONDS = 300.0
#: Grading gives up when so many connections in a row broke without a single result.
FRUITLESS = 5
#: No dashboard; any free port for the rest of the scheduler's HTTP server, so that two runs do not collide.
_NO_PAGE = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
#: Extensions to leave out.  `_LIGHT` switches stealing off too, but without effect where extensions are listed.
_UNWANTED = {"stealing", "spans"}
#: Settings without what costs the coordinator memory or time and serves only Dask's dashboard.
_LIGHT = {
    "distributed.admin.low-level-log-length": 0,  # of messages, each of which holds a notebook
    "distributed.admin.system-monitor.interval": "60s",
    "distributed.admin.tick.interval": "1s",
    "distributed.worker.profile.enabled": False,  # also of the scheduler
    "distributed.scheduler.work-stealing": False,  # there is little to steal: few submissions wait at a worker
}


class _NoSpans:
    """Replaces the scheduler's extension that keeps a note of every submission for its dashboard.

    See ``distributed.spans.SpansSchedulerExtension``; workers report to it with each heartbeat.
    """

    def __init__(self, scheduler: Any) -> None:
        del scheduler

    def observe_tasks(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """No task belongs to a span."""
        return {}

    def heartbeat(self, *args: Any) -> None:
        """Nothing is kept."""


def grade_on_cluster(
    jobs: Iterable[Job | Result], config: GradingConfig, *, workers: int = 0, scheduler: str = "",
    patience: float = PATIENCE_SECONDS,
) -> Iterator[Result]:  # fmt: skip
    """Results as they come, one for each job.

    Args:
        jobs: read one by one, as workers have room.
        config: with a bundle if the workers run elsewhere.
        workers: processes to start here, when there is no ``scheduler``.
        scheduler: address of a running cluster.
        patience: seconds without scheduler or workers after which to give up.

    Raises:
        HostError: there is no cluster, or a worker cannot run the sandbox or would grade differently.
    """
    source = Source(jobs)
    if not scheduler:
        with _quiet(), _local(workers) as client:
            yield from Session(client, config, source, "", patience).results()
        return
    with _quiet():
        fruitless = 0
        client = _connect(scheduler)
        while True:
            session = Session(client, config, source, scheduler, patience)
            try:
                with client:
                    yield from session.results()
                return
            except ConnectionLost:
                fruitless = 0 if session.answered else fruitless + 1
            if fruitless == FRUITLESS:
                raise HostError(messages.NO_PROGRESS.format(address=scheduler, count=fruitless))
            _LOG.warning(messages.LOST.format(address=scheduler, seconds=patience))
            client = _connect_again(scheduler, patience)
            _LOG.warning(messages.BACK.format(address=scheduler, count=source.returned))


def _connect(scheduler: str) -> Any:
    try:
        return _dask.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise HostError(messages.NO_SCHEDULER.format(address=scheduler, error=error)) from error


def _connect_again(scheduler: str, patience: float) -> Any:
    """A new connection to a scheduler that went away.

    Raises:
        HostError: it did not come back within ``patience`` seconds.
    """
    deadline = time.monotonic() + patience
    while True:
        left = deadline - time.monotonic()
        try:
            # Dask itself tries again and again within the time that it is given.
            return _dask.Client(scheduler, timeout=max(left, 1.0), set_as_default=False)
        except (OSError, ValueError) as error:
            if time.monotonic() >= deadline:
                raise HostError(messages.GIVEN_UP.format(address=scheduler, error=error)) from error


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    with (
        Scratch("autograder-dask-") as folder,
        dask.config.set({"temporary-directory": str(folder)}),  # the scheduler's own folder lies there too
        _dask.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True,
            scheduler_kwargs=_NO_PAGE | {"extensions": _extensions()},
            local_directory=str(folder), silence_logs=logging.CRITICAL,
        ) as cluster,
        _dask.Client(cluster, set_as_default=False, direct_to_workers=True) as client,
    ):  # fmt: skip
        yield client


def _extensions() -> dict[str, Any]:
    """The scheduler's own extensions, without those that keep notes of finished work."""
    own = {name: item for name, item in DEFAULT_EXTENSIONS.items() if name not in _UNWANTED}
    return own | {"spans": _NoSpans}


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence Dask's own log, since lost workers are reported by us, in Korean; and apply `_LIGHT`."""
    # Dask gives some of its loggers levels of their own.
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with dask.config.set(_LIGHT):
            yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)

"""Grading through Dask: worker processes here, or a cluster elsewhere.

Bounded work in flight: the coordinator never holds more submissions than a few per worker.  A
worker that dies takes at most its own submission along, which then needs a person.
"""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import distributed
from distributed import WorkerPlugin, get_worker

from ..engine import Engine
from ..errors import HostError
from ..results import Graded
from . import messages
from .config import GradingConfig
from .work import Job, Result, grade_job

_dask: Any = distributed  # most of it has no annotations
PLUGIN = "autograder-engine"
#: Submissions in flight per worker: one is graded while the others travel.
IN_FLIGHT = 3


class EnginePlugin(WorkerPlugin):
    """Holds a worker's engine (one per thread): warm from the first submission to the last."""

    name = PLUGIN

    def __init__(self, config: GradingConfig) -> None:
        self._config = config
        self._engines: dict[int, Engine] = {}

    def engine(self) -> Engine:
        """This thread's engine."""
        me = threading.get_ident()
        if me not in self._engines:
            self._engines[me] = self._config.engine()
        return self._engines[me]

    def teardown(self, worker: Any) -> None:
        """End the sandboxes."""
        for engine in self._engines.values():
            engine.close()
        self._engines.clear()


def _engine() -> Engine:
    plugin = get_worker().plugins[PLUGIN]
    assert isinstance(plugin, EnginePlugin)
    return plugin.engine()


def _warm() -> str:
    """Start the engine of a worker; the reason if it cannot."""
    try:
        _engine().start()
    except HostError as error:
        return str(error)
    return ""


def _grade(job: Job) -> Result:
    return grade_job(_engine(), job)


def grade_on_cluster(
    jobs: Iterable[Job | Result], config: GradingConfig, *, workers: int = 0, scheduler: str = ""
) -> Iterator[Result]:
    """Results as they come.

    Args:
        jobs: is read only as far as there is room.
        config: with a bundle when the workers are elsewhere.
        workers: processes to start here, when there is no ``scheduler``.
        scheduler: address of a running cluster.

    Raises:
        HostError: no cluster, or a worker that cannot run the sandbox.
    """
    with _client(workers, scheduler) as client:
        client.register_plugin(EnginePlugin(config), name=PLUGIN)
        addresses = list(client.scheduler_info(n_workers=-1)["workers"])
        if not addresses:
            raise HostError(messages.NO_WORKERS.format(address=scheduler))
        warm = [client.submit(_warm, workers=[address], pure=False) for address in addresses]
        for problem in client.gather(warm):
            if problem:
                raise HostError(problem)
        try:
            yield from _stream(client, iter(jobs), IN_FLIGHT * len(addresses))
        finally:
            client.unregister_worker_plugin(PLUGIN)


def _stream(client: Any, jobs: Iterator[Job | Result], room: int) -> Iterator[Result]:
    running: dict[str, Job] = {}
    completed = _dask.as_completed()
    exhausted = False
    while running or not exhausted:
        while not exhausted and len(running) < room:
            job = next(jobs, None)
            if job is None:
                exhausted = True
            elif isinstance(job, Result):
                yield job
            else:
                future = client.submit(_grade, job, pure=False, retries=0)
                running[future.key] = job
                completed.add(future)
        if running:
            future = next(completed)
            yield _result(future, running.pop(future.key))
            future.release()


def _result(future: Any, job: Job) -> Result:
    if future.status == "finished":
        result: Result = future.result()
        return result
    error = future.exception() if future.status == "error" else None
    message = messages.WORKER_DIED.format(error=type(error).__name__ if error else future.status)
    return Result(job.student, job.unit, "", Graded(job.path, job.student, job.unit, "needs_review", message))


@contextmanager
def _client(workers: int, scheduler: str) -> Iterator[Any]:
    if scheduler:
        try:
            client = _dask.Client(scheduler, timeout="10s")
        except (OSError, ValueError) as error:
            raise HostError(messages.NO_SCHEDULER.format(address=scheduler, error=error)) from error
        with client:
            yield client
        return
    with (
        tempfile.TemporaryDirectory(prefix="autograder-dask-") as folder,
        _dask.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=folder,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        _dask.Client(cluster) as client,
    ):  # fmt: skip
        yield client

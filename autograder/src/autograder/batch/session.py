"""One connection to a cluster: submissions go out, results come in, and only a few are on the way at a time."""

from __future__ import annotations

import contextlib
import logging
import queue
import time
from asyncio import CancelledError
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Any

from distributed.client import ClosedClientError

from npml.errors import AutograderError, HostError

from ..grading.results import Graded
from . import messages, worker
from .config import GradingConfig
from .work import Job, Result

_LOG = logging.getLogger(__name__)
#: Submissions on the way per worker's thread: one is graded while the others travel.
IN_FLIGHT = 3
#: How often a submission whose worker failed is sent anew.  Dask has tried four workers each time.
RETRIES = 1
#: Seconds after which we look again which workers there are, with or without results.
LOOK_SECONDS = 2.0


class ConnectionLost(AutograderError):
    """The scheduler is gone; what was on the way is back in the source."""


class Source:
    """Gives jobs one by one, first those that came back unanswered.

    Attributes:
        returned: how many jobs came back the last time.
    """

    def __init__(self, jobs: Iterable[Job | Result]) -> None:
        self._jobs = iter(jobs)
        self._back: deque[Job] = deque()
        self._failed: Counter[tuple[str, str]] = Counter()
        self.returned = 0

    def next(self) -> Job | Result | None:
        """The next job, or a result that needs no grading; None at the end."""
        return self._back.popleft() if self._back else next(self._jobs, None)

    def give_back(self, jobs: Iterable[Job]) -> None:
        """Take back jobs that were not answered."""
        before = len(self._back)
        self._back.extend(jobs)
        self.returned = len(self._back) - before

    def try_again(self, job: Job) -> bool:
        """Take back a job whose worker failed, unless that happened too often; returns whether it was taken back."""
        key = _key(job)
        self._failed[key] += 1
        again = self._failed[key] <= RETRIES
        if again:
            self._back.append(job)
        else:
            del self._failed[key]
        return again

    def done(self, job: Job) -> None:
        """Forget a job's failures."""
        self._failed.pop(_key(job), None)


class Session:
    """Grades the jobs of a source over one Dask client.

    Attributes:
        answered: how many results came so far.
    """

    def __init__(self, client: Any, config: GradingConfig, source: Source, address: str, patience: float) -> None:
        self._client = client
        self._config = config
        self._source = source
        self._address = address
        self._patience = patience
        self._running: dict[str, tuple[Any, Job]] = {}
        self._completed: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._room = IN_FLIGHT
        self._seen = time.monotonic()  # when there was a worker last
        self._looked = -LOOK_SECONDS
        self._warned = False
        self.answered = 0

    def results(self) -> Iterator[Result]:
        """Results as they come.

        Raises:
            ConnectionLost: the scheduler is gone; another session with a new client can go on.
            HostError: a worker is unfit or would grade differently, or there was none for too long.
        """
        try:
            with _reaching():
                for address in self._look():
                    self._install(address)
            yield from self._stream()
        finally:
            self._source.give_back(job for _, job in self._running.values())
            self._leave()

    def _stream(self) -> Iterator[Result]:
        exhausted = False
        while self._running or not exhausted:
            while not exhausted and len(self._running) < self._room:
                job = self._source.next()
                if job is None:
                    exhausted = True
                elif isinstance(job, Result):
                    yield job
                else:
                    with _reaching():
                        self._send(job)
            if self._running:
                with _reaching():
                    result = self._next_result()
                if result is not None:
                    self.answered += 1
                    yield result
                exhausted = False  # something may have come back

    def _next_result(self) -> Result | None:
        """The next result, None if none came for a while or a job goes out again."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._look()
        try:
            future = self._completed.get(timeout=LOOK_SECONDS)
        except queue.Empty:
            return None
        return self._receive(future)

    def _send(self, job: Job) -> None:
        future = self._client.submit(worker.grade, self._config.key, job, pure=False, retries=0)
        self._running[future.key] = future, job
        future.add_done_callback(self._completed.put)

    def _receive(self, future: Any) -> Result | None:
        """A result, or None when the job goes out again.

        Raises:
            CancelledError: the scheduler is gone.
            HostError: the worker is unfit.
        """
        if future.status == "cancelled":
            raise CancelledError
        error = future.exception() if future.status == "error" else None
        answer = None if error is not None else future.result()
        _, job = self._running.pop(future.key)
        future.release()
        if isinstance(error, (ImportError, AttributeError)):
            raise HostError(messages.FOREIGN.format(error=error))
        if isinstance(answer, worker.Unfit):
            raise HostError(messages.UNFIT.format(worker=answer.worker, reason=answer.reason))
        if isinstance(answer, worker.Missing):
            self._compare(answer.worker, answer.identity)
            self._install(answer.worker)
            self._source.give_back([job])
            return None
        # The machine may be to blame for a judge that failed: try once more before a person is asked.
        failed = answer is None or answer.graded is None or answer.graded.status == "needs_review"
        if failed and self._source.try_again(job):
            return None
        self._source.done(job)
        return answer if answer is not None else _died(job, error)

    def _look(self) -> list[str]:
        """The addresses of the workers; also sets how many submissions may be on the way.

        Raises:
            HostError: there was no worker for too long.
        """
        self._looked = now = time.monotonic()
        threads = self._client.nthreads()
        self._room = IN_FLIGHT * max(sum(threads.values()), 1)
        if threads:
            self._seen, self._warned = now, False
        elif now - self._seen > self._patience:
            raise HostError(messages.NO_WORKERS.format(address=self._address, seconds=self._patience))
        elif not self._warned:
            self._warned = True
            _LOG.warning(messages.WAITING.format(address=self._address, seconds=self._patience))
        return list(threads)

    def _install(self, address: str) -> None:
        answers = self._client.run(worker.install, self._config.key, self._config, workers=[address], on_error="return")
        answer = answers.get(address)
        if isinstance(answer, (ImportError, AttributeError)):
            raise HostError(messages.FOREIGN.format(error=answer))
        if isinstance(answer, tuple):
            self._compare(address, answer)
        # Anything else means that the worker went away; it gets no work.

    @staticmethod
    def _compare(address: str, theirs: worker.Identity) -> None:
        """Check that a worker has the same code and versions as this process.

        Raises:
            HostError: it has not, and might grade differently.
        """
        mine = dict(worker.identity())
        other = dict(theirs)
        differences = ", ".join(
            messages.DIFFERENCE.format(name=name, mine=mine[name], theirs=other.get(name, "?"))
            for name in mine
            if mine[name] != other.get(name)
        )
        if differences:
            raise HostError(messages.DIFFERENT.format(worker=address, differences=differences))

    def _leave(self) -> None:
        """Cancel what is on the way and free the workers' memory; a scheduler that is gone is not waited for."""
        interrupted = bool(self._running)
        futures = [future for future, _ in self._running.values()]
        self._running.clear()
        if self._client.status != "running":
            return
        with contextlib.suppress(Exception):
            self._client.cancel(futures)
            if not interrupted:  # else an engine may be at work; the worker ends it later
                self._client.run(worker.forget, self._config.key, on_error="ignore")


@contextlib.contextmanager
def _reaching() -> Iterator[None]:
    """Wraps calls to the scheduler.

    Raises:
        ConnectionLost: in place of Dask's own errors when the scheduler is gone.
    """
    try:
        yield
    except (CancelledError, OSError, TimeoutError, ClosedClientError) as error:
        raise ConnectionLost from error


def _key(job: Job) -> tuple[str, str]:
    return job.submission.path, job.submission.digest


def _died(job: Job, error: BaseException | None) -> Result:
    it = job.submission
    message = messages.WORKER_DIED.format(error=type(error).__name__)
    return Result(it.student, it.unit, Graded(it.path, it.student, it.unit, "needs_review", message), reasons=job.reasons)

"""Asks the sandbox for a student's outcomes, within an exercise's time."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack

from npml.core.program import Outcome
from npml.errors import ProtocolError, SandboxError, SandboxTimeout

from ..sandbox.snapshot import Packed
from .model import Session, Snapshot, Steps


class Handover:
    """A session that keeps the snapshot of ``first`` for others, and so saves forks.

    ``first`` is the quiz: only its answers are read, and no code of an exercise has run in that snapshot yet.  The next
    exercise takes it (`snapshot`); or all exercises are asked in it first (`shared`), and whoever is not right there is
    asked in a snapshot of its own.  A snapshot in which something failed is not used again.
    """

    def __init__(self, session: Session, first: str) -> None:
        self._session = session
        self.rebound, self.states = session.rebound, session.states
        self._first = first
        self._kept: tuple[Snapshot, ExitStack] | None = None

    @contextlib.contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[Snapshot]:
        """As `Session.snapshot`."""
        with ExitStack() as stack:
            if self._kept is None or not exercise:  # a kept snapshot has left the end's state of names for good
                snapshot = stack.enter_context(self._session.snapshot(exercise, seconds))
            else:
                (snapshot, held), self._kept = self._kept, None
                stack.enter_context(held)
                snapshot.use(exercise)
                snapshot.allow(seconds)
            yield snapshot
            if exercise == self._first:
                self._kept = snapshot, stack.pop_all()

    @contextlib.contextmanager
    def shared(self, exercise: str, seconds: float) -> Iterator[Snapshot]:
        """The snapshot in which all exercises are asked; if that raises, it is ended, and the next gets another.

        Raises:
            SandboxError: none can be made.
        """
        if self._kept is None:
            with ExitStack() as stack:
                snapshot = stack.enter_context(self._session.snapshot(exercise, seconds))
                self._kept = snapshot, stack.pop_all()
        snapshot, held = self._kept
        snapshot.use(exercise)
        snapshot.allow(seconds)
        try:
            yield snapshot
        except BaseException:
            self._kept = None
            # What a dying snapshot still sends does not matter; errors of the host must get through.
            with contextlib.suppress(SandboxError, ProtocolError):
                held.close()
            raise

    def close(self) -> None:
        """End the kept snapshot, if no exercise has taken it."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept[1].close()


class Asker:
    """Asks the snapshot of one exercise; after a crash or hang the next category gets a fresh one.

    All questions together have ``deadline`` seconds.  When these are used up (by a hang), the next
    categories get half as many, then a quarter, and so on.  So an endless loop in one edge case
    costs only that category, and the whole takes less than twice the deadline.
    """

    def __init__(self, session: Session, exercise: str, deadline: float) -> None:
        self._session = session
        self._exercise = exercise
        self._grant = deadline
        self._left = deadline
        self._context: AbstractContextManager[Snapshot] | None = None
        self._snapshot: Snapshot | None = None

    def __enter__(self) -> Asker:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def ask_all(self, programs: Sequence[Steps], packed: Packed | None = None) -> Iterator[tuple[Sequence[Outcome], str]]:
        """For each case its outcomes and ""; at the first failure [] and its kind (crash, hang, garbled), then no more.

        Args:
            programs, packed: as for `Snapshot.ask_all`.
        """
        answers: Iterator[Sequence[Outcome]] | None = None
        got: Sequence[Outcome]
        for steps in programs:
            start = time.monotonic()
            try:
                if answers is None:
                    snapshot = self._ready()
                    answers = snapshot.ask_all(programs) if packed is None else snapshot.ask_all(programs, packed)
                got, failure = next(answers), ""
                if len(got) > len(steps):
                    got, failure = [], "garbled"
            except ProtocolError:
                got, failure = [], "garbled"
            except SandboxTimeout:
                got, failure = [], "hang"
            except SandboxError:
                got, failure = [], "crash"
            self._left -= time.monotonic() - start
            if not failure and self._left <= 0:
                got, failure = [], "hang"
            if failure:
                self._close()
                if failure == "hang" or self._left <= 0:
                    self._grant /= 2
                    self._left = self._grant
            yield got, failure
            if failure:
                return

    def _ready(self) -> Snapshot:
        if self._snapshot is None:
            self._context = self._session.snapshot(self._exercise, self._left)
            self._snapshot = self._context.__enter__()
        return self._snapshot

    def _close(self) -> None:
        context, self._context, self._snapshot = self._context, None, None
        if context is not None:
            # What a dying snapshot still sends does not matter; errors of the host must get through.
            with contextlib.suppress(SandboxError, ProtocolError):
                context.__exit__(None, None, None)

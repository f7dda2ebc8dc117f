"""The pool of hidden cases: a few sets for each category, drawn from the course's secret.

Which set a student gets decides a keyed hash, so that nobody knows his own, and a second grading asks the same.  What is
made of a set (what the reference gives, the packed request, what the bank's mistakes give) serves all who get it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

import numpy as np

from npml.core.compare import Problem
from npml.core.program import Outcome
from npml.core.wire import Request, pack_frame, unpack_frame, unpack_outcomes
from npml.errors import ProtocolError

from ..authoring.unit import Unit
from ..authoring.vocabulary import Category, Exercise, Mistake
from ..inside.borrowed import open_frame
from .cases import Drawn, draw, find_problem, size_of
from .model import Snapshot
from .right import Right, right_of
from .sealing import sealed_answers
from .shelf import Shelf

#: Sets for each category.
SETS = 8
#: Bytes of the sets' arrays, and of what mistakes give, above which the oldest are dropped.
MAX_ARRAYS, MAX_BANK = 48 << 20, 48 << 20
#: Bytes of the sealed answers that are kept.
MAX_SEALED = 16 << 20
#: Of each set, so many answers are known again by their digests.
MAX_JUDGED = 256


class _Bank(dict[Mistake, list[Outcome]]):
    """What mistakes give on one case; when all cases together hold too much, all begin anew."""

    def __init__(self, pool: Pool) -> None:
        super().__init__()
        self._pool = pool

    def __setitem__(self, item: Mistake, outcomes: list[Outcome]) -> None:
        self._pool.note(self, sum(map(size_of, outcomes)))
        super().__setitem__(item, outcomes)


class Judged(Sequence[Outcome]):
    """An answer that was judged by its bytes; it is taken apart when somebody looks at it.

    Attributes:
        problem: what is wrong with it, if anything.
        recognised: it is what `Right` knows to be right.
    """

    def __init__(self, take: Callable[[], list[Outcome]], problem: Problem | None, *, recognised: bool = False) -> None:
        self._take, self.problem, self.recognised = take, problem, recognised

    @cached_property
    def _outcomes(self) -> list[Outcome]:
        return self._take()

    def __len__(self) -> int:
        return len(self._outcomes)

    @overload
    def __getitem__(self, index: int) -> Outcome: ...
    @overload
    def __getitem__(self, index: slice) -> list[Outcome]: ...
    def __getitem__(self, index: int | slice) -> Outcome | list[Outcome]:
        return self._outcomes[index]


class Questions(Sequence[Drawn]):
    """A set of a category's hidden cases.

    Args:
        draw: draws them, when they are needed themselves.
        seal: gives what `sealed` gives.
        request: all cases, packed.
        rights: how right answers look, where that can be told.
    """

    def __init__(
        self, draw: Callable[[], Sequence[Drawn]], seal: Callable[[Sequence[Drawn], Collection[str]], bytes],
        request: Request | None = None, rights: Sequence[Right | None] | None = None,
    ) -> None:  # fmt: skip
        self._draw, self._seal = draw, seal
        self.request = request or Request.of([item.case.steps for item in self.drawn])
        self._rights = rights or [None if item.case.alone else right_of(item.case, item.want) for item in self.drawn]
        self._judged: dict[bytes, Problem | None] = {}

    def __len__(self) -> int:
        return self.request.count

    @overload
    def __getitem__(self, index: int) -> Drawn: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Drawn]: ...
    def __getitem__(self, index: int | slice) -> Drawn | Sequence[Drawn]:
        return self.drawn[index]

    @property
    def size(self) -> int:
        """Bytes of the arrays in the request and in right answers."""
        return len(self.request.body) + sum(len(right.parts[1]) for right in self._rights if right is not None)

    @cached_property
    def drawn(self) -> Sequence[Drawn]:
        """The cases, with what the reference gives."""
        return self._draw()

    def pack(self) -> bytes:
        """All but the cases themselves as bytes, for `unpack`."""
        said: list[list[object] | None] = []
        buffers = [self.request.body]
        for right in self._rights:
            if right is None:
                said.append(None)
                continue
            text, body, *rest = right.parts
            said.append([text.decode(), *rest])
            buffers.append(body)
        tree = [self.request.cases.decode(), self.request.sizes.decode(), self.request.count, said]
        return pack_frame(tree, buffers)

    @classmethod
    def unpack(
        cls, draw: Callable[[], Sequence[Drawn]], seal: Callable[[Sequence[Drawn], Collection[str]], bytes], content: bytes
    ) -> Questions:
        """The set whose bytes these are: `pack` made them, for the same cases."""
        (cases, sizes, count, said), (body, *bodies) = open_frame(content)
        left = iter(bodies)
        rights = [None if item is None else Right(item[0].encode(), next(left), *item[1:]) for item in said]
        return cls(draw, seal, Request(cases.encode(), sizes.encode(), body, count), rights)

    def sealed(self, names: Collection[str]) -> bytes:
        """As `sandbox.snapshot.Packed.sealed`."""
        return self._seal(self.drawn, names)

    def all_right(self, snapshot: Snapshot) -> bool:
        """Ask all cases; whether each answer is right.

        Raises:
            SandboxError, ProtocolError: the snapshot failed and must not be used again.
        """
        begin, answers = snapshot.ask_together(self.request)
        return all(self.read(at, begin, *answer).problem is None for at, answer in enumerate(answers))

    def read(self, at: int, begin: bytes, header: bytes, body: bytes) -> Judged:
        """As `sandbox.snapshot.Packed.read`; what was judged once is not judged again."""
        begin += b"%d" % at
        if not header.startswith(begin + b","):
            raise ProtocolError("an answer to no question")
        text, right = header[len(begin) :], self._rights[at]

        def take() -> list[Outcome]:
            tree, buffers = unpack_frame(header, body)
            steps = self.drawn[at].case.steps
            got = unpack_outcomes(tree.get("outcomes"), buffers, steps) if isinstance(tree, dict) else []
            if not isinstance(tree, dict) or len(got) > len(steps):
                raise ProtocolError("an answer to no question")
            return got

        with np.errstate(all="ignore"):
            if right is not None and right.accepts(text, body):
                return Judged(take, None, recognised=True)
        digest = hashlib.sha256(b"%d\0%d\0%b%b" % (at, len(text), text, body)).digest()
        if digest not in self._judged:
            got, item = take(), self.drawn[at]
            if len(self._judged) == MAX_JUDGED:
                self._judged.clear()
            self._judged[digest] = find_problem(item.case, got, item.want)
            return Judged(lambda: got, self._judged[digest])
        return Judged(take, self._judged[digest])


class Pool:
    """The sets of a course's units; not for several threads at once.

    Args:
        secret: the course's.
        shelf: keeps what is made of a set for other workers and the next run.
    """

    def __init__(self, secret: bytes, shelf: Shelf | None = None) -> None:
        self._secret, self._shelf = secret, shelf
        self._kept: OrderedDict[tuple[str, ...], Questions] = OrderedDict()
        self._answers: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._size = self._noted = self._answered = 0
        self._banks: dict[int, _Bank] = {}

    def questions(self, unit: Unit, exercise: Exercise, category: Category, seed: bytes) -> Questions:
        """The set that a student gets.

        Args:
            unit, exercise, category: which questions.
            seed: the student's, for this unit.

        Raises:
            JudgeError: as `judge.cases.draw`.
        """
        number = which(seed, exercise.name, category.name)
        key = (unit.name, exercise.name, category.name, str(number))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        found = self._kept[key] = self._questions(unit, exercise, category, number)
        self._size += found.size
        while self._size > MAX_ARRAYS and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1].size
        return found

    def _questions(self, unit: Unit, exercise: Exercise, category: Category, number: int) -> Questions:
        def cases() -> Sequence[Drawn]:
            drawn = draw(unit, exercise, category, set_seed(self._secret, number))
            return [replace(item, bank=_Bank(self)) for item in drawn]

        place = (exercise.name, category.name, str(number))

        def seal(drawn: Sequence[Drawn], names: Collection[str]) -> bytes:
            return self._sealed(unit, place, drawn, tuple(sorted(names)))

        if self._shelf is None:
            return Questions(cases, seal)
        name = "\0".join((unit.name, unit.fingerprint, *place))
        if (content := self._shelf.get(name)) is not None:
            return Questions.unpack(cases, seal, content)
        found = Questions(cases, seal)
        self._shelf.put(name, found.pack())
        return found

    def _sealed(self, unit: Unit, place: tuple[str, ...], drawn: Sequence[Drawn], names: tuple[str, ...]) -> bytes:
        """The sealed answers to the reference's calls in a set; the oldest are dropped when all hold too much."""
        key = (unit.name, *place, *names)
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        name = "\0".join(("sealed", unit.fingerprint, *key))
        found = None if self._shelf is None else self._shelf.get(name)
        if found is None:
            found = sealed_answers(unit, [item.case.steps for item in drawn], names)
            if self._shelf is not None:
                self._shelf.put(name, found)
        self._answers[key] = found
        self._answered += len(found)
        while self._answered > MAX_SEALED and len(self._answers) > 1:
            self._answered -= len(self._answers.popitem(last=False)[1])
        return found

    def hidden(self, unit: Unit, exercise: Exercise, category: Category, seed: bytes) -> Sequence[Drawn]:
        """A student's hidden cases of a category; as `judge.cases.draw`."""
        return self.questions(unit, exercise, category, seed).drawn

    def note(self, bank: _Bank, size: int) -> None:
        """Account for what a bank is about to hold."""
        if self._noted + size > MAX_BANK:
            for other in self._banks.values():
                other.clear()
            self._banks.clear()
            self._noted = 0
        self._noted += size
        self._banks[id(bank)] = bank


def which(seed: bytes, exercise: str, category: str) -> int:
    """The number of the set that the student with this seed gets."""
    digest = hmac.new(seed, f"{exercise}\0{category}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest, "big") % SETS


def set_seed(secret: bytes, number: int) -> bytes:
    """The seed from which a set is drawn."""
    return hmac.new(secret, b"set\0%d" % number, hashlib.sha256).digest()

"""Mutation testing of a unit's hidden cases: every small change of a reference should lose points.

In addition to the hand-written bank, each solution is changed in one place at a time, or gets one of the slips that
students make around a whole function (`mutation`), and the hidden cases judge it.  If a mutant keeps full points,
either it is equivalent, and the unit's ``equivalent.toml`` lists it with the reason, or a case is missing.

Source of the method: DeMillo, Lipton, Sayward, "Hints on Test Data Selection", 1978.
"""

from __future__ import annotations

import ast
import signal
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import numpy as np

from npml.core.program import run

from ...authoring.unit import SOLUTION, Unit, tag_of
from ...judge.cases import Drawn, draw
from . import messages
from .lab import SEEDS, run_audit
from .mutation import slip
from .mutation.places import of_class, placed
from .mutation.seen import targets, value_kinds
from .mutation.sites import Mutant
from .mutation.syntax import classical
from .mutation.whole import wrapped

EQUIVALENT = "equivalent.toml"
SECONDS = 5.0


def mutants_of(unit: Unit, exercise: str) -> list[Mutant]:
    """The classical mutants of one exercise's solution, whose source runs without the module `mutation.slip`."""
    return _unique(classical(ast.parse(_source(unit, exercise)), exercise))


def slips_of(unit: Unit, exercise: str, drawn: Sequence[Drawn]) -> list[Mutant]:
    """The other mutants, chosen by what the hidden cases do with the solution; they call `mutation.slip` as ``slip``."""
    source = _source(unit, exercise)
    tree = ast.parse(source)
    line = next(getattr(node, "lineno", 0) for node in tree.body if getattr(node, "name", "") == exercise)
    seen = targets(unit, exercise, drawn)
    return _unique([
        *placed(tree, exercise, value_kinds(unit, exercise, tree, drawn)),
        *of_class(tree, exercise, seen),
        *wrapped(source, line, exercise, seen),
    ])  # fmt: skip


def _source(unit: Unit, exercise: str) -> str:
    return str(next(c for c in unit.lesson.cells if tag_of(c) == (SOLUTION, exercise)).source)


def _unique(found: Sequence[Mutant] | Iterator[Mutant]) -> list[Mutant]:
    return list({mutant.source: mutant for mutant in found}.values())


class TooLong(BaseException):
    """Raised in a mutant that loops.  It is a BaseException, so that ``except Exception`` under test does not catch it."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """A context that raises `TooLong` after so many seconds of CPU time, which a busy machine does not use up.

    It works in the main thread only.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    previous = signal.signal(signal.SIGPROF, stop)
    # It is raised again every second, because the program runner catches whatever a case raises.
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, previous)


def hidden_cases(unit: Unit, exercise: str, seed: bytes = SEEDS[0]) -> list[Drawn]:
    """The hidden cases of an exercise with what the reference gives on them, those of the core first."""
    item = unit.exercise(exercise)
    ordered = sorted(item.categories, key=lambda category: not category.core)
    return [case for category in ordered for case in draw(unit, item, category, seed)]


def load(unit: Unit, mutant: Mutant) -> dict[str, object] | None:
    """The reference's names with the mutant in the place of its exercise, or None when its source cannot be executed."""
    names = unit.namespace() | {"slip": slip}
    try:
        exec(compile(mutant.source, "<mutant>", "exec"), names)  # noqa: S102 - our own code
        return unit.namespace({mutant.exercise: names[mutant.exercise]})
    except Exception:  # noqa: BLE001 - a mutant may raise anything
        return None


def survives(unit: Unit, mutant: Mutant, drawn: Sequence[Drawn] | None = None) -> bool:
    """Whether a mutant keeps full points, because no hidden case (by default newly drawn) shows a problem."""
    cases = hidden_cases(unit, mutant.exercise) if drawn is None else drawn
    try:
        with limit(SECONDS):
            names = load(unit, mutant)
            return names is not None and all(_passes(item, names) for item in cases)
    except TooLong:
        return False


def _passes(item: Drawn, names: Mapping[str, object]) -> bool:
    """Whether the names answer a case rightly, and not by chance.

    A mutant may leave parts of an `np.empty` array unwritten.  In memory where a right result has just been freed,
    these parts would be right by chance, so such memory is filled with another number first.
    """
    for outcome in item.want:
        for value in outcome.value if isinstance(outcome.value, (tuple, list)) else (outcome.value,):
            if isinstance(value, np.ndarray):
                np.full(value.shape, 77, value.dtype)
    return item.judge(run(item.case.steps, names)) is None


def known_equivalents(unit: Unit) -> dict[tuple[str, str], str]:
    """The reasons from the unit's equivalent.toml, by (exercise, change)."""
    path = unit.folder / EQUIVALENT
    if not path.is_file():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    return {(entry["exercise"], entry["change"]): entry["reason"] for entry in entries}


@dataclass(frozen=True)
class Survey:
    """The mutants of a unit: how many, how many equivalent, and which survive unlisted."""

    total: int
    equivalent: int
    survivors: tuple[Mutant, ...]
    stale: tuple[tuple[str, str], ...]  # (exercise, change) listed as equivalent that no longer survive


def survey(unit: Unit) -> Survey:
    """Judge every mutant of a unit's references."""
    known = known_equivalents(unit)
    total, alive = 0, []
    for name in unit.solution_names:
        drawn = hidden_cases(unit, name)
        every = [*mutants_of(unit, name), *slips_of(unit, name, drawn)]
        total += len(every)
        alive += [mutant for mutant in every if survives(unit, mutant, drawn)]
    keys = {(mutant.exercise, mutant.change) for mutant in alive}
    survivors = tuple(mutant for mutant in alive if (mutant.exercise, mutant.change) not in known)
    return Survey(total, len(alive) - len(survivors), survivors, tuple(sorted(set(known) - keys)))


def report(unit: Unit) -> bool:
    """Print the survivors of a unit; True when there are none, and its list of equivalent mutants is up to date."""
    result = survey(unit)
    counts = {"total": result.total, "equivalent": result.equivalent, "survivors": len(result.survivors)}
    failed = result.total - result.equivalent - len(result.survivors)
    print(messages.SURVEY.format(unit=unit.name, failed=failed, **counts))
    for mutant in result.survivors:
        print(f"  {mutant.exercise}: {mutant.change}")
    if result.survivors:
        print(messages.SURVIVORS)
    for exercise, change in result.stale:
        print(messages.STALE.format(exercise=exercise, file=EQUIVALENT, change=change))
    return not (result.survivors or result.stale)


if __name__ == "__main__":
    raise SystemExit(run_audit(report, messages.HELP_MUTANTS, None))

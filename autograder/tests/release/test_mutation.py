"""Do mutants find the holes in hidden cases, and does each slip do what it says?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from autograder.release.audit import mutants
from autograder.release.audit.mutants import hidden_cases, mutants_of, slips_of, survey, survives
from autograder.release.audit.mutation import slip
from autograder.release.audit.mutation.sites import Mutant

X, Y = np.arange(80.0).reshape(40, 2), np.arange(40)


def total(X: Any, y: Any = None, scale: float = 2.0) -> Any:
    """A function to slip around: new arrays from its arguments."""
    return scale * np.asarray(X, dtype=np.float64) if y is None else scale * X.T @ y


@pytest.fixture
def toy(toy_project: Path, tmp_path: Path) -> Path:
    """A copy of the template's unit, whose hidden cases find every mutant; to be weakened."""
    folder = tmp_path / "13_toy"
    folder.mkdir()
    for path in (toy_project / "solutions" / "13_toy").glob("*.py"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def weaken(folder: Path, pattern: str) -> set[str]:
    """The survivors' changes after something is taken from the hidden cases."""
    path = folder / "hidden.py"
    text, count = re.subn(
        pattern, "1.0," if pattern.startswith("1e") else "", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert count, pattern
    path.write_text(text, encoding="utf-8")
    return {mutant.change.partition(" → ")[2] for mutant in survey(Unit(folder)).survivors}


def test_a_new_unit_starts_without_survivors(toy: Path) -> None:
    """Do the hidden cases of the template find every mutant?"""
    result = survey(Unit(toy))
    assert result.total >= 20
    assert not [mutant.change for mutant in result.survivors]


@pytest.mark.parametrize(
    ("without", "slips"),
    [
        (r"^.*size=\(1001, 2\).*$", {"first(column_mean, 'X', 0, 1000)", "last(column_mean, 'X', 0, 50)", "first(column_mean, 'X', 0, 32)"}),
        (r"^.*size=\(2, 33\).*$", {"first(column_mean, 'X', -1, 10)"}),
        (r"^.*again\(\"column_mean\".*$", {"by_identity(column_mean, 'X')", "by_value(column_mean)", "buffered(column_mean)"}),
        (r"^.*(uint8|2\*\*62).*$", {"narrowed(column_mean, 'X', 'int8')"}),
        (r"1e-7, 1e6", {"zeroed(column_mean, 1e-06)", "rounded(column_mean, 8)", "clipped(column_mean, 'X', 500.0)"}),
    ],
)  # fmt: skip
def test_a_hole_in_the_hidden_cases_shows(toy: Path, without: str, slips: set[str]) -> None:
    """Does a slip survive as soon as the case is gone that finds it?"""
    assert weaken(toy, without) >= {f"slip.{call}" for call in slips}


def test_survival_is_full_points(toy: Path) -> None:
    """Is the reference itself a survivor, and does whatever cannot be loaded lose?"""
    unit = Unit(toy)
    first = mutants_of(unit, "column_mean")[0]
    same = Mutant("column_mean", 1, "nothing", str(next(c.source for c in unit.lesson.cells if "np.sum" in c.source)))
    assert survives(unit, same)
    assert not survives(unit, first)
    assert not survives(unit, Mutant("column_mean", 1, "nothing", "column_mean = unknown"))


def test_classical_mutants_need_nothing_else(toy: Path) -> None:
    """Can a benchmark write a classical mutant into a notebook, and is every other one told apart?"""
    unit = Unit(toy)
    assert not any("slip" in mutant.source for mutant in mutants_of(unit, "column_mean"))
    assert all("slip" in m.source for m in slips_of(unit, "column_mean", hidden_cases(unit, "column_mean")))


@pytest.mark.parametrize("rows", [32, 33])
def test_cut_arguments_go_together(rows: int) -> None:
    """Is what has as many rows cut as well, and nothing at all when there are few?"""
    want = total(X[:32], Y[:32])
    got = slip.first(total, "X", 0, 32)(X[:rows], Y[:rows])
    np.testing.assert_array_equal(got, want)
    np.testing.assert_array_equal(slip.last(total, "X", 0, 8)(X, y=Y), total(X[-8:], Y[-8:]))


def test_falsy_arguments_and_results() -> None:
    """Is 0 taken for "not given", for None, for "nothing found", for "leave it"?"""
    assert slip.defaulted(total, "scale")(X, None, 0.0)[1, 0] == 4.0
    assert slip.none_for_zero(lambda x: x)(0.0) is None
    assert slip.nothing_for_zero(lambda x: (3, x, 0.5), 1)(0.0) == (None, None, 0.0)
    kept = slip.kept_rows(lambda x: x * [[0.0], [1.0]], "x")(np.ones((2, 2)) * 5.0)
    np.testing.assert_array_equal(kept, [[5.0, 5.0], [5.0, 5.0]])
    step = slip.skipped_zeros(lambda p, g: p - g - 1.0, "p", "g")
    np.testing.assert_array_equal(step(np.array([1.0, 2.0]), np.array([0.0, 1.0])), [1.0, 0.0])


def test_kept_between_calls() -> None:
    """Is a result stale after its argument was filled anew, and is memory shared where it should not be?"""
    array = np.ones(3)
    stale = slip.by_identity(total, "X")
    stale(array)
    array[:] = 7.0
    np.testing.assert_array_equal(stale(array), [2.0, 2.0, 2.0])
    same, buffer, shape = slip.by_value(total), slip.buffered(total), slip.by_shape(total)
    assert same(array) is same(array.copy())
    assert same(array) is not same(array + 1.0)
    assert buffer(array) is buffer(array + 1.0)
    np.testing.assert_array_equal(shape(array), shape(array + 1.0))
    assert slip.same_object(total, "X")(array, scale=1.0) is array


def test_near_and_narrow() -> None:
    """Are small results zero, ties near, sums without their small parts, and labels too narrow?"""
    assert slip.zeroed(float, 1e-6)(1e-7) == 0.0
    assert slip.rounded(float, 8)(1.23456789123) == 1.23456789
    assert slip.near_argmin(np.array([[1.0 + 1e-9, 1.0]]), axis=1)[0] == 0
    assert np.sum(slip.large_only([1000, 9])) == 1000
    assert slip.narrow(lambda x: x, "int8")(np.array([200]))[0] == -56
    assert slip.widened(np.array([2**63 + 1], dtype=np.uint64))[0] < 0


def test_a_mutant_that_loops_is_stopped(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is an endless loop counted as caught, after some CPU and not after some waiting?"""
    monkeypatch.setattr(mutants, "SECONDS", 0.2)
    endless = Mutant("column_mean", 1, "loops", "def column_mean(X):\n    while True:\n        pass\n")
    assert not survives(Unit(toy), endless)

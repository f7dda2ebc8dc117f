"""Does the measure of names outside the bank find the wrong ones, and leave the true ones alone?"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from autograder.release.audit import messages, outside
from autograder.release.audit.lab import verdict_on
from autograder.release.audit.outside import answers, measure
from autograder.release.audit.truth import Fresh
from autograder.release.chance import steady
from autograder.release.checks import visible_values
from autograder.release.notebooks import canonical_json
from npml.core.steps import Call
from npml.student.unitfile import load

NAME = "column_mean"


@pytest.fixture
def toy(toy_project: Path, tmp_path: Path) -> Path:
    """A copy of the template's unit, to be changed."""
    folder = tmp_path / "13_toy"
    folder.mkdir()
    for path in (toy_project / "solutions" / "13_toy").glob("*.py"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def add(folder: Path, file: str, text: str) -> None:
    """More text at the end of a unit's file."""
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(
            "\n\nimport numpy as np\nfrom autograder.authoring import wrong\n" + text if file == "mistakes.py" else text
        )


def judged(folder: Path, mistake: str, answer: Callable[..., Any]) -> str:
    """Why the name of a mistake, whose function's body is given, is wrong for an answer."""
    add(
        folder,
        "mistakes.py",
        f"\n\nimport math\n\n\ndef tried(X):\n{mistake}\n\n\nMISTAKES += (wrong('{NAME}', 'tried', tried, says='말'),)\n",
    )
    return Fresh(Unit(folder), NAME).why_wrong("tried", lambda: answer)


def refuses_one_row(X: Any) -> Any:
    """Wrong for one row only, by a statement of its own."""
    if len(X) == 1:
        raise ValueError("X needs two rows at least")
    return np.mean(X, axis=0, dtype=float)


def loops_over_numbers(X: Any) -> Any:
    """Raises a TypeError wherever it is called."""
    return [sum(row) for row in 3.0]  # type: ignore[attr-defined]


def sums_and_refuses(X: Any) -> Any:
    """Two slips at once, of which one has a name."""
    refuses_one_row(X)
    return np.sum(X, axis=0) * 1.0


@pytest.mark.parametrize(
    ("mistake", "answer", "why"),
    [
        ("    return X.sum(axis=0) * 1.0", lambda X: np.add.reduce(X, axis=0) * 1.0, ""),
        ("    return X.sum(axis=0) * 2.0", lambda X: np.add.reduce(X, axis=0) * 1.0, "FAILS_DIFFERENTLY"),
        # It would fail where the answer is right: a student who hears it has been misled.
        ("    return X.sum(axis=0) * 1.0", lambda X: X.mean(axis=0) if len(X) < 5 else X.sum(axis=0) * 1.0, "ANSWER_PASSES"),
        # It fits on some seeds by chance.
        ("    return X.sum(axis=0) / (len(X) + 1)", lambda X: X.sum(axis=0) / (len(X) + (X.flat[0] > 2.0)), "ANSWER_PASSES"),
        # The same well-known error, in other words, and no more.
        ("    return list(len(X))", loops_over_numbers, "ERRORS_ALONE"),
        # The same class of exception with another meaning.
        ("    return math.exp(X)", loops_over_numbers, "FAILS_DIFFERENTLY"),
        ("    if len(X) == 1:\n        raise ValueError('m')\n    return X.mean(axis=0)", refuses_one_row, ""),
        # Its values are wrong, and it would hear of one row first.
        ("    if len(X) == 1:\n        raise ValueError('m')\n    return X.mean(axis=0)", sums_and_refuses, "NOT_THE_CORE"),
        ("    return np.sum(X, axis=0, dtype=float) / X.shape[0]", np.sum, "MISTAKE_PASSES"),
    ],
)  # fmt: skip
def test_a_name_is_true_or_not(toy: Path, mistake: str, answer: Callable[..., Any], why: str) -> None:
    """Is a name wrong exactly when the answer does not do what the mistake does?"""
    found = judged(toy, mistake, answer)
    said = re.escape(getattr(messages, why)).replace(r"\{category\}", ".*").replace(r"\{kind\}", ".*") if why else ""
    assert re.fullmatch(said, found), found


def test_a_name_for_everything_is_wrong(toy: Path) -> None:
    """Does a property that takes every wrong value for one mistake of the bank show up, where the values do not refute it?"""
    before, _ = measure(Unit(toy))
    assert not before.misled
    hidden = toy / "hidden.py"
    text = hidden.read_text(encoding="utf-8").replace("size=(m, n))))", "size=(m, n))), verify=catch_all)", 1)
    hidden.write_text(text, encoding="utf-8")
    add(toy, "hidden.py", (
        "\n\ndef catch_all(got, want):\n    a, b = got[0].value, want[0].value\n"
        "    return None if np.shape(a) == np.shape(b) and np.allclose(a, b) else 'sum'\n"
    ))  # fmt: skip
    graded, _ = measure(Unit(toy))
    assert len(graded.misled) >= 2
    assert all("sum" in item.wrong for item in graded.misled)


def test_one_name_for_all_is_wrong(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a diagnosis that always gives the same two names show up, and is a helper that is right blamed in vain?"""
    add(toy, "mistakes.py", f"\n\nMISTAKES += (edit('{NAME}', 'times', ' / ', ' * ', says='말'),)\n")
    unit = Unit(toy)

    def naming(*args: Any, **kwargs: Any) -> Any:
        return replace(verdict_on(*args, **kwargs), diagnoses=("times", "other:key"))

    monkeypatch.setattr(outside, "verdict_on", naming)
    graded, _ = measure(unit)
    assert graded.share == 1.0
    assert graded.nameless == 0
    wrong = [item.wrong for item in graded.failed]
    assert all(item["other:key"] == messages.HELPER_IS_RIGHT.format(name="other") for item in wrong)
    assert sum("times" not in item for item in wrong) == 1  # the mutant that has * for /


def test_the_check_is_measured_on_the_same_answers(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is a text of the visible check a name, and a wrong one where it is not true?"""
    unit = Unit(toy)
    path = toy / "checks.json"
    path.write_bytes(canonical_json(visible_values(unit)).encode())
    _, checked = measure(unit, visible=load(path))
    assert checked.failed
    texts = {item.key: item.says for item in unit.mistakes}

    class Always:
        says = texts["median"]

    monkeypatch.setattr(outside, "likely", lambda *args: Always)
    _, always = measure(unit, visible=load(path))
    assert always.nameless == 0
    assert always.share > 0.9 > checked.share


def test_answers_start_anew(toy: Path) -> None:
    """Is nothing left in an answer of an earlier use?"""
    kept = next(answer for answer in answers(Unit(toy), NAME) if "buffered" in answer.says)
    first, second = kept.make(), kept.make()
    array = np.ones((2, 2))
    assert first(array) is first(array)
    assert first(array) is not second(array)


def test_measurements_can_be_repeated() -> None:
    """Are fresh draws the same in every measurement, unlike one another, and all as it was afterwards?"""
    fresh, state = np.random.default_rng, np.random.get_state(legacy=False)["state"]["key"].tolist()  # noqa: NPY002
    draws = []
    for _ in range(2):
        with steady():
            draws.append([np.random.default_rng().random(), np.random.default_rng().random(), np.random.rand()])  # noqa: NPY002
    assert draws[0] == draws[1]
    assert draws[0][0] != draws[0][1]
    assert np.random.default_rng is fresh
    assert np.random.get_state(legacy=False)["state"]["key"].tolist() == state  # noqa: NPY002
    assert not math.isnan(draws[0][0])


def test_the_luck_of_a_case_with_a_seed_is_looked_for_under_other_seeds(toy: Path) -> None:
    """Does a mistake that always fails a case as it was drawn still count as lucky, if other draws let it pass?"""
    fresh = Fresh(Unit(toy), NAME)

    def by_sign(X: Any) -> Any:
        return np.mean(X, axis=0, dtype=float) + (X.flat[0] < 0)

    def never_right(X: Any) -> Any:
        return np.mean(X, axis=0, dtype=float) + 1.0

    drawn = [(index, item.case.steps[0]) for index, item in enumerate(fresh._cases)]
    failing = [
        index
        for index, step in drawn
        if isinstance(step, Call) and isinstance(step.args[0], np.ndarray) and step.args[0].flat[0] < 0
    ]
    assert failing
    assert fresh._lucky(failing[0], by_sign)
    assert not fresh._lucky(failing[0], never_right)

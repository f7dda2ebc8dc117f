"""Is a part of a big exercise green as soon as it is right, whatever the other parts give?"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.release.checks import visible_values
from autograder.release.notebooks import canonical_json
from npml.core.steps import Call
from npml.student import records
from npml.student.checking import check
from npml.student.likely import likely
from npml.student.panels import part_cards, report_card
from npml.student.stages import examine
from npml.student.unitfile import UnitFile, VisibleExercise, load

BATCHNORM = "05_batch_normalization"
TRAINING, INFERENCE = "훈련 모드", "추론 모드"
#: What may stand where the inference is not written yet.
UNWRITTEN = ("pass", "raise NotImplementedError()", "y = x_hat", "return np.zeros((9, 9))", "return forward(self, x)")


@cache
def unit_of(root: Path, name: str) -> Unit:
    return Unit(root / "solutions" / name)


@pytest.fixture(scope="module")
def visible(root: Path, tmp_path_factory: pytest.TempPathFactory) -> UnitFile:
    path = tmp_path_factory.mktemp("parts") / "checks.json"
    path.write_text(canonical_json(visible_values(unit_of(root, BATCHNORM))), encoding="utf-8")
    return load(path)


def half(unit: Unit, code: Any, inference: str) -> dict[str, Any]:
    """The unit's names, with a class that does as ``code`` does in training and as a body says in inference."""
    names = unit.namespace()
    exec(f"def unwritten(self, x):\n    {inference}", names)

    class BatchNorm(code):  # type: ignore[misc]
        def forward(self, x: Any, training: bool = True) -> Any:
            return super().forward(x) if training else names["unwritten"](self, x)

    return {**names, "BatchNorm": BatchNorm}


@pytest.mark.parametrize("inference", UNWRITTEN)
def test_training_alone_is_green(root: Path, visible: UnitFile, inference: str) -> None:
    """Is the half that a student has written shown as passed, and the other one as what it is?"""
    unit = unit_of(root, BATCHNORM)
    exercise, names = visible.exercises["BatchNorm"], half(unit, unit.reference["BatchNorm"], inference)
    report = examine(exercise, names)
    assert (report.done, report.part) == ((TRAINING,), INFERENCE)
    assert report.state == ("stub" if "NotImplemented" in inference else "failed")
    (green,) = part_cards(report, exercise)
    assert green.text().startswith(f"✓ BatchNorm · {TRAINING}: 모든 단계를 통과했어요")
    assert "✗" not in green.text()
    assert "–" not in green.text()
    assert report_card(report, exercise, likely(report, exercise, visible, names)).title.startswith(
        f"BatchNorm · {INFERENCE}: "
    )
    alone = examine(exercise.only(TRAINING), names)
    assert (alone.state, report_card(alone, exercise.only(TRAINING), likely(alone, exercise, visible, names)).state) == (
        "passed", "good",
    )  # fmt: skip


@pytest.mark.parametrize("inference", UNWRITTEN[:2])
def test_a_mistake_in_the_first_half_is_named_before_the_second_is_written(
    root: Path, visible: UnitFile, inference: str
) -> None:
    unit, exercise = unit_of(root, BATCHNORM), visible.exercises["BatchNorm"]
    named = 0
    for item in unit.mistakes:
        names = half(unit, item.code, inference)
        report = examine(exercise, names)
        if report.part != TRAINING or report.state != "failed":
            continue  # it is a mistake of the second half only
        whole = examine(exercise, unit.namespace({"BatchNorm": item.code}))
        found = likely(report, exercise, visible, names).says
        assert whole.part == TRAINING
        assert found, item.key
        named += found == item.says
    assert named > 40


def test_a_half_that_is_wrong_is_not_green(root: Path, visible: UnitFile) -> None:
    unit = unit_of(root, BATCHNORM)
    key = next(item for item in unit.mistakes if item.key == "unbiased_batch")
    exercise = visible.exercises["BatchNorm"]
    report = examine(exercise, unit.namespace({"BatchNorm": key.code}))
    assert (report.state, report.part, TRAINING in report.done) == ("failed", TRAINING, False)


def released(unit: Unit, folder: Path) -> UnitFile:
    (folder / "checks.json").write_text(canonical_json(visible_values(unit)), encoding="utf-8")
    return load(folder / "checks.json")


@pytest.mark.parametrize("name", ["03_kmeans", "04_decision_tree", "06_adam", "07_dropout", "08_convolution", "11_rnn"])
def test_the_first_part_of_every_big_exercise_can_be_right_alone(root: Path, tmp_path: Path, name: str) -> None:
    """Does the first part pass with a function that raises in all cases of the others?"""
    unit = unit_of(root, name)
    file = released(unit, tmp_path)
    for exercise in (item for item in file.exercises.values() if item.parts):
        right, first = unit.reference[exercise.name], exercise.parts[0]
        report = examine(exercise, unit.namespace({exercise.name: only_for(right, exercise, first)}))
        assert (report.done, report.part, report.state) == ((first,), exercise.parts[1], "failed"), exercise.name
        assert examine(exercise, unit.namespace()).done == exercise.parts


def only_for(right: Any, exercise: VisibleExercise, part: str) -> Any:
    """The right answer, but a call that only later parts make raises."""
    known = [
        given(step.args, step.kwargs) for case in exercise.only(part).cases for step in case.steps if isinstance(step, Call)
    ]

    if isinstance(right, type):

        class Once(right):
            def update(self, params: Any, grads: Any) -> Any:
                if self.t > 0:
                    raise RuntimeError
                return super().update(params, grads)

        return Once

    def function(*args: Any, **kwargs: Any) -> Any:
        if given(args, kwargs) not in known:
            raise RuntimeError
        return right(*args, **kwargs)

    return function


def given(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """The arguments as text; an array is its numbers, however it lies in memory."""
    plain = [getattr(item, "array", getattr(item, "value", item)) for item in (*args, *kwargs.values())]
    return re.sub(r"\s+", " ", repr([item.tolist() if hasattr(item, "tolist") else item for item in plain]))


def test_the_record_says_that_a_part_is_done(
    root: Path, visible: UnitFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUTOGRADER_CHECKS", str(visible.path))
    monkeypatch.setenv("AUTOGRADER_STATE", str(tmp_path / "progress.json"))
    monkeypatch.delenv("AUTOGRADER_STRICT", raising=False)
    unit = unit_of(root, BATCHNORM)

    def state_after(names: dict[str, Any], *arguments: str) -> Any:
        exec(f"check({', '.join(map(repr, arguments))})", {**names, "check": check})
        return records.record_of(visible.unit)["checks"].get("BatchNorm")

    written = half(unit, unit.reference["BatchNorm"], "pass")
    assert state_after(written, "BatchNorm", INFERENCE) == "failed"
    assert state_after(written, "BatchNorm", TRAINING) == records.PART
    capsys.readouterr()
    assert state_after(written, "BatchNorm") == records.PART
    said = capsys.readouterr().out
    assert said.index(f"✓ BatchNorm · {TRAINING}") < said.index(f"✗ BatchNorm · {INFERENCE}")
    assert "배점" not in said
    assert state_after(unit.namespace(), "BatchNorm", TRAINING) == records.PART
    assert state_after(unit.namespace(), "BatchNorm") == "passed"
    assert "(배점 90점)" in capsys.readouterr().out
    capsys.readouterr()
    assert state_after(unit.namespace(), "BatchNorm", "훈련") == "passed"
    assert f'check("BatchNorm", "{TRAINING}")' in capsys.readouterr().out


def test_an_author_hears_of_a_part_without_cases(unit: Unit) -> None:
    from dataclasses import replace

    from autograder.release.checks import _exercise
    from npml.errors import UnitError

    first = replace(unit.checks[0], parts={"앞": lambda item: True, "뒤": lambda item: False})
    with pytest.raises(UnitError, match="앞"):
        _exercise(unit, first)

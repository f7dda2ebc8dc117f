"""Is checks.json complete, deterministic and free of code?"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from autograder.release.checks import equivalent, visible_values
from autograder.release.notebooks import canonical_json
from npml.core.program import run
from npml.errors import UnitError
from npml.student import unitfile


def test_two_builds_give_the_same_bytes(unit: Unit) -> None:
    assert canonical_json(visible_values(unit)) == canonical_json(visible_values(Unit(unit.folder)))


def test_no_code_of_the_unit_is_in_it(unit: Unit, released: Path) -> None:
    tree = json.loads((released / "checks.json").read_text(encoding="utf-8"))
    for exercise in tree["exercises"]:
        del exercise["stub"]  # what the released notebook shows anyway; `test_the_stub_is_the_released_cell` looks at it
    text = json.dumps(tree, ensure_ascii=False)
    hints = {hint for check in unit.checks for hint in check.hints}
    for file in ("lesson.py", "mistakes.py", "checks.py", "variants.py"):
        for line in (unit.folder / file).read_text(encoding="utf-8").splitlines():
            code = re.sub(r"\s+", " ", line).strip()
            if (
                code.startswith(("return", "def ", "class ", "self.", "import", "raise", "gradient ="))
                and code not in hints
            ):
                assert code not in text, code


def test_what_is_read_back_is_what_the_reference_gives(unit: Unit, visible: unitfile.UnitFile) -> None:
    for exercise in visible.exercises.values():
        for case in exercise.cases:
            again = run(case.steps, unit.reference)
            assert [outcome.error for outcome in again] == [outcome.error for outcome in case.want]
            for one, other in zip(again, case.want, strict=True):
                if one.error is None:
                    np.testing.assert_array_equal(one.value, other.value)
                if other.args is not None:
                    np.testing.assert_equal(one.args, other.args)


def test_a_mistake_that_is_right_on_a_case_is_not_stored_twice(visible: unitfile.UnitFile) -> None:
    (case,) = visible.exercises["mean_gradient"].groups["example"]
    stored = dict(case.tree["wrong"])
    assert stored["in_place"] is None
    assert stored["sum"] is not None
    assert case.wrong("in_place") is case.want


def test_widget_values_come_back(visible: unitfile.UnitFile) -> None:
    np.testing.assert_allclose(visible.widget_values["curve"], [-3, -6])
    assert visible.widget_values["name"] == "기준"
    assert visible.widget_values["many"] == [1, 2.5, None]


def test_numerical_gradient_is_that_of_the_loss(visible: unitfile.UnitFile) -> None:
    (case,) = visible.exercises["mean_gradient"].groups["example"]
    np.testing.assert_allclose(case.gradient, [-3, -6], rtol=1e-8)


def test_the_quiz_key_cannot_be_read_off(unit: Unit, released: Path, visible: unitfile.UnitFile) -> None:
    """Does nothing in the file say which option is right, and does a kernel know it all the same?"""
    stored = json.loads((released / "checks.json").read_text(encoding="utf-8"))["quiz"]
    assert len({question["salt"] for question in stored}) == len(stored)
    for question, item, read in zip(stored, unit.quiz, visible.quiz, strict=True):
        assert read.options == tuple((option.text, option.why, option.right) for option in item.options)
        assert question.keys() == {"text", "salt", "options"}
        assert [option[0] for option in question["options"]] == [option.text for option in item.options]
        for part in (1, 2):
            column = [option[part] for option in question["options"]]
            assert all(isinstance(entry, str) for entry in column)
            assert len(set(map(len, column))) == 1, "a length tells"
            assert len(set(column)) == len(column)
    text = (released / "checks.json").read_text(encoding="utf-8")
    assert not any(option.why in text for item in unit.quiz for option in item.options)


def test_last_digits_are_equivalent_but_other_values_are_not(released: Path) -> None:
    text = (released / "checks.json").read_bytes()
    tree = json.loads(text)
    stored = tree["widget_values"]["curve"]
    import base64

    values = np.frombuffer(base64.b64decode(stored["b"][0]))
    for factor, same in ((1 + 1e-14, True), (1 + 1e-5, False)):
        stored["b"][0] = base64.b64encode((values * factor).tobytes()).decode()
        assert equivalent(text, json.dumps(tree).encode()) is same


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('hints=("무엇을 평균하나요?", ', "hints=(", "힌트"),
        ('"between", {"step": 0, "low": 0.0', '"between", {"step": 0, "low": 1.0', "성질"),
        ('Prop("between"', 'Prop("no_such"', "no_such"),
        ("** 2) / 2)", "** 2))", "수치 미분"),
        ('"many": [1, 2.5, None]', '"many": object()', "many"),
        ('say="두 번"', 'say="두 번", verify=lambda got, want: None', "verify"),
    ],
)
def test_a_broken_unit_is_named(unit: Unit, tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = tmp_path / unit.name
    shutil.copytree(unit.folder, folder)
    path = folder / "checks.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UnitError, match=message) as caught:
        visible_values(Unit(folder))
    assert "checks.py" in str(caught.value)

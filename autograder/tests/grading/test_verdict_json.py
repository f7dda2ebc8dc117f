"""Is what was kept of a verdict the verdict, now and in years, and is ``--json`` what it always was?"""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.results import Graded
from autograder.grading.verdict_json import MAX_MESSAGE, from_stored, to_public, to_stored
from autograder.judge.verdict import CategoryVerdict, ExerciseVerdict, UnitVerdict

UNIT = "13_toy"
#: Secret, and needed for the feedback's first cell only.
NOT_KEPT = {"again", "clicked", "missing", "records", "unnamed"}

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
POINTS = st.floats(0, 100)
CATEGORIES = st.builds(
    CategoryVerdict, name=TEXTS, points=POINTS, max_points=POINTS, passed=st.booleans(), problem=TEXTS,
    followed=st.booleans(),
)  # fmt: skip
EXERCISES = st.builds(
    ExerciseVerdict,
    name=TEXTS,
    categories=st.lists(CATEGORIES, max_size=4, unique_by=lambda item: item.name).map(tuple),
    diagnoses=st.lists(TEXTS, max_size=3).map(tuple),
    attempted=st.booleans(),
    ratio=TEXTS,
    error=TEXTS,
    banned=TEXTS,
    rebound=st.lists(st.tuples(TEXTS, st.integers(0, 2000)), max_size=3).map(tuple),
    counted=TEXTS,
    lent=st.lists(TEXTS, max_size=2).map(tuple),
)
VERDICTS = st.lists(EXERCISES, max_size=4, unique_by=lambda item: item.name).map(
    lambda items: UnitVerdict(UNIT, tuple(items))
)
GRADED = st.builds(
    Graded, path=st.just("/x"), student=st.just("kim"), unit=st.just(UNIT), status=st.just("graded"),
    message=TEXTS, verdict=VERDICTS,
) | st.builds(
    Graded, path=st.just("/x"), student=st.just("kim"), unit=st.just(UNIT), status=st.sampled_from(["rejected", "needs_review"]),
    message=TEXTS,
)  # fmt: skip


@given(GRADED)
def test_what_is_kept_comes_back(graded: Graded) -> None:
    assert from_stored("/x", "kim", UNIT, graded.status, to_stored(graded)) == graded


def test_every_field_is_kept_or_left_out_on_purpose() -> None:
    """A new field of a verdict needs a decision: each kept one is seen to come back with a value that is not its default."""
    category = CategoryVerdict("값", 1.5, 2.5, True, "value", True)
    exercise = ExerciseVerdict(
        "f", (category,), ("rows",), False, "m", "TypeError", (), "scipy", "missing", (("f", 3),), "end",
        lent=("g",),
    )  # fmt: skip
    graded = Graded("/x", "kim", UNIT, "graded", "", UnitVerdict(UNIT, (exercise,)))
    kept = from_stored("/x", "kim", UNIT, "graded", to_stored(graded)).verdict
    assert kept is not None
    for item, again in ((exercise, kept.exercises[0]), (category, kept.exercises[0].categories[0])):
        lost = {field.name for field in fields(item) if getattr(again, field.name) != getattr(item, field.name)}
        assert lost <= NOT_KEPT
        same = {field.name for field in fields(item) if getattr(item, field.name) == field.default}
        assert same <= NOT_KEPT, "a default says nothing about what is kept"


def test_hidden_cases_and_notebooks_are_not_kept() -> None:
    graded = replace(GOOD, notebook="the notebook", digest="the digest")
    assert "the " not in to_stored(graded)
    assert len(json.loads(to_stored(replace(GOOD, message="가" * 5000)))["message"]) == MAX_MESSAGE


GOOD = Graded(
    "/x/kim.ipynb", "kim", UNIT, "graded", "셀 3에서 오류가 났어요.",
    UnitVerdict(
        UNIT,
        (
            ExerciseVerdict(
                "column_mean",
                (
                    CategoryVerdict("값", 0.0, 60.0, False, "value"), CategoryVerdict("부작용", 30.0, 30.0, True),
                    CategoryVerdict("축", 0.1 + 0.2, 10, True),
                ),
                ("rows", "axis:other"), True, "m", "ValueError:own", (), "sklearn", "", (("column_mean", 7), ("X", 9)), "end",
            ),
            ExerciseVerdict(
                "quiz", (CategoryVerdict("1번", 2.5, 2.5, True), CategoryVerdict("2번", 0.0, 2.5, False, "unanswered"))
            ),
            ExerciseVerdict("untried", (CategoryVerdict("값", 0.0, 5.0, False, "error"),), attempted=False),
        ),
    ),
)  # fmt: skip

#: `GOOD` as the gradebook has kept it since "counted" (commit 4bad328).
ROW = """{"message": "셀 3에서 오류가 났어요.", "exercises": {
    "column_mean": {"score": 30.3, "max_score": 100.0, "attempted": true, "diagnoses": ["rows", "axis:other"],
        "categories": {"값": [false, 0.0, 60.0], "부작용": [true, 30.0, 30.0], "축": [true, 0.30000000000000004, 10]},
        "problems": {"값": "value"}, "ratio": "m", "error": "ValueError:own", "banned": "sklearn",
        "rebound": [["column_mean", 7], ["X", 9]], "counted": "end"},
    "quiz": {"score": 2.5, "max_score": 5.0, "attempted": true, "diagnoses": [],
        "categories": {"1번": [true, 2.5, 2.5], "2번": [false, 0.0, 2.5]}, "problems": {"2번": "unanswered"},
        "ratio": "", "error": "", "banned": "", "rebound": [], "counted": ""},
    "untried": {"score": 0.0, "max_score": 5.0, "attempted": false, "diagnoses": [], "categories": {"값": [false, 0.0, 5.0]},
        "problems": {"값": "error"}, "ratio": "", "error": "", "banned": "", "rebound": [], "counted": ""}}}"""

#: As the first version kept them.
FIRST_ROW = """{"message": "", "exercises": {
    "column_mean": {"score": 30.0, "max_score": 90.0, "attempted": true, "diagnoses": ["rows"],
        "categories": {"값": [false, 0.0, 60.0], "부작용": [true, 30.0, 30.0]}}}}"""


def test_a_row_of_today_is_read_and_written_as_it_is() -> None:
    assert from_stored(GOOD.path, "kim", UNIT, "graded", ROW) == GOOD
    assert to_stored(GOOD) == json.dumps(json.loads(ROW), ensure_ascii=False)


def test_a_row_of_the_first_version_is_read() -> None:
    verdict = from_stored("/x", "kim", UNIT, "graded", FIRST_ROW).verdict
    assert verdict is not None
    parts = (CategoryVerdict("값", 0.0, 60.0, False), CategoryVerdict("부작용", 30.0, 30.0, True))
    assert verdict.exercises == (ExerciseVerdict("column_mean", parts, ("rows",)),)
    assert (verdict.score, verdict.max_score) == (30.0, 90.0)


@pytest.mark.parametrize("status", ["rejected", "needs_review"])
def test_a_row_without_a_verdict_is_read(status: str) -> None:
    graded = from_stored("/x", "kim", UNIT, status, '{"message": "PDF 문서예요.", "exercises": {}}')  # type: ignore[arg-type]
    assert graded == Graded("/x", "kim", UNIT, status, "PDF 문서예요.")  # type: ignore[arg-type]


def test_the_public_form_is_what_it_was() -> None:
    assert to_public(GOOD, None) == {
        "path": "/x/kim.ipynb", "student": "kim", "unit": UNIT, "status": "graded", "message": "셀 3에서 오류가 났어요.",
        "score": 32.8, "max_score": 110.0, "automatic": 32.8, "by_hand": 0.0, "late": 0.0, "waits": False, "overtaken": [],
        "exercises": {
            "column_mean": {
                "score": 30.3, "max_score": 100.0,
                "categories": {
                    "값": {"passed": False, "points": 0.0}, "부작용": {"passed": True, "points": 30.0},
                    "축": {"passed": True, "points": 0.3},
                },
                "diagnoses": ["rows", "axis:other"], "message": "sklearn",
            },
            "quiz": {
                "score": 2.5, "max_score": 5.0,
                "categories": {"1번": {"passed": True, "points": 2.5}, "2번": {"passed": False, "points": 0.0}},
                "diagnoses": [], "message": "",
            },
            "untried": {
                "score": 0.0, "max_score": 5.0, "categories": {"값": {"passed": False, "points": 0.0}}, "diagnoses": [],
                "message": "",
            },
        },
    }  # fmt: skip
    parts = (CategoryVerdict("값", 5.0, 10.0, True, "", True),)
    followed = ExerciseVerdict("column_mean", parts, lent=("g",))
    public = to_public(replace(GOOD, verdict=UnitVerdict(UNIT, (followed,))), None)["exercises"]["column_mean"]
    assert public["categories"] == {"값": {"passed": True, "points": 5.0, "followed": True}}
    assert public["follow_through"] == ["g"]
    rejected = Graded("/x", "lee", UNIT, "rejected", "PDF 문서예요.")
    assert to_public(rejected, None) == {
        "path": "/x", "student": "lee", "unit": UNIT, "status": "rejected", "message": "PDF 문서예요.", "score": 0.0,
        "max_score": 100.0, "automatic": 0.0, "by_hand": 0.0, "late": 0.0, "waits": True, "overtaken": [], "exercises": {},
    }  # fmt: skip

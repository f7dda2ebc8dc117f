"""Does the judge decide by right values only, and can nobody make it fail or guess?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from autograder.authoring import Case, Category, Exercise, Mistake, Option, Question, case
from autograder.judge.cases import bounded, draw
from autograder.judge.causes import likely_causes
from autograder.judge.verdict import (
    QUIZ_SECONDS,
    CaseRecord,
    ExerciseVerdict,
    UnitVerdict,
    judge_exercise,
    judge_quiz,
    judge_unit,
)
from npml.core.compare import Problem
from npml.core.libraries import LibraryUsedError
from npml.core.program import Outcome, run
from npml.core.steps import Call, Step
from npml.core.values import Opaque
from npml.errors import JudgeError, ProtocolError, SandboxError, SandboxTimeout

SEED = b"0123456789abcdef"


def double(x: Any) -> Any:
    if np.any(np.asarray(x) > 1e6):
        raise ValueError("x is too large")
    return 2.0 * np.asarray(x, dtype=float)


def values(rng: np.random.Generator) -> Iterator[Case]:
    for size in (2, 3, 5):
        yield case(Call("double", rng.normal(size=size)))


def edges(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("double", np.array([1e7, rng.normal()])), look="message", blame=("x",))
    yield case(Call("double", np.array([7.0])))


def effects(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("double", rng.normal(size=4)), look="pure fresh")


@dataclass
class FakeUnit:
    """As much of a unit as the judge looks at."""

    reference: dict[str, Any] = field(default_factory=lambda: {"double": double})
    mistakes: tuple[Mistake, ...] = ()
    solution_names: tuple[str, ...] = ("double",)
    name: str = "13_toy"
    fingerprint: str = ""
    exercises: tuple[Exercise, ...] = ()
    quiz: tuple[Question, ...] = (Question("?", (Option("a", "b"), Option("c", "d", right=True))),)

    def namespace(self, overrides: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**self.reference, **(overrides or {})}


EXERCISE = Exercise(
    "double", (Category("경계", 3, edges), Category("값", 5, values, core=True), Category("부작용", 2, effects))
)


class Zone:
    """A session whose answers a test decides: nobody can make the real one answer like that at will."""

    def __init__(self, answer: Callable[[tuple[Step, ...], int], list[Outcome]]) -> None:
        self._answer = answer
        self.rebound: dict[str, dict[str, int]] = {}
        self.states: dict[str, list[str]] = {}
        self.names = ""
        self.asked: list[tuple[Step, ...]] = []
        self.granted: list[float] = []
        self.opened: list[str] = []
        self.closed: list[str] = []

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[Zone]:
        self.opened.append(exercise)
        self.use(exercise)
        self.allow(seconds)
        try:
            yield self
        finally:
            self.closed.append(exercise)

    def allow(self, seconds: float) -> None:
        self.granted.append(seconds)

    def use(self, exercise: str) -> None:
        self.names = exercise

    def ask(self, steps: tuple[Step, ...]) -> list[Outcome]:
        self.asked.append(steps)
        return self._answer(steps, len(self.asked))

    def ask_all(self, programs: Sequence[tuple[Step, ...]], packed: object = None) -> Iterator[list[Outcome]]:
        return map(self.ask, programs)


def judge(answer: Callable[..., Any], unit: FakeUnit | None = None, exercise: Exercise = EXERCISE) -> ExerciseVerdict:
    zone = Zone(lambda steps, n: run(steps, {"double": answer}))
    return judge_exercise(unit or FakeUnit(), exercise, zone, SEED)  # type: ignore[arg-type]


def passed(verdict: ExerciseVerdict) -> dict[str, bool]:
    return {item.name: item.passed for item in verdict.categories}


def test_the_reference_earns_everything() -> None:
    assert judge(double).score == 10


def refuse(x: Any) -> Any:
    raise ValueError("x")


@pytest.mark.parametrize(
    "answer",
    [
        lambda x: x,
        lambda x: None,
        lambda x: 0.0,
        refuse,
        lambda x: x.copy(),
        lambda x: np.nan * x,
        lambda x: 2.0 * x[:1],
    ],
)
def test_without_the_core_nothing_counts(answer: Callable[..., Any]) -> None:
    assert judge(answer).score == 0


def test_a_missed_edge_costs_its_category_only() -> None:
    verdict = judge(lambda x: 2.0 * x)
    assert passed(verdict) == {"경계": False, "값": True, "부작용": True}
    assert verdict.score == 7


def test_a_stub_is_not_attempted_and_asked_no_further() -> None:
    def stub(x: Any) -> Any:
        raise NotImplementedError

    verdict = judge(stub)
    assert not verdict.attempted
    assert verdict.score == 0
    assert {record.category for record in verdict.records} == {"값"}


@pytest.mark.parametrize(
    ("error", "kind"),
    [(SandboxTimeout(), "hang"), (SandboxError("died"), "crash"), (ProtocolError("frame"), "garbled")],
)
def test_a_failure_costs_its_category_and_hidden_inputs_are_not_drawn_again(error: Exception, kind: str) -> None:
    def answer(steps: tuple[Step, ...], number: int) -> list[Outcome]:
        if number == 4:  # the first edge case, after three core cases
            raise error
        return run(steps, {"double": double})

    zone = Zone(answer)
    verdict = judge_exercise(FakeUnit(), EXERCISE, zone, SEED)  # type: ignore[arg-type]
    assert passed(verdict) == {"경계": False, "값": True, "부작용": True}
    assert next(item for item in verdict.categories if item.name == "경계").problem == kind
    inputs = [steps[0].args[0].tobytes() for steps in zone.asked]  # type: ignore[attr-defined]
    assert len(set(inputs)) == len(inputs) == 5  # one edge case was lost, none came twice


def test_a_failure_in_the_core_ends_the_exercise() -> None:
    def answer(steps: tuple[Step, ...], number: int) -> list[Outcome]:
        raise SandboxError("died")

    zone = Zone(answer)
    assert judge_exercise(FakeUnit(), EXERCISE, zone, SEED).score == 0  # type: ignore[arg-type]
    assert len(zone.asked) == 1


def test_all_hangs_together_stay_below_twice_the_deadline() -> None:
    def answer(steps: tuple[Step, ...], number: int) -> list[Outcome]:
        if number > 3:
            raise SandboxTimeout()
        return run(steps, {"double": double})

    many = Exercise("double", (Category("값", 5, values, core=True), *(Category(f"e{i}", 1, edges) for i in range(6))), 8.0)
    zone = Zone(answer)
    judge_exercise(FakeUnit(), many, zone, SEED)  # type: ignore[arg-type]
    assert sum(zone.granted) < 16.0
    assert len(zone.granted) == 6


def test_more_outcomes_than_steps_are_garbled() -> None:
    zone = Zone(lambda steps, n: run(steps, {"double": double}) * 2)
    verdict = judge_exercise(FakeUnit(), EXERCISE, zone, SEED)  # type: ignore[arg-type]
    assert verdict.score == 0
    assert {item.problem for item in verdict.categories if item.name == "값"} == {"garbled"}


# --- the judge's own failures --------------------------------------------------------------


def broken(x: Any) -> Any:
    raise TypeError("in the reference")


def no_cases(rng: np.random.Generator) -> Sequence[Case]:
    return ()


def impossible(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("double", np.array([1.0])), verify=lambda got, want: "never")


def crooked(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("double", np.array([1.0])), verify=lambda got, want: got[0].value.no_such)


def forgetful(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("double", np.array([np.inf])), look="no_warning", blame=("x",))
    yield case(Call("double", np.array([1e9])), look="message", blame=("other",))


@pytest.mark.parametrize("cases", [no_cases, impossible, crooked, forgetful])
def test_a_case_that_the_reference_fails_is_the_judges_failure(cases: Any) -> None:
    with pytest.raises(JudgeError, match="13_toy/double/값"):
        judge(double, exercise=Exercise("double", (Category("값", 5, cases, core=True),)))


def test_an_exception_in_the_reference_is_the_judges_failure() -> None:
    with pytest.raises(JudgeError, match="TypeError"):
        judge(double, FakeUnit(reference={"double": broken}))


def test_a_value_that_a_verifier_cannot_read_is_the_students_failure() -> None:
    def mean_is_right(got: list[Outcome], want: list[Outcome]) -> str | None:
        return None if got[0].value.mean() == want[0].value.mean() else ""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        yield case(Call("double", np.array([1.0])), verify=mean_is_right)

    verdict = judge(lambda x: "text", exercise=Exercise("double", (Category("값", 5, cases, core=True),)))
    assert verdict.score == 0


def doubled(got: list[Outcome], want: list[Outcome]) -> str | None:
    assert want == []
    return None if np.array_equal(got[0].value, [2.0]) else ""


def by_itself(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("double", np.array([1.0])), Call("double", np.array([1.0])), verify=doubled, alone=True)


ALONE = Exercise("double", (Category("값", 5, by_itself, core=True),))


def test_a_property_that_decides_alone_needs_no_reference_until_a_student_fails() -> None:
    calls: list[int] = []

    def counted(x: Any) -> Any:
        calls.append(1)
        return double(x)

    unit = FakeUnit(reference={"double": counted})
    assert judge(double, unit, exercise=ALONE).score == 5
    assert not calls
    for wrong in (lambda x: x, broken, lambda x: None):
        assert judge(wrong, unit, exercise=ALONE).score == 0
    assert calls


@pytest.mark.parametrize("reference", [broken, lambda x: 3.0 * x], ids=["raises", "wrong"])
def test_a_student_loses_nothing_by_a_property_that_the_reference_does_not_hold(reference: Any) -> None:
    with pytest.raises(JudgeError, match="13_toy/double/값"):
        judge(lambda x: x, FakeUnit(reference={"double": reference}), exercise=ALONE)


def test_a_step_left_out_fails_a_property_that_decides_alone() -> None:
    zone = Zone(lambda steps, n: run(steps, {"double": double})[:1])
    assert judge_exercise(FakeUnit(), ALONE, zone, SEED).score == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("options", [{"look": "pure"}, {"look": "message"}, {}])
def test_a_case_that_needs_expected_outcomes_cannot_stand_alone(options: dict[str, Any]) -> None:
    verify = doubled if options else None
    with pytest.raises(ValueError, match="alone"):
        case(Call("double", 1.0), verify=verify, alone=True, **options)


def test_what_is_kept_of_a_right_answer_is_bounded_too() -> None:
    """Its arguments may be anything after the call: here each grows to 8 MB."""

    def swollen(x: Any) -> Any:
        result = double(x)
        x.resize(10**6, refcheck=False)
        return result

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for _ in range(4):
            yield case(Call("double", rng.normal(size=5)))

    verdict = judge(swollen, exercise=Exercise("double", (Category("값", 5, cases, core=True),)))
    assert verdict.score == 5
    assert [outcome.args for record in verdict.records for outcome in record.got] == [None] * 4


def test_a_category_without_a_core_earns_nothing() -> None:
    assert judge(double, exercise=Exercise("double", (Category("부작용", 5, effects),))).score == 0


def test_a_short_seed_is_refused() -> None:
    with pytest.raises(JudgeError):
        judge_unit(FakeUnit(exercises=(EXERCISE,)), Zone(lambda s, n: []), b"short")  # type: ignore[arg-type]


def test_a_library_that_a_function_used_is_named_and_costs_where_it_was_used() -> None:
    def borrowed(x: Any) -> Any:
        raise LibraryUsedError("scipy")

    verdict = judge(borrowed)
    assert (verdict.score, verdict.banned, verdict.diagnoses) == (0, "scipy", ())


def test_any_other_import_error_names_no_library() -> None:
    def missing(x: Any) -> Any:
        raise ImportError("No module named 'scipy'")

    assert judge(missing).banned == ""


def unit_verdict(zone: Zone) -> UnitVerdict:
    return judge_unit(FakeUnit(exercises=(EXERCISE, OTHER)), zone, SEED)  # type: ignore[arg-type]


OTHER = Exercise(
    "twice", (Category("값", 5, lambda rng: (case(Call("double", rng.normal(size=4))),), core=True),), deadline=3.0
)


def test_the_snapshot_of_the_quiz_serves_the_first_exercise() -> None:
    """With the exercise's own time; each further exercise gets a snapshot of its own."""
    zone = Zone(lambda steps, n: run(steps, {"double": double, "quiz_answers": {1: 2}}))
    assert [item.score for item in unit_verdict(zone).exercises] == [10, 5, 10]
    assert (zone.opened, zone.granted) == (["quiz", "twice"], [QUIZ_SECONDS, EXERCISE.deadline, OTHER.deadline])
    assert zone.closed == ["quiz", "twice"]


def test_a_snapshot_that_failed_at_the_quiz_serves_nobody() -> None:
    def answer(steps: tuple[Step, ...], number: int) -> list[Outcome]:
        if number == 1:
            raise SandboxTimeout()
        return run(steps, {"double": double})

    zone = Zone(answer)
    assert [item.score for item in unit_verdict(zone).exercises] == [10, 5, 0]
    assert zone.opened == zone.closed == ["quiz", "double", "twice"]


def test_a_snapshot_of_the_quiz_that_no_exercise_needs_is_closed() -> None:
    zone = Zone(lambda steps, n: run(steps, {"quiz_answers": {1: 2}}))
    assert judge_unit(FakeUnit(), zone, SEED).score == 10  # type: ignore[arg-type]
    assert zone.opened == zone.closed == ["quiz"]


# --- names that later cells bind again ----------------------------------------------------------


def with_names(by_state: dict[str, Any], rebound: dict[str, int] | None = None) -> tuple[ExerciseVerdict, Zone]:
    zone = Zone(lambda steps, n: run(steps, {"double": by_state[zone.names]}))
    zone.rebound = {"double": rebound} if rebound else {}
    zone.states = {"double": list(by_state)} if len(by_state) > 1 else {}
    return judge_exercise(FakeUnit(), EXERCISE, zone, SEED), zone  # type: ignore[arg-type]


def same(x: Any) -> Any:
    return x


def test_the_function_of_the_solution_cell_counts_when_it_is_right() -> None:
    verdict, zone = with_names({"double": double, "": same}, {"double": 7})
    assert (verdict.score, verdict.rebound, verdict.counted) == (10, (("double", 7),), "")
    assert zone.opened == ["double"]


def test_a_later_one_counts_when_it_is_better_and_no_other_time() -> None:
    better, zone = with_names({"double": same, "": double, "double@check": double}, {"np": 4})
    assert (better.score, better.counted, zone.opened) == (10, "end", ["double", ""])
    worse, _ = with_names({"double": lambda x: 2.0 * x, "": same})
    assert (worse.score, worse.counted) == (7, "")
    never, zone = with_names({"double": same})
    assert (never.score, zone.opened) == (0, ["double"])


@pytest.mark.parametrize("moment", ["check", "failure"])
def test_what_was_there_in_between_counts_when_it_is_the_best(moment: str) -> None:
    verdict, zone = with_names({"double": same, "": lambda x: 2.0 * x, f"double@{moment}": double})
    assert (verdict.score, verdict.counted) == (10, moment)
    assert zone.opened == ["double", "", f"double@{moment}"]


def test_the_quiz_cell_counts_whatever_a_copy_of_it_says_later() -> None:
    def answer(steps: tuple[Step, ...], number: int) -> list[Outcome]:
        return run(steps, {"quiz_answers": {1: 2} if zone.names == "quiz" else {1: None}})

    zone = Zone(answer)
    zone.rebound, zone.states = {"quiz": {"quiz_answers": 9}}, {"quiz": ["quiz", ""]}
    verdict = judge_quiz(FakeUnit(), zone)  # type: ignore[arg-type]
    assert (verdict.score, verdict.attempted, verdict.counted) == (10, True, "")


@pytest.mark.parametrize(
    ("answers", "score"),
    [({1: 2}, 10), ({1: "2"}, 10), ({1: " 2"}, 10), ({1: np.int64(2)}, 10), ({1: True}, 0), ({1: 2.0}, 0), ({1: "02x"}, 0),
     ({1: None}, 0), ([2], 0), ({1: "9" * 5000}, 0)],
)  # fmt: skip
def test_a_number_in_quotes_is_the_number(answers: Any, score: float) -> None:
    zone = Zone(lambda steps, n: run(steps, {"quiz_answers": answers}))
    assert judge_quiz(FakeUnit(), zone).score == score  # type: ignore[arg-type]


def test_hidden_inputs_depend_on_the_seed_only() -> None:
    unit: Any = FakeUnit()
    category = EXERCISE.categories[1]

    def first(seed: bytes) -> bytes:
        step = draw(unit, EXERCISE, category, seed)[0].case.steps[0]
        assert isinstance(step, Call)
        return bytes(step.args[0].tobytes())

    assert first(SEED) == first(SEED)
    assert first(SEED) != first(SEED[::-1])


# --- values and mistakes that could hurt -------------------------------------------------------


ODD = [
    None, True, "text", b"bytes", 10**4000, float("nan"), float("inf"), -0.0, 1j, [], [[]], [1, "a"], {"a": 1}, {1: {2: {}}},
    np.float32(1), np.array(1), np.array([]), np.array([1, 2], dtype=np.uint8), np.array(["a", "b"]), np.array([True, False]),
    np.array([1 + 2j, 3]), np.array([np.nan, np.inf]), np.zeros((2, 2)), np.zeros((0, 3)), (), (1, (2, (3,))), object(),
    np.array([None, 1], dtype=object), [np.zeros(2), np.zeros(3)], np.array([1, 2], np.float16), np.array(["2020"], dtype="datetime64[Y]"),
]  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_odd_values_earn_nothing_and_hurt_nobody(value: Any) -> None:
    bank = (Mistake("double", "odd", "…", lambda x: value), Mistake("double", "same", "…", lambda x: x))
    assert judge(lambda x: value, FakeUnit(mistakes=bank)).score == 0


@pytest.mark.parametrize("want", [v for v in ODD[:16] if v is not None and not isinstance(v, bytes)], ids=str)
def test_odd_values_are_compared_with_odd_references(want: Any) -> None:
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        yield case(Call("double", 1.0), sizes={"m": 3})

    unit = FakeUnit(reference={"double": lambda x: want})
    exercise = Exercise("double", (Category("값", 5, cases, core=True),))
    for value in ODD:
        try:
            verdict = judge(lambda x, value=value: value, unit, exercise)
        except JudgeError:
            return  # a reference that no value can equal: said, not graded
        assert verdict.score in (0, 5)


def test_a_huge_wrong_value_is_not_kept() -> None:
    got = [Outcome(value=np.zeros(1 << 20), args=(np.zeros(1 << 20),))]
    [kept] = bounded(got, [Outcome(value=np.zeros(3))])
    assert isinstance(kept.value, Opaque)
    assert kept.args is None


def test_a_right_value_is_kept_however_large() -> None:
    got = [Outcome(value=np.zeros(1 << 20))]
    assert bounded(got, [Outcome(value=np.zeros(1 << 20))]) is got


def test_mistakes_that_hang_or_raise_do_not_stop_the_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.causes.SECONDS", 0.3)

    def endless(x: Any) -> Any:
        while True:
            pass

    def sulk(x: Any) -> Any:
        raise SystemExit

    bank = (Mistake("double", "sulk", "…", sulk), Mistake("double", "endless", "…", endless))
    verdict = judge(lambda x: x + 1, FakeUnit(mistakes=bank))
    assert verdict.score == 0
    assert verdict.diagnoses == ()


def test_the_likeliest_mistake_is_named() -> None:
    bank = (Mistake("double", "same", "…", lambda x: x), Mistake("double", "triple", "…", lambda x: 3.0 * x))
    assert judge(lambda x: 3.0 * x, FakeUnit(mistakes=bank)).diagnoses == ("triple",)


def test_of_two_slips_the_one_with_numbers_is_named() -> None:
    """Times three without the error: no mistake of the bank explains both."""

    def triple(x: Any) -> Any:
        return 1.5 * double(x)

    bank = (Mistake("double", "same", "…", lambda x: x), Mistake("double", "triple", "…", triple))
    assert judge(lambda x: 3.0 * x, FakeUnit(mistakes=bank)).diagnoses == ("triple",)


def test_a_mistake_that_would_pass_is_not_named() -> None:
    """Both give the student's values; only one leaves the name out of its message."""

    def nameless(x: Any) -> Any:
        if np.any(np.asarray(x) > 1e6):
            raise ValueError("too large")
        return double(x)

    bank = (Mistake("double", "right", "…", double), Mistake("double", "nameless", "…", nameless))
    assert judge(nameless, FakeUnit(mistakes=bank)).diagnoses == ("nameless",)


def test_a_failing_diagnosis_costs_no_verdict(caplog: pytest.LogCaptureFixture) -> None:
    class Bad(FakeUnit):
        def namespace(self, overrides: dict[str, Any] | None = None) -> dict[str, Any]:
            raise RuntimeError("no namespace")

    record = CaseRecord("값", case(Call("double", 1.0)), [Outcome(1.0)], [Outcome(2.0)], Problem("value"))
    unit: Any = Bad(mistakes=(Mistake("double", "same", "…", lambda x: x),))
    assert likely_causes(unit, EXERCISE, [record]) == ()
    assert "diagnosis failed" in caplog.text


# --- the quiz ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ({1: 2}, 10),
        ({1: 1}, 0),
        ({1: None}, 0),
        ({1: True}, 0),
        ({1: 2.0}, 0),
        ({"1": 2}, 0),
        ([2], 0),
        (None, 0),
        ({1: [2]}, 0),
        ({}, 0),
    ],
)
def test_quiz_answers(answers: Any, score: float) -> None:
    zone = Zone(lambda steps, n: run(steps, {"quiz_answers": answers}))
    assert judge_quiz(FakeUnit(), zone).score == score  # type: ignore[arg-type]


def test_a_quiz_that_cannot_be_asked_earns_nothing() -> None:
    def answer(steps: tuple[Step, ...], number: int) -> list[Outcome]:
        raise SandboxError("died")

    assert judge_quiz(FakeUnit(), Zone(answer)).score == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "clicked", "score", "used"),
    [
        ({1: None}, {1: 2}, 10, (1,)),
        ({}, {1: 2}, 10, (1,)),
        (None, {1: 2}, 10, (1,)),
        ({1: None}, {1: 1}, 0, (1,)),
        ({1: 1}, {1: 2}, 0, ()),
        ({1: 2}, {1: 1}, 10, ()),
        ({1: None}, {1: 9}, 0, ()),
        ({1: None}, {1: 0}, 0, ()),
        ({1: None}, {7: 2}, 0, ()),
    ],
)
def test_a_clicked_answer_counts_where_the_code_gives_none(
    answers: Any, clicked: dict[int, int], score: float, used: tuple[int, ...]
) -> None:
    zone = Zone(lambda steps, n: run(steps, {"quiz_answers": answers}))
    verdict = judge_quiz(FakeUnit(), zone, clicked)  # type: ignore[arg-type]
    assert (verdict.score, verdict.clicked) == (score, used)
    assert verdict.attempted is bool(used or answers == {1: 1} or answers == {1: 2})

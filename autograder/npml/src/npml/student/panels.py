"""Turns the report of a check into a card."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..core.formatting import number
from ..core.messages import convention_said
from ..core.program import Outcome
from ..core.steps import Get
from . import messages
from .card import Card
from .describe import dig, element, kind_of, pair, show_value
from .likely import Likely, worst_gradient
from .messages import checking as text
from .own_lines import Trouble
from .pasting import source_of
from .stages import STAGES, Report, Trial
from .troubles import lines_of, meaning_of
from .unitfile import GROUPS, VisibleExercise


def report_card(report: Report, exercise: VisibleExercise, cause: Likely) -> Card:
    """The card for a report, with the likely cause of a failure."""
    if report.state == "missing":
        return Card("info", text.title_missing(report.name)).say(text.missing(report.name, report.signature[1]))
    if report.state == "stub":
        return Card("info", text.title_stub(_label(report))).say(text.stub(report.name, report.stub))
    if report.state == "passed":
        return _passed(report, exercise)
    card = Card("bad", text.title_failed(_label(report), report.stage)).steps(_stages(report, exercise))
    if report.state == "broken":
        return card.say(text.signature(*report.signature))
    assert report.failing is not None
    _evidence(card, report, report.failing, exercise)
    _causes(card, cause, report.name)
    return card.say(text.next_step(report.name))


def part_cards(report: Report, exercise: VisibleExercise) -> list[Card]:
    """A card for each part that passed while another one did not: a big exercise is written part by part."""
    if report.state == "passed":
        return []
    return [part_card(report.name, part, exercise) for part in report.done]


def part_card(name: str, part: str, exercise: VisibleExercise) -> Card:
    """The card for a part that passed."""
    report = Report(name, "passed", passed=STAGES, part=part)
    return Card("good", text.title_passed(_label(report))).steps(_stages(report, exercise))


def _label(report: Report) -> str:
    return f"{report.name} · {report.part}" if report.part else report.name


def _passed(report: Report, exercise: VisibleExercise) -> Card:
    card = Card("good", text.title_passed(_label(report))).steps(_stages(report, exercise))
    if report.gradient is not None:
        card.say(text.gradient_passed(report.gradient))
    if report.part:
        return card.say(text.part_passed(report.name))
    return card.say(text.NEVER_MIND if exercise.graded else text.PRACTISED)


def _stages(report: Report, exercise: VisibleExercise) -> list[tuple[str, str, str]]:
    if report.part:
        exercise = exercise.only(report.part)
    gradient = any(case.gradient is not None for case in exercise.cases)
    shown = [
        stage for stage in STAGES
        if not (stage in GROUPS and not exercise.groups[stage]) and not (stage == "gradient" and not gradient)
    ]  # fmt: skip
    marks = dict.fromkeys(report.passed, ("✓", text.PASSED))
    if report.stage:
        marks[report.stage] = ("✗", text.FAILED)
    return [(*marks.get(stage, ("–", text.LEFT)), text.STAGE_NAMES[stage]) for stage in shown]


def _evidence(card: Card, report: Report, trial: Trial, exercise: VisibleExercise) -> None:
    problem = trial.problem
    assert problem is not None
    got = trial.got[problem.step] if problem.step < len(trial.got) else Outcome()
    want = trial.case.want[problem.step] if problem.step < len(trial.case.want) else Outcome()
    card.say(_sentence(report, trial, got, want, exercise), trial.case.say)
    card.lines(text.CALL, source_of(exercise, trial.case, trial.case.steps[: problem.step + 1]))
    if report.trouble is not None:
        card.say(f"{report.trouble.kind}: {report.trouble.text}", text.GOT)
        card.lines(messages.OWN_LINES, "\n".join(lines_of(report.trouble)))
        card.say(_meaning(report.trouble, trial, want))
    _comparison(card, trial, got, want, exercise)
    card.lines(text.PRINTED, report.printed.strip())
    if report.warned:
        card.say(text.warned(report.warned))


def _meaning(found: Trouble, trial: Trial, want: Outcome) -> str:
    """A sentence on what the exception means for the student's code in this case, or ""."""
    assert trial.problem is not None
    step = trial.case.steps[trial.problem.step]
    if trial.problem.kind == "message" or (found.meant and want.error):
        return ""  # an error is expected here
    if want.error:
        return text.not_refused(want.error, found.kind)
    if found.meant:
        return text.own_raise(found.kind, found.kind == "AssertionError")
    if isinstance(step, Get) and found.kind == "AttributeError" and not found.lines:
        return text.no_attribute(step.attr)
    return meaning_of(found)


def _sentence(report: Report, trial: Trial, got: Outcome, want: Outcome, exercise: VisibleExercise) -> str:
    problem = trial.problem
    assert problem is not None
    if problem.kind == "property":
        params = next((params for name, params, _ in trial.case.props if name == trial.prop), {})
        return text.property_failed(trial.prop, params)
    detail = problem.detail
    if problem.kind in ("error", "other_error") and report.trouble is not None:
        detail = report.trouble.kind
    if problem.kind in ("no_error", "other_error"):
        return text.problem(problem.kind, detail, want.error or "", "")
    if problem.kind == "message":
        return text.problem(problem.kind, "", text.OR.join(f"`{name}`" for name in _blamed(trial, exercise)), "")
    mine, yours = _items(problem.item, got, want)
    if problem.kind == "shape":
        return text.problem("shape", "", str(np.shape(yours)), str(np.shape(mine)))
    if problem.kind == "dtype":
        return text.problem("dtype", "", _dtype(yours), _dtype(mine))
    return text.problem(problem.kind, detail, kind_of(yours), kind_of(mine))


def _blamed(trial: Trial, exercise: VisibleExercise) -> tuple[str, ...]:
    """The parameters that a message should name; a library's name for one is accepted, too, but not advised."""
    accepted = trial.case.options["blame"]
    return tuple(name for name in dict.fromkeys(accepted) if name in exercise.names) or accepted


def _dtype(value: Any) -> str:
    return str(value.dtype) if isinstance(value, (np.ndarray, np.generic)) else type(value).__name__


def _items(item: tuple[int, ...], got: Outcome, want: Outcome) -> tuple[Any, Any]:
    try:
        return dig(got.value, item), dig(want.value, item)
    except (TypeError, IndexError, KeyError):
        return got.value, want.value


def _comparison(card: Card, trial: Trial, got: Outcome, want: Outcome, exercise: VisibleExercise) -> None:
    problem, options = trial.problem, trial.case.options
    assert problem is not None
    if want.error is not None:
        if problem.kind == "no_error":
            card.lines(text.GOT, show_value(got.value))
        card.say(text.expected_error(want.error, _blamed(trial, exercise)), text.WANT)
        return
    if problem.kind in ("warning", "rng", "aliased", "changed", "mutated", "missing"):
        return
    mine, yours = _items(problem.item, got, want)
    shown = []
    if got.error is None:
        shown.append((_numbered(text.GOT, problem.item), show_value(mine, problem.where)))
    if problem.kind != "property" and options["values"] and problem.step not in options["skip"]:
        shown.append((_numbered(text.WANT, problem.item), show_value(yours, problem.where)))
    card.beside(*shown)
    if problem.kind == "value" and (found := worst_gradient(trial)) is not None:
        where, analytic, numeric, share = found
        card.rows(text.GRADIENT_HEAD, [(str(list(where)), element(analytic), element(numeric), number(share))])
    elif problem.where and got.error is None:
        one, other = pair(mine[problem.where], yours[problem.where])
        card.rows(text.WORST_HEAD, [(str(list(problem.where)), one, other)])


def _numbered(title: str, item: tuple[int, ...]) -> str:
    return title + "".join(f"[{index}]" for index in item)


def _causes(card: Card, cause: Likely, name: str) -> None:
    if cause.ratio is not None:
        card.say(text.ratio(*cause.ratio, cause=not cause.causes and not cause.form))
    for index, item in enumerate(cause.causes):
        convention, says = convention_said(item.says, item.convention)
        card.say(says, text.CONVENTION if convention else text.ALSO if index else text.CAUSE)
    card.say(cause.form, text.CAUSE)
    if cause.unready:
        card.say(text.calls_unready(name, cause.unready))

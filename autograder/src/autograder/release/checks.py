"""Makes a unit's ``checks.json`` from its secret folder: values that a student may see, but no code.

Each exercise has its signature, hints, the visible cases as data, what the reference gives on each
case, and what each mistake of the bank gives, with its diagnosis.  The student's kernel compares and
diagnoses with `core`, as the judge does, but has neither the reference nor the bank.
"""

from __future__ import annotations

import ast
import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from npml.core import properties, values, wire
from npml.core.arguments import plain
from npml.core.compare import alike, compare_case, names_one
from npml.core.evidence import same_run
from npml.core.josa import korean
from npml.core.known_errors import mark
from npml.core.marks import QUIZ
from npml.core.program import Outcome, run
from npml.core.steps import Call, Step
from npml.errors import UnitError
from npml.student import sealed
from npml.student.unitfile import FORMAT, GROUPS

from ..authoring.unit import QUIZ_POINTS, Unit
from ..authoring.vocabulary import Case, Check, Mistake, Question
from . import messages
from .assignment import stub_of
from .chance import steady
from .course_readme import minutes_of

STEP = 1e-5  # step h of the central differences
#: Where the two one-sided differences disagree by more than this share, the loss is taken to have a kink.
KINK = 1e-3


def visible_values(unit: Unit) -> dict[str, Any]:
    """The content of a unit's checks.json, as a tree for JSON; every build gives the same tree.

    Raises:
        UnitError: a visible case that the reference fails or that has ``verify``, an unknown property or mistake,
            not three hints, a loss whose numerical gradient is not the reference's, or a widget value that is no data.
    """
    points = {exercise.name: float(exercise.points) for exercise in unit.exercises}
    compute = getattr(unit._checks, "widget_values", None)
    shipped = compute(unit.namespace()) if compute is not None else {}
    return {
        "format": FORMAT,
        "unit": unit.name,
        "title": unit.title,
        "points": {**points, QUIZ: QUIZ_POINTS} if unit.is_graded else {},
        "minutes": minutes_of(unit),
        **({"libraries": list(unit.libraries)} if unit.libraries else {}),
        **({"given": list(unit.given)} if unit.given else {}),
        "missions": _missions(unit),
        "exercises": [_exercise(unit, check) for check in unit.checks],
        "discoveries": [_exercise(unit, check) for check in unit.discoveries],
        "quiz": [_question(unit, number, question) for number, question in enumerate(unit.quiz, 1)],
        "widget_values": {key: _shippable(unit, key, value) for key, value in shipped.items()},
    }  # fmt: skip


def _missions(unit: Unit) -> list[tuple[str, str]]:
    """The draw functions with a mission that the lesson shows, each with the widget's title, in the lesson's order.

    They are read, not imported: public/ is a part of a package that is only being made.  Pairs, because the names of
    a mapping are sorted when it is written.
    """
    shown = "\n".join(cell.source for cell in unit.lesson.cells if cell.cell_type == "code")
    public = sorted((unit.folder / "public").glob("*.py"))
    body = [node for path in public for node in ast.parse(path.read_text(encoding="utf-8")).body]
    found = []
    for node in (item for item in body if isinstance(item, ast.FunctionDef)):
        for call in node.decorator_list:
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "widget":
                missions = [item for item in call.keywords if item.arg == "mission"]
                if missions and (place := re.search(rf"\bexplore\(\s*{node.name}\b", shown)):
                    found.append((place.start(), node.name, str(ast.literal_eval(call.args[0]))))
    return [(name, title) for _, name, title in sorted(found)]


def _question(unit: Unit, number: int, question: Question) -> dict[str, Any]:
    """A question with its answer key encoded by `student.sealed`."""
    salt = sealed.salt_of(unit.name, number, question.text)
    texts = [option.text for option in question.options]
    marks = [sealed.mark(salt, option.text, option.right) for option in question.options]
    whys = sealed.close(salt, texts, [option.why for option in question.options])
    return {"text": question.text, "salt": salt, "options": [list(item) for item in zip(texts, marks, whys, strict=True)]}


def equivalent(one: bytes, other: bytes) -> bool:
    """Whether two checks.json files differ at most in the last digits of floats, which depend on the processor."""
    return _alike_trees(json.loads(one), json.loads(other))


def _exercise(unit: Unit, check: Check) -> dict[str, Any]:
    if len(check.hints) != 3 or not all(hint.strip() for hint in check.hints):
        raise _error(unit, check, messages.NOT_THREE_HINTS)
    bank = [item for item in (*unit.mistakes, *unit.discovery_mistakes) if item.exercise == check.name]
    spaces = {item.key: unit.namespace({check.name: item.code}) for item in bank}
    groups = {group: getattr(check, group) for group in GROUPS}
    if check.parts and (found := set(map(check.part_of, check.cases))) != check.parts.keys():
        raise _error(unit, check, messages.OTHER_PARTS.format(found=sorted(found), expected=sorted(check.parts)))
    return {
        "name": check.name,
        "params": list(check.params),
        "methods": {name: list(params) for name, params in check.methods.items()},
        "hints": list(check.hints),
        "stub": stub_of(unit, check.name),
        "cases": {
            group: [_case(unit, check, group, number, case, bank, spaces) for number, case in enumerate(cases, 1)]
            for group, cases in groups.items()
        },
        **({"parts": list(check.parts)} if check.parts else {}),
        # A list, because the order of the bank is the order of preference.
        "diagnoses": [[item.key, item.says, item.convention] for item in bank],
    }


def _case(
    unit: Unit, check: Check, group: str, number: int, case: Case, bank: Sequence[Mistake], spaces: dict[str, Any]
) -> dict[str, Any]:
    where = messages.VISIBLE_CASE.format(group=group, number=number)
    part = check.part_of(case)
    case = replace(case, steps=_as_shipped(case.steps))
    want = _observed(case, unit.reference)
    _prove(unit, check, where, case, want, {item.key for item in bank})
    tree: dict[str, Any] = {
        "steps": _text(wire.pack_steps(case.steps)),
        "want": _text(wire.pack_outcomes(_kept(case, want))),
        "wrong": _wrong(case, want, bank, spaces),
        **_options(case),
        **({"part": part} if part else {}),
    }
    if check.loss is not None and group in ("example", "random") and isinstance(case.steps[0], Call):
        tree["gradient"] = values.to_text(_gradient(unit, check, where, case, want[0].value))
    return tree


def _observed(case: Case, names: Mapping[str, Any]) -> list[Outcome]:
    """What a case gives; whatever it draws at random is the same in every build, and no other case has a part in it."""
    with steady():
        return run(case.steps, names)


def _as_shipped(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps as the student's kernel will read them, because the file stores the keys of objects sorted."""
    tree, buffers = wire.pack_steps(steps)
    return wire.unpack_steps(json.loads(json.dumps(tree, sort_keys=True)), buffers)


def _options(case: Case) -> dict[str, Any]:
    """A case's tolerances, and the options that differ from their defaults."""
    found: dict[str, Any] = {"rtol": case.rtol, "atol": case.atol}
    lists = {"look": sorted(case.look), "blame": list(case.blame), "skip": sorted(case.skip)}
    found.update({key: items for key, items in lists.items() if items})
    if case.props:
        found["props"] = [[prop.name, prop.params, prop.key] for prop in case.props]
    flags = {"loose": case.loose, "compare": not case.compare}
    found.update({key: key == "loose" for key, on in flags.items() if on})
    if case.sizes:
        found["sizes"] = case.sizes
    if case.say:
        found["say"] = case.say
    return found


def _prove(unit: Unit, check: Check, where: str, case: Case, want: list[Outcome], keys: set[str]) -> None:
    if case.verify is not None:
        raise _error(unit, check, messages.HAS_VERIFY.format(where=where))
    for prop in case.props:
        if prop.name not in properties.REGISTRY:
            raise _error(unit, check, korean(messages.NO_PROPERTY, where=where, name=repr(prop.name)))
        if prop.key and prop.key not in keys:
            raise _error(unit, check, korean(messages.NO_MISTAKE, where=where, name=repr(prop.name), key=repr(prop.key)))
        if not properties.holds(prop.name, want, prop.params):
            said = korean(messages.PROPERTY_FAILS, where=where, name=repr(prop.name), params=prop.params)
            raise _error(unit, check, said)
    if problem := compare_case(want, want, **_comparison(case)):
        raise _error(unit, check, korean(messages.REFERENCE_FAILS, where=where, problem=problem))
    if len(want) < len(case.steps):
        error = want[-1].error if want else None
        raise _error(unit, check, messages.REFERENCE_STOPS.format(where=where, number=len(want), error=error))


def _comparison(case: Case) -> dict[str, Any]:
    return {
        "rtol": case.rtol, "atol": case.atol, "look": case.look, "blame": case.blame, "skip": case.skip,
        "loose": case.loose, "values": case.compare,
    }  # fmt: skip


def _kept(case: Case, outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes without the arguments, unless the case compares those ("pure")."""
    if "pure" in case.look:
        return outcomes
    return [replace(outcome, args=None) for outcome in outcomes]


def _wrong(case: Case, want: list[Outcome], bank: Sequence[Mistake], spaces: dict[str, Any]) -> list[Any]:
    """[key, outcomes] of each mistake; None when they are right, an earlier mistake's key when they equal that one's."""
    stored: list[Any] = []
    first: dict[str, str] = {}
    right = _kept(case, want)
    for item in bank:
        outcomes = [_without_text(case, outcome) for outcome in _kept(case, _observed(case, spaces[item.key]))]
        if same_run(outcomes, right) and compare_case(outcomes, want, **_comparison(case)) is None:
            stored.append([item.key, None])
            continue
        packed = _text(wire.pack_outcomes(outcomes))
        text = json.dumps(packed)
        stored.append([item.key, first.get(text, packed)])
        first.setdefault(text, item.key)
    return stored


def _without_text(case: Case, outcome: Outcome) -> Outcome:
    """Drop an exception's text, which might quote code; keep the mark of a known error and the name it had to contain."""
    if outcome.error is None:
        return replace(outcome, text="")
    named = names_one(outcome.text, case.blame)
    return replace(outcome, text=" ".join(filter(None, [mark(outcome.text), case.blame[0] if named else ""])))


def _gradient(unit: Unit, check: Check, where: str, case: Case, analytic: Any) -> Any:
    """The gradient of the loss by central differences in float64, in the shape of the argument; NaN at kinks."""
    call = case.steps[0]
    assert isinstance(call, Call)
    assert check.loss is not None
    args = [plain(arg) for arg in call.args]
    kwargs = {key: plain(arg) for key, arg in call.kwargs.items()}
    point = np.array(args[check.wrt], dtype=np.float64)
    result = np.empty_like(point)

    def loss_at(index: tuple[int, ...], shift: float) -> float:
        moved = point.copy()
        moved[index] += shift
        mine = list(args)
        mine[check.wrt] = moved
        return float(check.loss(*mine, **kwargs))  # type: ignore[misc]

    for index in np.ndindex(point.shape):
        low, here, high = (loss_at(index, shift) for shift in (-STEP, 0.0, STEP))
        slopes = (here - low) / STEP, (high - here) / STEP
        kink = abs(slopes[1] - slopes[0]) > KINK * max(1.0, abs(slopes[0]), abs(slopes[1]))
        result[index] = np.nan if kink else (high - low) / (2 * STEP)
    known = np.isfinite(result)
    if np.shape(analytic) != result.shape or not np.allclose(result[known], analytic[known], rtol=1e-5, atol=1e-7):
        raise _error(unit, check, messages.OTHER_GRADIENT.format(where=where))
    return result


def _shippable(unit: Unit, key: str, value: Any) -> dict[str, Any]:
    stored = values.to_text(value)
    if "opaque" in json.dumps(stored["v"]):
        raise UnitError(messages.NOT_SHIPPABLE.format(path=unit.folder / "checks.py", key=key))
    return stored


def _text(packed: tuple[Any, list[bytes]]) -> list[Any]:
    tree, buffers = packed
    return [tree, [base64.b64encode(raw).decode("ascii") for raw in buffers]]


def _error(unit: Unit, check: Check, what: str) -> UnitError:
    return UnitError(f"{unit.folder / 'checks.py'}: {check.name}: {what}")


def _alike_trees(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        if a.keys() == b.keys() == {"v", "b"}:
            return alike(values.from_text(a), values.from_text(b), 1e-9, 1e-12)
        return a.keys() == b.keys() and all(_alike_trees(a[key], b[key]) for key in a)
    if isinstance(a, list):
        if _is_packed(a) and _is_packed(b):
            return _alike_trees(a[0], b[0]) and _alike_buffers(a, b)
        return len(a) == len(b) and all(map(_alike_trees, a, b))
    return bool(a == b) or (_is_hex(a) and _is_hex(b) and alike(float.fromhex(a), float.fromhex(b), 1e-9, 1e-12))


def _is_packed(item: list[Any]) -> bool:
    return len(item) == 2 and isinstance(item[0], list) and isinstance(item[1], list)


def _alike_buffers(a: list[Any], b: list[Any]) -> bool:
    codes: dict[int, str] = {}
    _collect_codes(a[0], codes)
    if len(a[1]) != len(b[1]):
        return False
    for index, (one, other) in enumerate(zip(a[1], b[1], strict=True)):
        if one != other:
            dtype = np.dtype("<" + codes.get(index, "u1"))
            mine, yours = (np.frombuffer(base64.b64decode(text), dtype) for text in (one, other))
            if dtype.kind != "f" or not alike(mine, yours, 1e-9, 1e-12):
                return False
    return True


def _collect_codes(tree: Any, codes: dict[int, str]) -> None:
    if isinstance(tree, dict):
        if "nd" in tree:
            codes[tree["buf"]] = tree["nd"]
        for item in tree.values():
            _collect_codes(item, codes)
    elif isinstance(tree, list):
        for item in tree:
            _collect_codes(item, codes)


def _is_hex(text: Any) -> bool:
    return isinstance(text, str) and text.lstrip("-").startswith("0x")

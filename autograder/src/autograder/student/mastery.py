"""What has been practised on this computer, and ``progress()``, which shows it.

A small JSON file in the user's state folder; nothing here is graded, and nothing breaks when
it cannot be read or written.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from .card import Card
from .messages import study as text
from .namespace import caller_names, current_unit
from .output import strict
from .unitfile import FILE, NoUnit, UnitFile, load

#: Names the state file; "" keeps the record in this process only.
OVERRIDE = "AUTOGRADER_STATE"
_session: dict[str, Any] = {}


def record_check(unit: UnitFile, name: str, state: str) -> None:
    """Remember a check; what has once passed stays passed."""
    checks = _unit(unit.unit).setdefault("checks", {})
    if state not in ("stub", "missing") and checks.get(name) != "passed":
        checks[name] = state
        _save()


def record_hint(unit: UnitFile, name: str, level: int) -> None:
    """Remember the highest level of hint that was opened."""
    hints = _unit(unit.unit).setdefault("hints", {})
    if level > _count(hints.get(name)):
        hints[name] = level
        _save()


def record_quiz(unit: UnitFile, right: int) -> None:
    """Remember how many quiz answers are right."""
    record = _unit(unit.unit)
    if record.get("quiz") != right:
        record["quiz"] = right
        _save()


def progress() -> None:
    """Show what has been mastered in this unit, and in the others that were worked on here."""
    from .checking import no_unit

    try:
        unit = current_unit(caller_names())
    except NoUnit as error:
        if strict():
            raise
        no_unit(error).show()
        return
    progress_card(unit).show()


def progress_card(unit: UnitFile) -> Card:
    """The page as a card."""
    record = _unit(unit.unit)
    checks, hints = record.get("checks", {}), record.get("hints", {})
    card = Card("info", f"{text.PROGRESS}: {unit.title}")
    rows = [(name, _state(checks.get(name)), text.opened(_count(hints.get(name)))) for name in unit.exercises]
    card.rows(text.SKILL_HEAD, rows)
    if "quiz" in record:
        card.say(text.score(_count(record["quiz"]), len(unit.quiz)), text.QUIZ)
    others = [_summary(other) for other in _siblings(unit) if _read().get(other.unit)]
    if others:
        card.rows(text.UNIT_HEAD, others)
    return card.say(text.LOCAL_ONLY)


def _summary(unit: UnitFile) -> tuple[str, ...]:
    record = _unit(unit.unit)
    done = sum(record.get("checks", {}).get(name) == "passed" for name in unit.exercises)
    quiz = text.of_total(_count(record["quiz"]), len(unit.quiz)) if "quiz" in record else "–"
    return unit.title, text.of_total(done, len(unit.exercises)), quiz


def _siblings(unit: UnitFile) -> list[UnitFile]:
    found = []
    for path in sorted(unit.path.parent.parent.glob(f"*/{FILE}")):
        if path != unit.path:
            with contextlib.suppress(NoUnit):
                found.append(load(path))
    return found


def _state(state: Any) -> str:
    return text.DONE if state == "passed" else text.TRIED if state else text.TODO


def _count(value: Any) -> int:
    return value if type(value) is int else 0


# --- the file -------------------------------------------------------------------------------


def _path() -> Path | None:
    override = os.environ.get(OVERRIDE)
    if strict() or override == "":
        return None
    if override:
        return Path(override)
    base = os.environ.get("XDG_STATE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".local" / "state") / "numpy-ml-autograder" / "progress.json"
    except RuntimeError:  # no home folder
        return None


def _read() -> dict[str, Any]:
    """The record: of this process if there is one, else the file's."""
    if not _session:
        path = _path()
        with contextlib.suppress(OSError, ValueError):
            stored = json.loads(path.read_text(encoding="utf-8")) if path is not None else {}
            if isinstance(stored, dict):
                _session.update({key: value for key, value in stored.items() if isinstance(value, dict)})
    return _session


def _unit(name: str) -> dict[str, Any]:
    record = _read().setdefault(name, {})
    for part in ("checks", "hints"):
        if not isinstance(record.get(part, {}), dict):
            del record[part]
    return record  # type: ignore[no-any-return]


def _save() -> None:
    path = _path()
    if path is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two notebooks may write at once: a whole file replaces the old one.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
            json.dump(_read(), stream, ensure_ascii=False, indent=1, sort_keys=True)
        os.replace(stream.name, path)

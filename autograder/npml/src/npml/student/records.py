"""The records of what has been practised on this computer, and ``progress()``, which shows them.

Each unit has a small JSON file in the user's state folder.  Nothing in it is graded, and nothing breaks
when it cannot be read or written.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from ..core.folders import user_folder
from .card import Card, unit_here
from .locking import locked
from .messages import study as text
from .namespace import caller_names
from .output import strict
from .unitfile import FILE, NoUnit, UnitFile, load

#: This variable names the old common state file, beside which the units' files lie.  If it is "", no file is written.
OVERRIDE = "AUTOGRADER_STATE"
#: The state of an exercise of which a part passed its check.
PART = "part"
#: "checks": name -> state; "hints": name -> highest level; "quiz": how many answers are right.
Record = dict[str, Any]
#: What could not be written to a file, by unit.
_session: dict[str, Record] = {}


def record_check(unit: UnitFile, name: str, state: str) -> None:
    """Remember a check, except of a stub; what has passed once stays passed."""
    if state not in ("stub", "missing"):
        _add(unit.unit, {"checks": {name: state}})


def record_hint(unit: UnitFile, name: str, level: int) -> None:
    """Remember the highest level of hint that was opened."""
    _add(unit.unit, {"hints": {name: level}})


def record_quiz(unit: UnitFile, right: int) -> None:
    """Remember how many quiz answers are right."""
    _add(unit.unit, {"quiz": right})


def progress() -> None:
    """Show what has been mastered in this unit, and a summary of the other units that were worked on here.

    Raises:
        NoUnit: in a build, there is no readable checks.json.
    """
    unit = unit_here(caller_names(), raises=strict())
    if unit is None:
        return
    progress_card(unit).show()


def progress_card(unit: UnitFile) -> Card:
    """The progress as a card."""
    record = _record(unit.unit)
    checks, hints = record["checks"], record["hints"]
    card = Card("info", f"{text.PROGRESS}: {unit.title}")
    rows = [(name, _state(checks.get(name)), text.opened(hints.get(name, 0))) for name in unit.exercises]
    card.rows(text.SKILL_HEAD, rows)
    if "quiz" in record:
        card.say(text.score(record["quiz"], len(unit.quiz)), text.QUIZ)
    known = [(other, _record(other.unit)) for other in _siblings(unit)]
    others = [_summary(other, found) for other, found in known if any(found.values()) or "quiz" in found]
    if others:
        card.rows(text.UNIT_HEAD, others)
    return card.say(text.LOCAL_ONLY)


def _summary(unit: UnitFile, record: Record) -> tuple[str, ...]:
    done = sum(record["checks"].get(name) == "passed" for name in unit.exercises)
    quiz = text.of_total(record["quiz"], len(unit.quiz)) if "quiz" in record else "–"
    return unit.title, text.of_total(done, len(unit.exercises)), quiz


def _siblings(unit: UnitFile) -> list[UnitFile]:
    found = []
    for path in sorted(unit.path.parent.parent.glob(f"*/{FILE}")):
        if path != unit.path:
            with contextlib.suppress(NoUnit):
                found.append(load(path))
    return found


def _state(state: Any) -> str:
    return {"passed": text.DONE, PART: text.PARTLY}.get(state, text.TRIED if state else text.TODO)


# --- the files ------------------------------------------------------------------------------


def _base() -> Path | None:
    """The file in which earlier versions kept all units; the units' own files lie beside it.  None: write no files."""
    override = os.environ.get(OVERRIDE)
    if strict() or override == "":
        return None
    if override:
        return Path(override)
    try:
        return user_folder() / "progress.json"
    except RuntimeError:  # no home folder
        return None


def _path(base: Path, unit: str) -> Path:
    """``progress.json`` -> ``progress/UNIT.json``."""
    folder = base.with_suffix("") if base.suffix else base.with_name(base.name + ".d")
    return folder / f"{unit}.json"


def _record(unit: str) -> Record:
    """All that is known of a unit: from its file, from the old common file, and what could not be written."""
    base = _base()
    stored = _stored(base, unit) if base is not None else _clean({})
    return _merged(stored, _session.get(unit, {}))


def _stored(base: Path, unit: str) -> Record:
    old = _load(base)
    return _merged(_clean(old.get(unit)), _clean(_load(_path(base, unit))))


def _load(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        stored = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(stored, dict):
            return stored
    return {}


def _clean(stored: Any) -> Record:
    """The valid parts of what a file holds, as a record."""
    given = _dict(stored)
    record: Record = {
        part: {key: value for key, value in _dict(given.get(part)).items() if type(value) is kind}
        for part, kind in (("checks", str), ("hints", int))
    }
    if type(given.get("quiz")) is int:
        record["quiz"] = given["quiz"]
    return record


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _merged(one: Record, other: Record) -> Record:
    """Both records in one: what has passed stays passed, the higher hint level counts, and the score of ``other`` does."""
    checks, hints = dict(one.get("checks", {})), dict(one.get("hints", {}))
    for name, state in other.get("checks", {}).items():
        if checks.get(name) != "passed":
            checks[name] = state
    for name, level in other.get("hints", {}).items():
        hints[name] = max(level, hints.get(name, 0))
    found: Record = {"checks": checks, "hints": hints}
    if "quiz" in {**one, **other}:
        found["quiz"] = other.get("quiz", one.get("quiz"))
    return found


def _add(unit: str, news: Record) -> None:
    """Add to a unit's record.

    Another kernel may do so at the same time.  So the file is read again under a lock, and replaced as a whole.
    """
    base = _base()
    _session[unit] = waiting = _merged(_session.get(unit, {}), news)
    if base is None:
        return
    path = _path(base, unit)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.with_suffix(".lock")):
            before = _clean(_load(path))
            after = _merged(_stored(base, unit), waiting)
            if after != before:
                with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
                    json.dump(after, stream, ensure_ascii=False, indent=1, sort_keys=True)
                os.replace(stream.name, path)
        del _session[unit]  # after an OSError this line is not reached: the record stays known to this process

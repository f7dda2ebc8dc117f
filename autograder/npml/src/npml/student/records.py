"""The records of what has been practised on this computer; `overview` shows them.

Each unit has a small JSON file in the user's state folder.  Nothing in it is graded, and nothing breaks
when it cannot be read or written.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..core.folders import user_folder
from .locking import locked
from .output import strict
from .unitfile import UnitFile

#: This variable names the old common state file, beside which the units' files lie.  If it is "", no file is written.
OVERRIDE = "AUTOGRADER_STATE"
#: The state of an exercise of which a part passed its check.
PART = "part"
#: "checks": name -> state; "hints": name -> highest level; "missions": name -> True; "answers": number of a question, as
#: text -> clicked option; "quiz": how many answers are right; "answered": how many are given;
#: "review": question -> the days of the last answers; "session": "clicked" -> the kernel and what was clicked in it.
Record = dict[str, Any]
_PARTS: tuple[tuple[str, type], ...] = (
    ("checks", str), ("hints", int), ("missions", bool), ("answers", int), ("review", str), ("session", str),
)  # fmt: skip
_NUMBERS = ("quiz", "answered")
#: The head of an exported file, and the largest file that is read, in bytes.
EXPORT, MAX_BYTES = "npml_progress", 1_000_000
#: What could not be written to a file, by unit.
_session: dict[str, Record] = {}
#: The code of solution cells that were reset, by unit and exercise.
_code: dict[tuple[str, str], str] = {}


def record_check(unit: UnitFile, name: str, state: str) -> None:
    """Remember a check, except of a stub; what has passed once stays passed."""
    if state not in ("stub", "missing"):
        _add(unit.unit, {"checks": {name: state}})


def record_hint(unit: UnitFile, name: str, level: int) -> None:
    """Remember the highest level of hint that was opened."""
    _add(unit.unit, {"hints": {name: level}})


def record_mission(unit: UnitFile, name: str) -> None:
    """Remember that a mission was reached; it stays reached.

    Args:
        unit: the unit.
        name: the name of the draw function whose widget has the mission.
    """
    _add(unit.unit, {"missions": {name: True}})


def record_quiz(unit: UnitFile, right: int, answered: int, clicked: Mapping[int, int | None] | None = None) -> None:
    """Remember how many quiz answers are given and right, and the clicked ones, {question number: option number}."""
    chosen = {str(number): option for number, option in (clicked or {}).items() if option is not None}
    _add(unit.unit, {"quiz": right, "answered": answered, "answers": chosen})


def record_clicks(unit: UnitFile, kernel: str, clicked: Mapping[int, int]) -> None:
    """Remember what was clicked in a kernel, so that it survives a restart: the notebook's file may not be saved yet."""
    _add(unit.unit, {"session": {"clicked": json.dumps([kernel, {str(key): value for key, value in clicked.items()}])}})


def clicks_of(unit: UnitFile, kernel: str) -> dict[int, int]:
    """What was clicked in this kernel before it was restarted; nothing of another kernel, which may be somebody else's."""
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        known, clicked = json.loads(record_of(unit.unit)["session"].get("clicked", "null"))
        if kernel and known == kernel:
            return {int(number): option for number, option in clicked.items() if type(option) is int}
    return {}


def record_review(unit: UnitFile, question: str, history: str) -> None:
    """Remember when a question of ``review`` was answered, and how."""
    _add(unit.unit, {"review": {question: history}})


def record_of(unit: str) -> Record:
    """All that is known of a unit: from its file, from the old common file, and what could not be written."""
    base = _base()
    stored = _stored(base, unit) if base is not None else _clean({})
    return _merged(stored, _session.get(unit, {}))


def clicked_answers(unit: UnitFile) -> dict[int, int]:
    """The clicked answers that are remembered and that the quiz has, {question number: option number}."""
    stored = record_of(unit.unit)["answers"]
    known = {str(number): len(question.options) for number, question in enumerate(unit.quiz, 1)}
    return {int(number): option for number, option in stored.items() if 1 <= option <= known.get(number, 0)}


def keep_code(unit: UnitFile, name: str, source: str) -> None:
    """Keep the text of a solution cell that is about to be replaced, as a file of its own; none is ever deleted."""
    folder = _code_folder(unit)
    if folder is not None and kept_code(unit, name) != source:
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            last = max((_number(path) for path in _code_files(unit, name)), default=0)
            (folder / f"{name}-{last + 1}.py").write_text(source, encoding="utf-8")
    _code[unit.unit, name] = source


def kept_code(unit: UnitFile, name: str) -> str:
    """The text of a solution cell that was kept last, or ""."""
    with contextlib.suppress(OSError, ValueError):
        if (unit.unit, name) not in _code and (files := _code_files(unit, name)):
            return files[-1].read_text(encoding="utf-8")
    return _code.get((unit.unit, name), "")


def _code_folder(unit: UnitFile) -> Path | None:
    base = _base()
    return _path(base, unit.unit).with_suffix("") if base is not None else None


def _code_files(unit: UnitFile, name: str) -> list[Path]:
    """The kept texts of a solution cell in the order in which they were kept."""
    folder = _code_folder(unit)
    found = [] if folder is None else [path for path in folder.glob(f"{name}-*.py") if _number(path)]
    return sorted(found, key=_number)


def _number(path: Path) -> int:
    """The number at the end of a kept text's name; 0 if it has none: some program may have put a file there."""
    end = path.stem.rpartition("-")[2]
    return int(end) if end.isascii() and end.isdigit() else 0


# --- one file for another computer ----------------------------------------------------------


def export_to(path: Path) -> int:
    """Write the records of all units to one file; returns their number.

    Raises:
        OSError: the file cannot be written.
    """
    units = {unit: record for unit in _known() if any((record := record_of(unit)).values())}
    text = json.dumps({EXPORT: 1, "units": units}, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    return len(units)


def join_from(path: Path) -> int:
    """Join the records of an exported file to those of this computer; returns the number of its units.

    What has passed or was reached on either computer stays so, and the better quiz counts.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no exported file.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name}: more than {MAX_BYTES} bytes")
    stored = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(stored, dict) or stored.get(EXPORT) != 1 or not isinstance(stored.get("units"), dict):
        raise ValueError(f"{path.name}: no exported record")
    units = {str(unit): _clean(record) for unit, record in stored["units"].items() if _is_name(unit)}
    for unit, record in units.items():
        mine = record_of(unit)
        _add(unit, {**_merged(mine, record), "answers": {**record["answers"], **mine["answers"]}, **_better(mine, record)})
    return len(units)


def _is_name(unit: Any) -> bool:
    """Whether this may be a unit's name; it becomes a part of a file's name."""
    return isinstance(unit, str) and unit.isascii() and unit.replace("_", "a").isalnum() and len(unit) < 100


def _better(one: Record, other: Record) -> Record:
    best = max(one, other, key=lambda record: (record.get("quiz", 0), record.get("answered", 0)))
    return {key: best[key] for key in _NUMBERS if key in best}


def _known() -> list[str]:
    """The names of all units that have a record here."""
    base = _base()
    old = list(_load(base)) if base is not None else []
    files = [path.stem for path in _path(base, "x").parent.glob("*.json")] if base is not None else []
    return sorted(filter(_is_name, {*old, *files, *_session}))


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
        part: {key: value for key, value in _dict(given.get(part)).items() if type(value) is kind} for part, kind in _PARTS
    }
    record.update({key: given[key] for key in _NUMBERS if type(given.get(key)) is int})
    return record


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _merged(one: Record, other: Record) -> Record:
    """Both records in one: what has passed or was reached stays so, the higher hint counts, and the quiz of ``other``."""
    found: Record = {part: {**one.get(part, {}), **other.get(part, {})} for part, _ in _PARTS}
    found["checks"].update({name: state for name, state in one.get("checks", {}).items() if state == "passed"})
    found["hints"] = {name: max(record.get("hints", {}).get(name, 0) for record in (one, other)) for name in found["hints"]}
    return {**found, **{key: other.get(key, one.get(key)) for key in _NUMBERS if key in {**one, **other}}}


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
                _replace(path, after)
        del _session[unit]  # after an OSError this line is not reached: the record stays known to this process


def _replace(path: Path, record: Record) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
        part = Path(stream.name)
    try:
        part.write_text(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(part, path)
    except OSError:  # the disk is full
        with contextlib.suppress(OSError):
            part.unlink()
        raise

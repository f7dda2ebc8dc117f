"""``submit("20231234", "김하늘")``: rehearses the notebook as it will be graded, and writes the file to hand in.

Nothing that is found keeps the file from being written.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import itertools
import json
import os
import platform
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from ..core.marks import QUIZ, QUIZ_VARIABLE
from ..intake.python import defined_names, tree_of
from . import cells, handing
from .card import Card
from .handing import Written
from .lacking import lacking
from .messages import handing_in as text
from .namespace import caller_names, current_unit
from .output import in_kernel, strict, validating
from .place import notebook_path, notebooks_here, start_folder
from .rehearsal import INSIDE, Rehearsal, answers_of, rehearse
from .unitfile import NoUnit, UnitFile


@dataclass(frozen=True)
class Paper:
    """A notebook to hand in: its unit, its bytes as they were saved, its path, and whether it is the running one."""

    unit: UnitFile
    raw: bytes
    path: Path
    running: bool


class NotFound(Exception):
    """The notebook is not found or cannot be read; the text is Korean."""


def submit(student: object = "", name: str = "", *, file: str | Path = "", also: Sequence[str | Path] = ()) -> None:
    """Rehearse this notebook and write the file to hand in.

    Without id and name nothing is written until they were given once; they are remembered on this computer.  An
    untouched notebook is written only when they are given.

    Args:
        student: the student's id; put it in quotes, or a leading zero is lost.
        name: the student's name.
        file: the notebook's file, for editors that do not tell where it is.
        also: further files to hand in, other units' notebooks among them (they are rehearsed, too); then all go into a zip.
    """
    if strict() or validating() or os.environ.get(INSIDE):
        return
    names = caller_names()
    if not in_kernel() and not file:
        Card("warn", text.LABEL).say(text.NO_LAB).show()
        return
    others: dict[str, bytes] = {}
    try:
        papers = [own_paper(file, names)]
        for given in [also] if isinstance(also, (str, Path)) else also:
            path = handing.found_as(Path(given), start_folder())
            raw = _read(path)
            unit = handing.unit_of(raw) if path.suffix == ".ipynb" else None
            if unit is not None and unit.unit not in [paper.unit.unit for paper in papers]:
                papers.append(Paper(unit, raw, path, running=False))
            elif path.resolve() != papers[0].path:
                others[_unused(unicodedata.normalize("NFC", path.name), others)] = raw
    except NotFound as problem:
        Card("warn", text.LABEL).say(str(problem)).show()
        return
    shown = _waiting()
    found = [rehearse(paper.raw, paper.path, paper.unit, names) for paper in papers]
    card = paper_card(papers, found, names)
    hand_in(card, papers, found, others, _identity(student, name, found), asked=bool(student or name))
    if shown is None:
        card.show()
    else:
        shown.update(card.bundle(), raw=True)


def _unused(name: str, taken: Container[str]) -> str:
    """A file's name, with a number where another file has it already: two folders may each have a data.csv."""
    start, dot, ending = name.rpartition(".")
    start, dot, ending = (start, dot, ending) if start else (name, "", "")
    numbered = (f"{start} ({count}){dot}{ending}" for count in itertools.count(2))
    return next(one for one in itertools.chain([name], numbered) if one not in taken)


def _waiting() -> Any:
    """A display that says that the notebook runs, to be replaced by what was found; None where there is no kernel."""
    if not in_kernel():
        return None
    from IPython.display import display

    card = Card("info", text.RUNNING)
    return display(card.bundle(), raw=True, display_id=True)


# --- the notebook --------------------------------------------------------------------------


def own_paper(file: str | Path, names: dict[str, Any]) -> Paper:
    """The running notebook, or the one that was named.

    Raises:
        NotFound: there is none, or it is no notebook of this course.
    """
    unit: UnitFile | None = None
    with contextlib.suppress(NoUnit):
        unit = current_unit(names)
    path = handing.found_as(Path(file), start_folder()) if file else notebook_path(names, unit.unit if unit else "")
    raw = handing.from_colab() if not file else None
    if raw is not None:
        path = Path.cwd() / f"{unit.unit if unit else 'notebook'}.ipynb"
    elif path is None:
        raise NotFound(text.no_file([there.name for there in notebooks_here(names) if not there.name.startswith("00_")]))
    else:
        raw = _read(path)
    mine = handing.unit_of(raw) or unit
    if mine is None:
        raise NotFound(text.NO_UNIT.format(file=path.name))
    if not set(mine.exercises) & set(mine.points):
        raise NotFound(text.NOT_GRADED)
    return Paper(mine, raw, path.resolve(), running=unit is not None and unit.unit == mine.unit)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise NotFound(text.unreadable(path.name, text.why(error))) from error


# --- what was found ------------------------------------------------------------------------


def paper_card(papers: list[Paper], found: list[Rehearsal], names: dict[str, Any]) -> Card:
    """What the rehearsals found, as a card."""
    stale = [_stale(paper, item, names) for paper, item in zip(papers, found, strict=True)]
    card = Card(*_head(papers, found, any(stale)))
    for paper, item, lines in zip(papers, found, stale, strict=True):
        if len(papers) > 1:
            card.say(f"`{paper.path.name}`", paper.unit.title)
        for line in lines:
            card.say(line)
        card.say(item.rejected)
        if (without := lacking(paper.unit)) is not None:
            card.say(without.title)
        elif not item.rejected:
            _exercises(card, paper.unit, item)
            card.bullets(text.DIFFERENT, _different(paper, item))
    return card.say(text.NOT_THE_GRADE)


def _head(papers: list[Paper], found: list[Rehearsal], stale: bool) -> tuple[Any, str]:
    """The state and the heading of the card."""
    whole = all(len(item.passed) == len(paper.unit.exercises) for paper, item in zip(papers, found, strict=True))
    quizzes = all(len(item.answers) == len(paper.unit.quiz) for paper, item in zip(papers, found, strict=True))
    title = f"{text.LABEL}: "
    if any(item.rejected for item in found):
        return "bad", title + text.NOT_READ
    if stale:
        return "bad", title + text.UNSAVED
    lost = any(item.how in ("stopped", "late", "broken") for item in found)
    if lost or any(lacking(paper.unit) is not None for paper in papers):
        return "warn", title + text.NOT_REHEARSED
    if not any(item.begun for item in found):
        return "info", title + text.NOTHING_DONE
    return ("good", title + text.READY) if whole and quizzes else ("info", title + text.LEFT)


def _stale(paper: Paper, found: Rehearsal, names: dict[str, Any]) -> list[str]:
    """What to say when the running notebook has newer code than its file."""
    if not paper.running:
        return []
    lost = handing.unsaved(paper.unit, handing.sources_of(paper.raw), cells.runs(), cells.saved(names, paper.unit))
    lines = [text.unsaved(lost)] if lost else []
    given = names.get(QUIZ_VARIABLE)
    known = found.how == "process" and not found.rejected and isinstance(given, dict)
    if known and {int(number): option for number, option in answers_of(given, paper.unit).items()} != found.answers:
        lines.append(text.QUIZ_DIFFERS)
    return [text.SAVE, *lines, text.read_from(paper.path.name)] if lines else []


def _exercises(card: Card, unit: UnitFile, found: Rehearsal) -> None:
    """A table of the exercises and the quiz, and what their points come to."""
    rows = []
    for name in unit.exercises:
        state, stage = found.exercises.get(name, ("", ""))
        rows.append((name, text.state(state, stage), text.points(unit.points[name])))
    if unit.quiz:
        rows.append((text.QUIZ, text.answered(len(found.answers), len(unit.quiz)), text.points(unit.points[QUIZ])))
    card.say(text.HOW[found.how]).rows(text.HEAD, rows)
    done = sum(unit.points[name] for name in found.passed)
    card.say(text.summary(done, sum(unit.points[name] for name in unit.exercises) - done))


def _different(paper: Paper, found: Rehearsal) -> list[str]:
    """What the grader mends, refuses, or cannot run."""
    lines = [text.renamed(name, other) for name, other in _renamed(paper, found)]
    lines += [text.sentence(note) for note in found.mended]
    lines += [text.lost_cell(cell) for cell in dict.fromkeys(found.lost)]
    # A stub that is called is no news: the table says which exercises are open.
    failed = [line for line in found.failed if line.error != "NotImplementedError"]
    lines += [text.failed_line(line.cell, line.line, line.text, line.error) for line in failed[: text.MOST]]
    if len(failed) > text.MOST:
        lines.append(text.more_lines(len(failed) - text.MOST))
    return lines + [text.odd(*item) for item in found.odd[: text.MOST]]


def _renamed(paper: Paper, found: Rehearsal) -> list[tuple[str, str]]:
    """Exercises that are missing, each with a name in the notebook that is almost the same."""
    lost = [name for name, (state, _) in found.exercises.items() if state == "missing"]
    known = {name for source in handing.sources_of(paper.raw) for name in defined_names(tree_of(source))} if lost else set()
    near = [(name, difflib.get_close_matches(name, known - {*paper.unit.exercises}, 1, 0.75)) for name in lost]
    return [(name, other[0]) for name, other in near if other]


# --- the file --------------------------------------------------------------------------------


def _identity(student: object, name: str, found: list[Rehearsal]) -> tuple[str, str] | None:
    """For whom to write; ("", "") if it is not known; None if nothing is to be written for a student who only looks."""
    before = handing.remembered()
    if student or name:
        who = (_plain(student) or before[0]), (_plain(name) or before[1])
        return who if handing.safe_name(who[0]) and handing.safe_name(who[1]) else ("", "")
    if not all(before):
        return "", ""
    return before if any(item.begun for item in found) else None


def _plain(given: object) -> str:
    return "" if given is None else str(given).strip()


def hand_in(
    card: Card, papers: list[Paper], found: list[Rehearsal], others: dict[str, bytes], who: tuple[str, str] | None, *,
    asked: bool,
) -> None:  # fmt: skip
    """Write the file and its receipt, and say so on the card.

    Args:
        others: further files for the zip, by name.
        who: from `_identity`.
        asked: whether id or name were given in this call.
    """
    if who is None:
        card.say(text.NOT_WRITTEN_BLANK)
        return
    if not all(who):
        card.say(text.BAD_WHO if asked else text.WHO)
        return
    handing.remember(*who)
    start = "_".join(map(handing.safe_name, who))
    files, filled, shortened = {}, False, False
    for paper, item in zip(papers, found, strict=True):
        content, with_clicks, without_outputs = handing.handed_copy(paper.raw, item.clicked)
        filled, shortened = filled or with_clicks, shortened or without_outputs
        files[f"{start}_{paper.unit.unit}.ipynb"] = content
    name, content = next(iter(files.items()))
    receipt = _receipt(papers, found, who)
    if others or len(files) > 1:
        name = f"{start}_{papers[0].unit.unit}.zip" if len(files) == 1 else f"{start}.zip"
        others = {_unused(inner, {*files, text.RECEIPT_FILE}): data for inner, data in others.items()}
        receipt["files"] = {inner: hashlib.sha256(data).hexdigest() for inner, data in {**files, **others}.items()}
        inside = json.dumps(receipt, ensure_ascii=False, indent=1).encode()
        content = handing.as_zip({**files, **others, text.RECEIPT_FILE: inside})
    folder = papers[0].path.parent
    try:
        written = handing.write(folder, name, content, receipt)
    except OSError as error:
        card.say(text.cannot_write(str(folder / text.FOLDER / name), text.why(error)))
        return
    _tell(card, written, who, folder)
    card.say(text.CLICKED_IN if filled else "").say(text.OUTPUT_DROPPED if shortened else "")
    card.say(text.also(others) if others else "")


def _receipt(papers: list[Paper], found: list[Rehearsal], who: tuple[str, str]) -> dict[str, Any]:
    """What the receipt says besides the file, its hash and the time."""
    import npml

    units = {
        paper.unit.unit: {
            "rehearsed": item.how, "rejected": item.rejected,
            "exercises": {name: state for name, (state, _) in item.exercises.items()},
            "quiz": {"answered": len(item.answers), "of": len(paper.unit.quiz)},
        }
        for paper, item in zip(papers, found, strict=True)
    }  # fmt: skip
    versions = {"npml": npml.__version__, "numpy": np.__version__, "python": platform.python_version()}
    return {"student": who[0], "name": who[1], "units": units, "versions": versions, "note": text.RECEIPT_HINT}


def _tell(card: Card, written: Written, who: tuple[str, str], folder: Path) -> None:
    """Say where the file is, with a link, and show the receipt."""
    anyway = {"good": text.WRITTEN, "bad": text.WRITTEN_STALE}.get(card.state, text.WRITTEN_ANYWAY)
    done = text.SAME if written.same and card.state != "bad" else anyway
    card.say(done, text.who(*who))
    if handing.offer_download(written.path):
        card.say(text.DOWNLOAD)
    else:
        card.say(text.SAVE_COPY, to=quote(written.path.relative_to(folder).as_posix()), download=True)
    values = (str(written.path), written.sha256, text.size(written.size), written.made)
    card.lines(text.RECEIPT, "\n".join(f"{key}: {value}" for key, value in zip(text.RECEIPT_KEYS, values, strict=True)))
    card.say(text.RECEIPT_HINT)

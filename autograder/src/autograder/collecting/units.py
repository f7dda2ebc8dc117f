"""Of which unit a notebook is, by what is in it, and whether there is anything in it to grade."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import TracebackType

from nbformat import NotebookNode

from npml.core.josa import korean
from npml.core.marks import check_id, package_of
from npml.errors import SubmissionRejected
from npml.intake.names import guess, one_form, shown

from ..grading.reader import Reader
from . import messages

_GRADE_ID = re.compile(rb'"grade_id"\s*:\s*"(\w{1,100})"')
_PACKAGE = re.compile(rb"\bnpml\.(unit\d\d)\b")
_DEFINED = re.compile(rb"\b(?:def|class) +(\w{1,100})")
_IPYNB = re.compile(r"\.ipynb(?:[ _.(-].{0,12})?$", re.I)
_MAYBE = (".json", ".txt", ".download", ".html")


@dataclass(frozen=True)
class Looked:
    """What a notebook is.

    Attributes:
        unit: "" if it is not known.
        problem: "" for a notebook with answers; "broken" for no notebook at all, "untouched" without answers of the
            unit, "other" if it is of another unit than was said.
        text: Korean; what is wrong.
        note: Korean; what is odd although it can be used.
    """

    unit: str
    problem: str = ""
    text: str = ""
    note: str = ""


def is_notebook(name: str, head: bytes) -> bool:
    """Whether a file is a notebook, by its name, or by its beginning where a system changed the ending."""
    if _IPYNB.search(one_form(name).rstrip(". ")):
        return True
    return name.lower().endswith(_MAYBE) and head.lstrip()[:1] == b"{" and b'"nbformat"' in head


class Units:
    """Looks at notebooks; a context manager, which holds the process that reads them.

    Args:
        exercises: unit -> names of its exercises, of all units that there are.
        released: the notebook that students were given of a unit.
        used: the units of this course; empty for all.
    """

    def __init__(
        self, exercises: Mapping[str, Collection[str]], released: Callable[[str], NotebookNode], used: Collection[str] = ()
    ) -> None:
        self._exercises = exercises
        self._used = used or exercises.keys()
        self._load = released
        self._released: dict[str, NotebookNode] = {}
        self._empty = NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=[])
        self._reader = Reader()

    def __enter__(self) -> Units:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._reader.close()

    @property
    def names(self) -> Collection[str]:
        """The units that there are."""
        return self._exercises.keys()

    def look(self, raw: bytes, name: str, wanted: str = "") -> Looked:
        """What a notebook is.

        Args:
            raw: the file's content.
            name: the file's own name, which decides only where the content does not.
            wanted: the unit that it was said to be of; "" if nothing was said.
        """
        inside = self._by_content(raw)
        named = guess(name, self._exercises)
        if wanted:
            if inside and wanted not in inside:
                found = ", ".join(inside)
                return Looked("", "other", korean(messages.OTHER_UNIT, wanted=wanted, found=found))
            unit = wanted
        elif len(inside) == 1:
            unit = inside[0]
        else:
            unit = named if not inside or named in inside else ""
        if not unit:
            return self._unknown(raw, name, inside)
        if unit not in self._used:
            return Looked("", "other", korean(messages.UNUSED_UNIT, unit=unit))
        problem, text = self._problem(unit, raw, name)
        note = korean(messages.NAMED_OTHER, name=shown(name), unit=unit) if named not in ("", unit) and inside else ""
        return Looked(unit, problem, text, note)

    def _by_content(self, raw: bytes) -> list[str]:
        """The units of which there is most in the content."""
        marks = {found.decode() for found in _GRADE_ID.findall(raw)}
        packages = {found.decode() for found in _PACKAGE.findall(raw)}
        defined = {found.decode() for found in _DEFINED.findall(raw)}
        weights = {}
        for unit, names in self._exercises.items():
            own = {*names, *map(check_id, names)}
            # A definition alone may be anybody's: every other unit has a "predict".
            weight = 3 * len(marks & own) + 2 * (package_of(unit) in packages)
            weights[unit] = weight + len(defined & set(names)) if weight or set(names) <= defined else 0
        most = max(weights.values(), default=0)
        return [unit for unit, weight in weights.items() if weight == most > 0]

    def _unknown(self, raw: bytes, name: str, inside: list[str]) -> Looked:
        if inside:
            return Looked("", "other", messages.SEVERAL_UNITS.format(found=", ".join(inside)))
        try:
            self._reader.read(raw, self._empty, name)
        except SubmissionRejected as error:
            return Looked("", "broken", str(error))
        return Looked("", "untouched", messages.NO_UNIT_INSIDE)

    def _problem(self, unit: str, raw: bytes, name: str) -> tuple[str, str]:
        released = self._given(unit)
        try:
            sane = self._reader.read(raw, released, name)
        except SubmissionRejected as error:
            return "broken", str(error)
        if sane.clicked:
            return "", ""
        stubs = {_solution(cell): cell["source"].strip() for cell in released["cells"] if _solution(cell)}
        mine = {_solution(cell): cell["source"].strip() for cell in sane.notebook["cells"] if _solution(cell)}
        if any(mine.get(key, source) != source for key, source in stubs.items()):
            return "", ""
        return "untouched", korean(messages.UNTOUCHED, unit=unit)

    def _given(self, unit: str) -> NotebookNode:
        if unit not in self._released:
            self._released[unit] = self._load(unit)
        return self._released[unit]


def _solution(cell: Mapping[str, object]) -> str:
    """The exercise of a solution cell, "" for any other cell."""
    metadata = cell["metadata"]
    marks = metadata.get("nbgrader", {}) if isinstance(metadata, Mapping) else {}
    return str(marks.get("grade_id", "")) if marks.get("solution") else ""

"""Computes every marked number of a unit's texts, and finds the numbers that nobody computes.

``python -m autograder.release.audit.facts solutions/08_convolution`` prints both.  A mark names a function of the
unit's ``facts.py``, or a demo of the lesson, in whose output (in the committed solved notebook, which nbval keeps
true) the number must stand.
"""

from __future__ import annotations

import argparse
import html
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import nbformat
import numpy as np

from npml.core.josa import korean
from npml.errors import AutograderError

from ...authoring.facts import MARK, Claim, claims
from ...authoring.unit import Unit
from . import messages
from .quantities import quantity_of, values_in

FILE = "facts.py"
MARKED_FILES = ("lesson.py", "checks.py", "mistakes.py")
# What is no statement of a number: code, formulas, links' addresses, tags, headings, the table of minutes.
_APART = re.compile(
    r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|(?<=\])\([^()\n]*\)|<[^<>]*>|^#+ .*$|^\|.*절 \|.*$|^\| 시간\(분\).*$",
    re.S | re.M,
)
_NEEDS_MARK = re.compile(r"(?<![\w.#])(?:\d[\d,]*\.\d+|\d[\d,.]*(?=\s?(?:%|만|억|배))|\d{1,3}(?:,\d{3})+|\d{3,})")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_SECTION = re.compile(r"^#+\s+(\d+\.\d+)", re.M)


@dataclass(frozen=True)
class Finding:
    """A marked text and what was computed; ``problem`` is "" where the text is right."""

    claim: Claim
    value: object
    problem: str = ""


class Facts:
    """The facts of one unit, each computed once."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self._computed: dict[str, Any] = {}

    @cached_property
    def _module(self) -> ModuleType:
        path = self.unit.folder / FILE
        module = ModuleType(f"_facts_{self.unit.name}")
        module.__file__ = str(path)
        if path.is_file():
            exec(compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True), vars(module))  # noqa: S102 - the author's
        return module

    @property
    def given(self) -> frozenset[str]:
        """Numbers in the texts that are choices or versions, not results."""
        return frozenset(getattr(self._module, "GIVEN", ()))

    @cached_property
    def claims(self) -> list[Claim]:
        """All marked numbers and statements of the unit."""
        paths = [self.unit.folder / name for name in MARKED_FILES]
        return [claim for path in paths for claim in claims(path.name, path.read_text(encoding="utf-8"))]

    def judged(self) -> list[Finding]:
        """Every claim with what was computed for it."""
        return [self._judge(claim) for claim in self.claims]

    def unmarked(self) -> list[tuple[str, str]]:
        """Numbers in prose, quiz, hints and diagnoses that nobody computes, each with where it stands."""
        bare = Unit(self.unit.folder, marked=True)
        sections = {found for _, text in _prose(bare) for found in _SECTION.findall(text)}
        return [
            (where, found)
            for where, text in _texts(bare)
            for found in _loose_numbers(text)
            if found not in self.given and found not in sections
        ]

    def unused(self) -> list[str]:
        """Functions of facts.py that no mark names."""
        used = {claim.fact.partition(".")[0] for claim in self.claims}
        own = (name for name, item in vars(self._module).items() if _is_fact(item, self._module))
        return [name for name in own if not name.startswith("_") and name not in used]

    def _judge(self, claim: Claim) -> Finding:
        name, _, keys = claim.fact.partition(".")
        if callable(getattr(self._module, name, None)):
            value = self._value(name)
            for key in filter(None, keys.split(".")):
                value = value[key] if isinstance(value, Mapping) else getattr(value, key)
            return Finding(claim, value, _problem(claim.text, value))
        outputs = self._outputs_of(name)
        if outputs is None:
            return Finding(claim, None, korean(messages.NO_FACT, name=name))
        wanted = quantity_of(claim.text)
        if wanted is None:
            return Finding(claim, None, messages.NO_NUMBER)
        fitting = [value for value in values_in(outputs) if wanted.admits(value)]
        return Finding(claim, fitting[0] if fitting else outputs[:200], "" if fitting else messages.NOT_PRINTED)

    def _value(self, name: str) -> Any:
        if name not in self._computed:
            fact = getattr(self._module, name)
            given = [SimpleNamespace(**self.unit.reference)] if inspect.signature(fact).parameters else []
            self._computed[name] = fact(*given)
        return self._computed[name]

    @cached_property
    def _cells(self) -> list[tuple[str, str]]:
        """Source and printed text of each code cell of the solved notebook; none before the first release."""
        path = self.unit.folder / f"{self.unit.name}.ipynb"
        if not path.is_file():
            return []
        book = nbformat.read(path, as_version=4)
        return [(cell.source, _printed(cell.outputs)) for cell in book.cells if cell.cell_type == "code"]

    def _outputs_of(self, name: str) -> str | None:
        """What the demo or the widget of this name shows; None if the lesson has none."""
        shown = re.compile(rf"^def {name}\(|\bexplore\(\s*{name}\b", re.M)
        found = [text for source, text in self._cells if shown.search(source)]
        return "\n".join(found) if found else None


def _is_fact(item: object, module: ModuleType) -> bool:
    return inspect.isfunction(item) and item.__module__ == module.__name__


def _problem(text: str, value: object) -> str:
    """What is wrong with a text about a value; "" if it is right."""
    if isinstance(value, (bool, np.bool_)):
        return "" if value else messages.NOT_TRUE
    wanted = quantity_of(text)
    if wanted is None:
        return messages.NO_NUMBER
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return korean(messages.NO_VALUE, kind=type(value).__name__)
    return "" if wanted.admits(number) else messages.OTHER_VALUE


def _printed(outputs: Sequence[Any]) -> str:
    """The text of a cell's outputs; of HTML what is read and the alternative texts."""
    found = []
    for output in outputs:
        data = output.get("data", {})
        found.append("".join(output.get("text", "")) or "".join(data.get("text/plain", "")))
        page = "".join(data.get("text/html", ""))
        found += re.findall(r'(?:alt|aria-label)="([^"]*)"', page)
        found.append(re.sub(r"<style.*?</style>|<script.*?</script>|<[^<>]*>", " ", page, flags=re.S))
    return html.unescape("\n".join(found))


def _texts(unit: Unit) -> Iterator[tuple[str, str]]:
    """All texts of a unit in which a number states something, each with where it stands."""
    yield from _prose(unit)
    for number, question in enumerate(unit.quiz, 1):
        yield f"quiz {number}", question.text
        for at, option in enumerate(question.options, 1):
            yield f"quiz {number}, option {at}", f"{option.text}\n{option.why}"
    for check in (*unit.checks, *unit.discoveries):
        yield from ((f"hint {number} of {check.name}", hint) for number, hint in enumerate(check.hints, 1))
    for item in (*unit.mistakes, *unit.discovery_mistakes):
        yield f"mistake {item.exercise}, {item.key}", item.says


def _prose(unit: Unit) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(unit.lesson.cells):
        if cell.cell_type == "markdown":
            yield f"cell {number}", str(cell.source)


def _loose_numbers(text: str) -> Iterator[str]:
    plain = _APART.sub(" ", MARK.sub(" ", text))
    for found in _NEEDS_MARK.finditer(plain):
        if not _YEAR.fullmatch(found.group()):
            yield found.group()


def main(argv: Sequence[str] | None = None) -> int:
    """Print the marked numbers of a unit with their values, and the numbers without a mark; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m autograder.release.audit.facts", description=messages.HELP_FACTS)
    parser.add_argument("folder", type=Path, help=messages.HELP_FOLDER)
    facts = Facts(Unit(parser.parse_args(argv).folder))
    try:
        judged, loose = facts.judged(), facts.unmarked()
    except AutograderError as error:
        print(error, file=sys.stderr)
        return 1
    for item in judged:
        sign = "!!" if item.problem else "  "
        claim = item.claim
        print(f"{sign} {claim.file}:{claim.line}: {claim.text}  ({claim.fact} = {item.value!r}) {item.problem}".rstrip())
    for where, found in loose:
        print(messages.UNMARKED.format(where=where, found=found))
    for name in facts.unused():
        print(korean(messages.UNUSED_FACT, name=name))
    wrong = sum(bool(item.problem) for item in judged)
    print(messages.FACTS.format(unit=facts.unit.name, count=len(judged), wrong=wrong, loose=len(loose)))
    return 1 if wrong or loose or facts.unused() else 0


if __name__ == "__main__":
    sys.exit(main())

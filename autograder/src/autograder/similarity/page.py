"""The page that shows pairs side by side: one file without scripts, and everything of a student's is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..authoring.unit import Unit
from ..gradebook.pages import POLICY
from ..grading.render import inline, says
from . import messages
from .compare import SHOWN, STRONG, Answer, Found, Pair, Paper, Shared
from .shapes import comment_lines

#: So many pairs are shown side by side.
MOST_PAIRS = 50
SAY = messages.PAGE
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
)  # fmt: skip
_PAGES.filters["inline"] = lambda text: Markup(inline(text))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Labels:
    """What students are called on the page and in the table."""

    of: dict[str, str]
    hidden: bool = False

    @classmethod
    def made(cls, found: Found, anonymous: bool) -> Labels:
        """For all students of the pairs: their id and name, or a number in the order of the pairs."""
        papers = {paper.student: paper for pair in found.pairs for paper in (pair.first, pair.second)}
        if anonymous:
            names = {key: messages.PUPIL.format(number=number) for number, key in enumerate(papers, 1)}
        else:
            names = {key: " ".join(filter(None, (key.partition("\0")[0], paper.name))) for key, paper in papers.items()}
        for key, paper in papers.items():
            if paper.earlier:
                names[key] = messages.EARLIER.format(name=names[key])
        return cls(names, anonymous)

    def __call__(self, paper: Paper) -> str:
        """What this student is called."""
        return self.of[paper.student]

    def clean(self, paper: Paper) -> Callable[[str], str]:
        """Makes a line of code fit to be shown, without the student's own id and name if they are hidden."""
        own = [part for part in (paper.student.partition("\0")[0], paper.name) if len(part) > 1] if self.hidden else []

        def clean(line: str) -> str:
            for part in own:
                line = line.replace(part, SAY["hidden"])
            return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line)

        return clean


def level_of(pair: Pair) -> str:
    """The key of `messages.LEVELS`."""
    return "strong" if pair.score >= STRONG else "shown"


def said(pair: Pair) -> list[str]:
    """What a pair shares, in short, the strongest exercise first."""
    parts = []
    for item in pair.shared:
        if item.mistakes:
            parts.append(messages.MISTAKE.format(exercise=item.exercise, count=item.mistakes[0][1]))
        if item.links:
            parts.append(messages.CODE.format(exercise=item.exercise, count=len(item.links)))
        if item.remarks:
            parts.append(messages.REMARK.format(exercise=item.exercise, count=len(item.remarks)))
    return parts


def page(unit: Unit, found: Found, labels: Labels, notes: Sequence[str]) -> str:
    """The whole page as HTML.

    Args:
        unit: for the names of mistakes.
        found: what comparing gave.
        labels: what students are called.
        notes: remarks about the class, above all.
    """
    scores = np.array(found.scores or [0.0])
    scale = SAY["scale"].format(
        looked=len(found.scores), middle=f"{np.median(scores):.1f}", high=f"{np.quantile(scores, 0.99):.1f}",
        shown=f"{SHOWN:g}", strong=f"{STRONG:g}",
    )  # fmt: skip
    rows = [
        {
            "score": f"{pair.score:.1f}", "level": messages.LEVELS[level_of(pair)], "strong": level_of(pair) == "strong",
            "names": (labels(pair.first), labels(pair.second)), "said": said(pair),
            "exercises": [_exercise(unit, pair, item, labels, found.count) for item in pair.shared],
        }
        for pair in found.pairs[:MOST_PAIRS]
    ]  # fmt: skip
    groups = [messages.GROUP.format(count=len(group), names=", ".join(map(labels, group))) for group in found.groups]
    more = len(found.pairs) - MOST_PAIRS
    return _PAGES.get_template("similar.html.j2").render(
        title=f"{SAY['title']} · {unit.title}", say=SAY, policy=POLICY, judge=messages.JUDGE, notes=notes, scale=scale,
        rows=rows, groups=groups, more=messages.MORE_PAIRS.format(count=more) if more > 0 else "", anonymous=labels.hidden,
    )  # fmt: skip


def _exercise(unit: Unit, pair: Pair, item: Shared, labels: Labels, count: int) -> dict[str, Any]:
    mine, yours = pair.first.answers[item.exercise], pair.second.answers[item.exercise]
    numbers: list[dict[int, int]] = [{}, {}]
    for number, (left, right) in enumerate(_in_order(item.links, mine), 1):
        for answer, at, side in ((mine, left, numbers[0]), (yours, right, numbers[1])):
            first, last, _ = answer.lines[at]
            for line in range(first, last + 1):
                side.setdefault(line, number)
    return {
        "name": item.exercise, "no_code": not item.links,
        "mistakes": [_mistake(unit, item.exercise, token, often, count) for token, often in item.mistakes],
        "sides": [
            {"name": labels(paper), "problem": messages.PROBLEMS.get(answer.problem, ""),
             "lines": _lines(answer, side, comment_lines(answer.text, item.remarks), labels.clean(paper))}
            for paper, answer, side in ((pair.first, mine, numbers[0]), (pair.second, yours, numbers[1]))
        ],
    }  # fmt: skip


def _in_order(links: Sequence[tuple[int, int]], answer: Answer) -> list[tuple[int, int]]:
    return sorted(links, key=lambda link: answer.lines[link[0]][:2])


def _lines(
    answer: Answer, numbers: dict[int, int], remarks: Sequence[int], clean: Callable[[str], str]
) -> list[dict[str, Any]]:
    if not answer.text:
        return []
    return [
        {"number": numbers.get(at, ""), "remark": at in remarks, "text": clean(text)}
        for at, text in enumerate(answer.text.split("\n"), 1)
    ]


def _mistake(unit: Unit, exercise: str, token: str, often: int, count: int) -> dict[str, str]:
    kind, _, what = token.partition(":")
    text = (says(unit, exercise, what) or what) if kind == "cause" else SAY["outcome"].format(what=_failed(what))
    return {"text": text, "people": SAY["people"].format(count=count, often=often)}


def _failed(outcome: str) -> str:
    """The names of the categories that an outcome's token holds, and its error."""
    parts = [part.partition("=")[0] for part in outcome.split("|") if part]
    return ", ".join(dict.fromkeys(parts))

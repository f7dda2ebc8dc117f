"""Makes a student's feedback page from a graded notebook and its marks.

A page begins with what to repair; what was right and the lesson are folded below.  What a student wrote is rendered in
another process with limits (`grading.Reader`).  A piece that takes too much time or memory is replaced by a short notice,
and the rest of the page remains.
"""

from __future__ import annotations

import atexit
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

from npml.core.marks import QUIZ, check_id

from ..grading import messages as grading_messages
from ..grading.page_parts import markdown_page, output_html
from ..grading.reader import Reader
from . import messages
from .marks import CellMark, Marks

TEMPLATES = Path(__file__).parent / "templates"
FEEDBACK = TEMPLATES / "autograder_feedback"
#: Content-Security-Policy: no script runs and nothing is fetched; styles and pictures are in the page itself.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
#: Ids of the cells that the grader puts in front: what happened while the notebook ran, why there is no verdict.
_TOLD = ("run-notes", "notice")
_LEFT_OUT = f"<p>{escape(grading_messages.LEFT_OUT)}</p>"
_MADE_FROM = '<meta name="autograder-made-from" content="'
_readers: list[Reader] = []


def work(pieces: list[tuple[str, Any]]) -> list[Any]:
    """Render pieces, each (kind, content), in the one reader of this process, which is closed when the process ends."""
    if not _readers:
        _readers.append(Reader())
        atexit.register(_readers[0].close)
    return _readers[0].work(pieces, _LEFT_OUT)


def forget_reader() -> None:
    """In a process that was forked: leave the parent's reader to the parent."""
    _readers.clear()


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """A safe replacement for nbconvert's filter of that name, for formgrader's pages."""
    cell = context.get("cell", {})
    return str(work([("page_markdown", (str(source), cell.get("attachments", {})))])[0])


@dataclass
class _Exercise:
    """An exercise on the page: its name, its mark, and as HTML the verdict, the answer and a person's remarks."""

    name: str
    mark: CellMark
    verdict: list[Markup] = field(default_factory=list)
    answer: list[Markup] = field(default_factory=list)
    comments: list[Markup] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether there is nothing to repair."""
        reached = self.mark.overtaken if self.mark.score is None else self.mark.score
        return reached is not None and reached >= self.mark.points


@dataclass
class _Part:
    """A cell of the notebook in its place: its HTML, or the name of the exercise that stands above."""

    kind: str
    html: list[Markup] = field(default_factory=list)
    exercise: str = ""


class _Pieces:
    """Collects what the reader has to render, so that it is asked once for a page."""

    def __init__(self) -> None:
        self._asked: list[tuple[str, Any]] = []
        self._places: list[Callable[[Markup], None]] = []

    def ask(self, kind: str, content: Any, holder: list[Markup]) -> None:
        """Render a piece into the holder, in the order of the questions."""
        self._asked.append((kind, content))
        self._places.append(holder.append)

    def render(self) -> bool:
        """Render all; whether nothing had to be left out."""
        done = work(self._asked)
        for place, html in zip(self._places, done, strict=True):
            place(Markup(html))
        return _LEFT_OUT not in done


def page(nb: NotebookNode, marks: Marks, made_from: str = "") -> str:
    """A feedback page as HTML.

    Args:
        nb: the graded notebook, in which grading has made inert what is the student's.
        marks: what the gradebook says; a cell that it does not know shows no points.
        made_from: `digest_of` the same; stands in the page, so that it need not be made again, unless a piece had to be
            left out: the machine may have been busy.
    """
    pieces, told, parts = _Pieces(), list[Markup](), list[_Part]()
    exercises: dict[str, _Exercise] = {}
    for number, cell in enumerate(nb.cells):
        own = cell.metadata.get("nbgrader", {}) if cell.cell_type == "code" else {}
        name = _name(own) if own.get("grade") or own.get("solution") else ""
        if cell.cell_type == "markdown":
            shown = told if number == 0 and cell.get("id") in _TOLD else _part(parts, "text").html
            pieces.ask("page_markdown", (cell.source, cell.get("attachments", {})), shown)
        elif name:
            exercise = exercises.setdefault(name, _Exercise(name, CellMark(None, 0.0)))
            if name not in {part.exercise for part in parts}:
                _part(parts, "exercise", name)
            _add(exercise, cell, own, marks, pieces)
        elif cell.cell_type == "code":
            part = _part(parts, "code")
            if cell.source.strip():
                pieces.ask("page_code", cell.source, part.html)
            for output in cell.outputs:
                pieces.ask("page_output", output, part.html)
    whole = pieces.render()
    graded = [item for item in exercises.values() if check_id(item.name) in marks.cells or item.verdict]
    html: str = _template().render(
        say=messages.PAGE, policy=POLICY, made_from=made_from if whole else "", marks=marks, quiz=QUIZ, told=told,
        parts=parts, exercises=graded, known={item.name for item in graded},
        to_fix=[item for item in graded if not item.right], right=[item for item in graded if item.right],
    )  # fmt: skip
    return html


def _part(parts: list[_Part], kind: str, exercise: str = "") -> _Part:
    parts.append(_Part(kind, exercise=exercise))
    return parts[-1]


def _name(own: Mapping[str, Any]) -> str:
    grade_id = str(own.get("grade_id", ""))
    return grade_id.removesuffix(check_id("")) if own.get("grade") else grade_id


def _add(exercise: _Exercise, cell: NotebookNode, own: Mapping[str, Any], marks: Marks, pieces: _Pieces) -> None:
    """Add an answer's or a graded cell to its exercise."""
    if own.get("grade"):
        exercise.mark = marks.cells.get(str(own["grade_id"]), CellMark(None, float(own.get("points") or 0.0)))
    elif cell.source.strip():
        pieces.ask("page_code", cell.source, exercise.answer)
    for output in cell.outputs:
        # The number that the grader left for nbgrader: the heading says it already.
        if not (own.get("grade") and output.output_type == "execute_result"):
            pieces.ask("page_output", output, exercise.verdict if own.get("grade") else exercise.answer)
    if text := marks.comments.get(str(own.get("grade_id", "")), ""):
        pieces.ask("page_markdown", (text, {}), exercise.comments)


def digest_of(notebook: bytes, marks: Marks) -> str:
    """What a page is made from, in short: the notebook, the marks, and the code that makes it."""
    facts = json.dumps(asdict(marks), ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(b"\0".join([_code().encode(), hashlib.sha256(notebook).digest(), facts])).hexdigest()


def made_from(path: Path) -> str:
    """The digest that stands in a page on the disk; "" if there is none."""
    try:
        with path.open("rb") as file:
            head = file.read(2000).decode("utf-8", "replace")
    except OSError:
        return ""
    _, found, rest = head.partition(_MADE_FROM)
    return rest.partition('"')[0] if found else ""


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of the templates and of the code that renders."""
    here = Path(__file__).parent
    grading = [
        here.parent / "grading" / f"{name}.py"
        for name in ("page_parts", "safe_html", "safe_markdown", "mathml", "messages")
    ]
    found = hashlib.sha256()
    for path in [*sorted(FEEDBACK.iterdir()), here / "pages.py", here / "marks.py", here / "messages.py", *grading]:
        found.update(path.read_bytes())
    return found.hexdigest()


@lru_cache(maxsize=1)
def _template() -> Any:
    """The page's template, loaded once in a process."""
    environment = Environment(
        loader=FileSystemLoader(FEEDBACK), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    light, dark = (HtmlFormatter(style=style).get_style_defs(".highlight") for style in ("friendly", "github-dark"))
    environment.globals["code_css"] = Markup(f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}")
    environment.filters["number"] = lambda value: f"{round(float(value), 2):g}"
    return environment.get_template("index.html.j2")


__all__ = [
    "POLICY", "TEMPLATES", "digest_of", "forget_reader", "made_from", "markdown2html", "markdown_page", "output_html",
    "page", "work",
]  # fmt: skip

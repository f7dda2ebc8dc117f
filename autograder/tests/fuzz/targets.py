"""What reads untrusted bytes, as functions of bytes: each raises `AssertionError` where a promise is broken.

Used by the tests here (hypothesis) and by `guided.py` (coverage-guided, where Atheris is installed).
"""

from __future__ import annotations

import ast
import atexit
import html as html_module
import json
import re
from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import nbformat
import numpy as np

from autograder.grading.mathml import to_mathml
from autograder.grading.nodes import from_text, to_text
from autograder.grading.reader import Reader
from autograder.grading.safe_html import GROWTH, TEXT_TAGS, TooDear, clean_html
from autograder.grading.safe_markdown import safe_markdown
from autograder.grading.safe_notebook import make_safe
from autograder.grading.tame import tame
from autograder.judge.lend import answer as answer_call
from autograder.sandbox.outputs import read_outputs
from npml.core import wire
from npml.core.arguments import Layout, Shared
from npml.core.steps import Call, Get, New
from npml.errors import ProtocolError, SubmissionRejected
from npml.intake.parse import parse
from npml.intake.sanitise import sanitise

ROOT = Path(__file__).resolve().parents[3]
UNIT = "09_softmax_cross_entropy"
#: What the judge asked.
STEPS = (
    Call("f", np.ones((1, 2)), Layout(np.arange(3.0), "F"), 2, key=Shared("x", np.zeros(4))),
    New("c", "C", np.ones(2)),
    Get("c", "x"),
)


def frame(data: bytes) -> None:
    """A frame from the student's zone: outcomes or `ProtocolError`, in memory that the frame pays for."""
    if len(data) < wire.PREFIX.size:
        return
    try:
        header, body = wire.frame_lengths(data[: wire.PREFIX.size])
        rest = data[wire.PREFIX.size :]
        tree, buffers = wire.unpack_frame(rest[:header], rest[header : header + body])
        outcomes = wire.unpack_outcomes(tree, buffers, STEPS)
    except ProtocolError:
        return
    taken = sum(weight(outcome.value) + sum(map(weight, outcome.args or ())) for outcome in outcomes)
    assert taken <= 100 * len(data) + 100_000, f"{len(data)} bytes became {taken}"
    # What was understood can be said again and means the same.
    again = wire.unpack_outcomes(*wire.pack_outcomes(outcomes, STEPS), STEPS)
    assert len(again) == len(outcomes)
    assert [type(a.value) for a in again] == [type(b.value) for b in outcomes]


def together(data: bytes) -> None:
    """Several frames in the body of one: frames or `ProtocolError`, and not a byte is read twice or left out."""
    try:
        found = list(wire.unpack_frames(data))
    except ProtocolError:
        return
    assert sum(wire.PREFIX.size + len(header) + len(body) for header, body in found) == len(data)
    for header, body in found:
        frame(wire.PREFIX.pack(wire.MAGIC, len(header), len(body)) + header + body)


def call(data: bytes) -> None:
    """A call of a lent function from the student's zone: an answer that can be said, or `ProtocolError`."""
    if len(data) < wire.PREFIX.size:
        return
    try:
        header, body = wire.frame_lengths(data[: wire.PREFIX.size])
        rest = data[wire.PREFIX.size :]
        tree, buffers = wire.unpack_frame(rest[:header], rest[header : header + body])
        said = wire.pack_frame(*answer_call({"f": lambda *args, **kwargs: [args, kwargs]}, tree, buffers))
    except (ProtocolError, KeyError):  # a name that is not lent: the judge has looked before
        return
    assert len(said) <= 100 * len(data) + 100_000, f"{len(data)} bytes became {len(said)}"


def weight(value: Any) -> int:
    """Bytes of the arrays in a value."""
    if isinstance(value, (np.ndarray, np.generic)):
        return int(value.nbytes)
    if isinstance(value, (tuple, list)):
        return sum(map(weight, value))
    return sum(map(weight, value.values())) if isinstance(value, dict) else 0


@cache
def _released() -> str:
    return (ROOT / "course" / UNIT / f"{UNIT}.ipynb").read_text(encoding="utf-8")


def notebook(data: bytes) -> None:
    """A submission: rejected, or mended into a notebook with exactly the released graded cells."""
    released = from_text(_released())
    try:
        sane = sanitise(parse(data, "x.ipynb"), released)
    except SubmissionRejected as error:
        if "x.ipynb" in str(error):
            return
        raise AssertionError(f"no file is named: {error}") from error
    book = nbformat.from_dict(sane.notebook)
    nbformat.validate(book)
    assert book.metadata == released.metadata
    wanted = {c.metadata.nbgrader.grade_id: c for c in released.cells if c.metadata.get("nbgrader")}
    found = [c for c in book.cells if c.metadata.get("nbgrader")]
    assert sorted(c.metadata.nbgrader.grade_id for c in found) == sorted(wanted)
    for cell in found:
        original = wanted[cell.metadata.nbgrader.grade_id]
        assert cell.metadata == original.metadata
        assert cell.cell_type == original.cell_type
        if not cell.metadata.nbgrader.get("solution"):
            assert cell.source == original.source
    assert len({cell["id"] for cell in book.cells}) == len(book.cells)
    assert not any(cell.get("outputs") for cell in book.cells)
    for piece in (*sane.cells, *sane.definitions):
        assert book.cells[piece.index].cell_type == "code"
    for piece in sane.definitions:
        ast.parse(piece.source)
    json.loads(to_text(book).encode("utf-8"))


def outputs(data: bytes) -> None:
    """Recorded outputs: valid nbformat, and inert once made safe."""
    found = read_outputs(data, False, 50)
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell("x", id="x", outputs=[nbformat.from_dict(item) for item in found])]
    make_safe(book)
    nbformat.validate(book)
    for output in book.cells[0].outputs:
        texts = [output.get("text", ""), output.get("ename", ""), output.get("evalue", ""), *output.get("traceback", [])]
        texts += [value for mime, value in output.get("data", {}).items() if mime.startswith("text/")]
        assert not any(_CONTROL.search(text) for text in texts)
        assert set(output.get("data", {})) <= {"text/plain", "text/html", "image/png", "image/jpeg", "image/gif"}
        assert_inert(output.get("data", {}).get("text/html", ""))
    to_text(book).encode("utf-8")


def html(data: bytes) -> None:
    """HTML of a student's: only what is listed survives."""
    with suppress(TooDear):
        assert_inert(clean_html(data.decode("utf-8", "replace")))


def length(data: bytes) -> None:
    """Markup as long as hostile people make it: what comes out is in proportion, and does not grow again in the page."""
    text = data.decode("utf-8", "replace")
    try:
        made = clean_html(text)
    except TooDear:
        with suppress(TooDear):
            tame(text, TEXT_TAGS, ())
            raise AssertionError("it was parsed first") from None
        return
    assert len(made) <= GROWTH * len(text) + 10_000
    with suppress(TooDear):  # closing what was left open may make it too much for the page, which then says so
        assert len(clean_html(made, own=True)) <= 1.2 * len(made) + 10_000


def bounded(data: bytes) -> None:
    """Markdown and outputs in the reader's process: each piece has an answer of bounded size, and so has the next."""
    text = data.decode("utf-8", "replace")
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": text, "text/plain": text, "image/png": text},
    }
    kinds = [
        ("markdown", [text, {text[:20]: text}]),
        ("output", output),
        ("page_markdown", [text, {}]),
        ("page_code", text),
        ("page_output", output),
    ]
    *made, last = _reader().work([*kinds, ("page_markdown", ["$x$", {}])], "left out")
    for answer in made:
        assert len(json.dumps(answer)) <= 150 * len(text) + 100_000, (
            f"{len(text)} characters became {len(json.dumps(answer))}"
        )
    assert last.startswith("<p><math")


@cache
def _reader() -> Reader:
    reader = Reader()
    atexit.register(reader.close)
    return reader


def formula(data: bytes) -> None:
    """A formula: well-formed MathML of known tags without a raw command, or the source as text."""
    source = data.decode("utf-8", "replace")
    made = to_mathml(source, display=True)
    if made.startswith("<code>"):
        assert made == f"<code>{html_module.escape(source.strip())}</code>"
        return
    tree = ElementTree.fromstring(made)
    assert not re.search(r"\\[A-Za-z]", "".join(tree.itertext()))
    assert not {name.lower() for item in tree.iter() for name in item.attrib} & {"href", "style", "id", "class", "src"}


def markdown(data: bytes) -> None:
    """Markdown of a student's, rendered as formgrader does (raw HTML allowed, no sanitiser behind it)."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell(data.decode("utf-8", "replace"), id="x")]
    make_safe(book)
    source = book.cells[0].source
    assert safe_markdown(source) == source or "<" not in safe_markdown(source)
    assert_inert(markdown2html_mistune(source), more=_RENDERED)


#: What nbconvert's own renderer writes around text: headings' anchors, highlighted code, mathematics.
_RENDERED = frozenset({"class", "id", "name", "style", "href", "align", "rel", "target"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ATTRIBUTES = frozenset({
    "alt", "title", "src", "href", "width", "height", "style", "start", "open", "border", "cellpadding", "colspan", "rowspan",
    "align", "scope", "rel",
})  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self, more: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._more = more

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TEXT_TAGS, tag
        for name, value in attrs:
            text = (value or "").strip().lower()
            assert name in _ATTRIBUTES | self._more, (tag, name)
            assert not name.startswith("on")
            bare = re.sub(r"[\x00-\x20]", "", text)
            if name in ("alt", "title"):  # words, which no browser follows
                continue
            assert not bare.startswith(("javascript:", "vbscript:", "file:")), value
            if name == "src":
                assert (
                    bare.startswith(
                        ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "attachment:")
                    )
                    or "//" not in bare
                ), value
                assert "svg" not in bare[:30], value
            elif bare.startswith("data:"):
                raise AssertionError(value)
            if name == "style" and not self._more:
                assert "url" not in text and "position" not in text, value


def assert_inert(text: str, more: frozenset[str] = frozenset()) -> None:
    """No tag or attribute that a browser acts on."""
    reader = _Reader(more)
    reader.feed(text)
    reader.close()


TARGETS = {target.__name__: target for target in (frame, notebook, outputs, html, markdown, length, bounded, formula)}

"""Bytes that look like what the readers expect, and are wrong in one or many places."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from npml.core import values, wire
from npml.core.program import Outcome

from .targets import _released

SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20)
    | st.sampled_from(["", "nd", "f8", "O", "value", "ValueError", "\ud800", "x" * 3000, 10**400, -1, 2**63, 8 << 20])
)  # fmt: skip
_KEYS = st.sampled_from([
    "nd", "shape", "buf", "scalar", "ndstr", "f", "int", "opaque", "tuple", "list", "dict", "value", "error", "text", "warned",
    "args", "aliased", "changed", "rng_used",
])  # fmt: skip
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6) | _KEYS, inner, max_size=4),
    max_leaves=20,
)
ARRAY_NODE = st.fixed_dictionaries(
    {"nd": st.sampled_from(sorted(values.DTYPES)) | JSON, "shape": st.lists(st.integers(-1, 4) | JSON, max_size=9),
     "buf": st.integers(-1, 3) | JSON},
    optional={"scalar": SCALARS},
)  # fmt: skip
TEXT_NODE = st.fixed_dictionaries(
    {"ndstr": st.lists(st.text(max_size=5) | SCALARS, max_size=9), "shape": st.lists(st.integers(0, 9) | JSON, max_size=3)}
)
VALUE = st.recursive(
    SCALARS | ARRAY_NODE | TEXT_NODE | st.fixed_dictionaries({"f": st.floats().map(float.hex) | SCALARS})
    | st.fixed_dictionaries({"int": st.integers(-(2**80), 2**80).map(hex) | SCALARS}),
    lambda inner: st.sampled_from(["tuple", "list", "dict"]).flatmap(
        lambda key: st.fixed_dictionaries({key: st.lists(st.lists(inner, max_size=2) if key == "dict" else inner, max_size=3)})
    ),
    max_leaves=8,
)  # fmt: skip
OUTCOME = st.fixed_dictionaries(
    {},
    optional={
        "value": VALUE, "error": st.sampled_from(["ValueError", "TypeError", "EvilError"]) | JSON, "text": JSON,
        "warned": st.lists(JSON, max_size=3) | JSON, "args": st.lists(VALUE | st.just(wire.SAME), max_size=4) | JSON,
        "aliased": JSON, "changed": JSON, "rng_used": JSON,
    },
)  # fmt: skip


def _dump(value: Any) -> bytes:
    return json.dumps(value).encode()


@st.composite
def frames(draw: st.DrawFn) -> bytes:
    """Frames of outcomes, almost right."""
    tree = draw(st.lists(OUTCOME, max_size=4) | JSON)
    buffers = draw(st.lists(st.binary(max_size=64), max_size=4))
    sizes = draw(st.just([len(raw) for raw in buffers]) | st.lists(SCALARS, max_size=4))
    header = _dump({"t": tree, "s": sizes})
    body = b"".join(buffers)
    prefix = wire.PREFIX.pack(wire.MAGIC, len(header), len(body))
    return _torn(draw, prefix + header + body)


@st.composite
def calls(draw: st.DrawFn) -> bytes:
    """Frames of calls of lent functions, almost right."""
    args, kwargs = (
        draw(st.lists(VALUE, max_size=3) | JSON),
        draw(st.dictionaries(st.text(max_size=3), VALUE, max_size=3) | JSON),
    )
    header = _dump({"t": draw(st.just({"call": "f", "args": args, "kwargs": kwargs}) | JSON), "s": [8]})
    return _torn(draw, wire.PREFIX.pack(wire.MAGIC, len(header), 8) + header + bytes(8))


def _torn(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes, or a few of them changed, or cut short."""
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at + draw(st.integers(0, 4)) :]
    return data


HONEST = st.lists(
    st.builds(
        Outcome,
        value=st.floats() | st.integers() | st.just(np.arange(6.0).reshape(2, 3)) | st.lists(st.floats(), max_size=3),
        warned=st.sampled_from([(), ("divide",), ("invalid", "overflow")]), aliased=st.booleans(),
        args=st.none() | st.tuples(st.just(np.ones(2)), st.floats()),
    ),
    max_size=3,
)  # fmt: skip

PYTHON = st.sampled_from([
    "def softmax(x):\n    return x", "softmax = lambda x: x", "import scipy.special as s\nsoftmax = s.softmax", "%matplotlib inline",
    "!ls", "%%bash\nls", "softmax(", "class softmax: pass", "quiz_answers = {1: 2}", "from x import *", "async def f(): await g()",
    "x = 1 if y else [i for i in z]", "try:\n    import torch\nexcept ImportError:\n    torch = None", "return", "\x00", "match x:\n    case [a]: pass",
    "@demo\ndef f(): pass", "if True:\n    def softmax(x): return x", "for softmax in []: pass", "del softmax", "global softmax", "f'{x!r:>{w}}'",
    "lambda: (yield)", "x: int", "x = y = z = 1", "def f(a, /, b, *, c): nonlocal d", "import sklearn.datasets", "with a as (b, c): pass", "﻿x",
    "def 소프트맥스(x): return x", "print('한글')", "### BEGIN SOLUTION\n### END SOLUTION", "check('softmax')", "\\\n", "'''", "b'\\xff'",
])  # fmt: skip


@cache
def released() -> dict[str, Any]:
    """The released notebook as JSON."""
    found: dict[str, Any] = json.loads(_released())
    return found


@st.composite
def submissions(draw: st.DrawFn) -> bytes:
    """The released notebook after careless or hostile hands."""
    book = copy.deepcopy(released())
    cells = book["cells"]
    for _ in range(draw(st.integers(0, 6))):
        if not isinstance(cells, list) or not cells:
            break
        at = draw(st.integers(0, len(cells) - 1))
        what = draw(
            st.sampled_from(["delete", "double", "move", "write", "retype", "junk", "metadata", "strip", "cell", "append"])
        )
        cell = cells[at]
        if what == "delete":
            del cells[at]
        elif what == "double":
            cells.insert(draw(st.integers(0, len(cells))), copy.deepcopy(cell))
        elif what == "move":
            cells.insert(draw(st.integers(0, len(cells) - 1)), cells.pop(at))
        elif what == "cell":
            cells[at] = draw(JSON)
        elif what == "append":
            cells.append(
                {"cell_type": draw(st.sampled_from(["code", "markdown", "raw"])), "source": draw(PYTHON), "metadata": {}}
            )
        elif isinstance(cell, dict):
            _spoil(draw, cell, what)
    for _ in range(draw(st.integers(0, 1))):
        book[draw(st.sampled_from(["cells", "metadata", "nbformat", "nbformat_minor", "x"]))] = draw(JSON)
    return _torn(draw, _dump(book)) if draw(st.booleans()) else _dump(book)


def _spoil(draw: st.DrawFn, cell: dict[str, Any], what: str) -> None:
    if what == "write":
        cell["source"] = draw(PYTHON | st.text(max_size=40) | st.lists(PYTHON, max_size=3))
    elif what == "retype":
        cell["cell_type"] = draw(st.sampled_from(["code", "markdown", "raw"]))
    elif what == "junk":
        cell[
            draw(st.sampled_from(["source", "metadata", "outputs", "id", "attachments", "cell_type", "execution_count"]))
        ] = draw(JSON)
    elif what == "metadata":
        ids = ["softmax", "softmax_check", "quiz", "cross_entropy_loss", "../x", ""]
        cell["metadata"] = {
            "nbgrader": {
                "grade_id": draw(st.sampled_from(ids) | SCALARS),
                "grade": draw(SCALARS),
                "solution": draw(SCALARS),
            }
        }
    else:
        cell["metadata"] = {}


MARKUP = st.lists(
    st.sampled_from([
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<!--", "-->", "<![CDATA[",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<table>", "<td>", "</table>", "<style>", "</style>", "<noscript>",
        "<p title=\"", "\">", "'", "`", "```\n", "~~~", "\n\n", "    ", "[x](javascript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](https://e.invalid/x.png)",
        "[a]: javascript:alert(1)\n", "[a]", "<javascript:alert(1)>", "<https://e.invalid>", "$x<y$", "$$\\href{javascript:alert(1)}{x}$$", "\\(", "&lt;", "&#106;avascript:", "&#x3C;script&#x3E;",
        "<iframe srcdoc='<script>alert(1)</script>'>", "<base href=//e.invalid>", "<meta http-equiv=refresh content='0;url=//e.invalid'>", "<form action=//e.invalid>", "<input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>", "<b>", "</b>", "<x y=z", "<a\x00b>", "\x1b[2J", "\x9b31m", "\u202e", "<div style='position:fixed;inset:0'>", "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
        "# ", "> ", "* ", "1. ", "| a | b |\n|---|---|\n| ", "\\", "<", ">", "<ScRiPt>", "<xmp>", "<plaintext>", "<textarea>", "<title>", "<object data=x>", "<embed src=x>", "<link rel=stylesheet href=//e.invalid>",
    ]) | st.text(max_size=6),
    max_size=12,
).map("".join)  # fmt: skip


#: A few bits of markup, again and again, as in what takes parsers the square of its length.
REPEATED = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from([
                "<b>", "<b title=\"x\">", "<a href='#'>", "<i>", "<p>", "x", "</p>", "</b>", "<div>", "</div>", "<table>", "<td>", "<tr>", "<li>", "<ul>", "</table>", "<!--", "-->", "<svg>",
                "<textarea>", "<style>", "<h1>", "<code>", " ", "&amp;", "<", ">", '"', "'", "=", "/", "<b title='</b>'>", "<details>", "<dt>", "<dd>", "<font>", "<nobr>", "<select>", "<math>", "$x$", "\\\\(",
                "\\begin{a}", "`", "[", "](", "![", "*", "_", "> ", "- ", "|", "\n", "\n\n", "~~", "\t", "<b ", "$$", "\u00a0",
            ]), min_size=1, max_size=4,
        ).map("".join), st.sampled_from([1, 10, 300, 5_000]),
    ).map(lambda pair: pair[0] * pair[1]), min_size=1, max_size=4,
).map("".join)  # fmt: skip
LATEX = st.lists(
    st.sampled_from([
        r"\frac", r"\arg", r"\min", r"\begin{aligned}", r"\end{aligned}", r"\begin{cases}", r"\end{cases}", r"\text{", r"\href{javascript:alert(1)}", r"\label{a}", r"\ref{", "{", "}", "^", "_",
        "&", r"\\", "<", ">", "x", "1", "[", "]", r"\left(", r"\right)", r"\sqrt", r"\operatorname*{", r"\E", r"\ ", "\\", r"\nosuch", "'", '"', "<script>", "가", r"\style{a:b}", r"\class{a}{b}", "\0",
    ]) | st.text(max_size=3),
    max_size=25,
).map("".join)  # fmt: skip


@st.composite
def recorded(draw: st.DrawFn) -> bytes:
    """Outputs as the runner would send them, or a hostile one."""
    mimes = st.sampled_from(
        [
            "text/plain",
            "text/html",
            "text/markdown",
            "image/png",
            "image/svg+xml",
            "application/javascript",
            "application/json",
            "x",
        ]
    )
    data = st.dictionaries(mimes, MARKUP | JSON | st.sampled_from(["iVBORw0KGgo=", "R0lGOD"]), max_size=3)
    output = st.fixed_dictionaries(
        {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result", "update_display_data"]) | SCALARS},
        optional={"name": st.sampled_from(["stdout", "stderr", "x"]) | SCALARS, "text": MARKUP | JSON, "ename": MARKUP | JSON, "evalue": MARKUP | JSON,
                  "traceback": st.lists(MARKUP | SCALARS, max_size=3) | JSON, "data": data | JSON, "metadata": JSON, "execution_count": SCALARS},
    )  # fmt: skip
    return _torn(draw, _dump(draw(st.lists(output, max_size=4) | JSON)))

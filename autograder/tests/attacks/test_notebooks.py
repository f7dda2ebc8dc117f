"""Notebook files of every brokenness: rejected with a reason, or graded for what is in them; never the batch's end.

Each goes through the file system and the whole engine, as `autograder grade` reads it.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.submission import Submission
from npml.intake.parse import MAX_BYTES

from .conftest import REST, TARGET, UNIT, Site

ALL = (TARGET, *REST, "softmax_cross_entropy_grad", "quiz")


def _changed(raw: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    content = json.loads(raw)
    change(content)
    return json.dumps(content).encode()


def _cells(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"cell_type": "code", "source": "1", "metadata": {}, "outputs": [], "execution_count": None, **more}] * count


#: What stands in the file, made from a solved notebook.
REJECTED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "blanks": lambda raw: b" \n\t ",
    "not JSON": lambda raw: b"print('hello')",
    "HTML": lambda raw: b"<!DOCTYPE html><script>alert(1)</script>",
    "truncated": lambda raw: raw[: len(raw) // 2],
    "doubled": lambda raw: raw + raw,
    "NUL bytes": lambda raw: raw.replace(b"import", b"im\0port", 1),
    "only NULs": lambda raw: bytes(10**6),
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "EUC-KR": lambda raw: json.dumps(json.loads(raw), ensure_ascii=False).encode("euc-kr", "replace"),
    "a bad byte": lambda raw: raw.replace(b"import", b"im\xffport", 1),
    "a pickle": lambda raw: b"\x80\x04\x95.",
    "a gzip": lambda raw: b"\x1f\x8b\x08" + bytes(100),
    "a zip": lambda raw: b"PK\x03\x04" + bytes(100),
    "a list": lambda raw: b"[" + raw + b"]",
    "a number": lambda raw: b"7",
    "nbformat 3": lambda raw: _changed(raw, lambda nb: nb.update(nbformat=3, worksheets=[{"cells": nb.pop("cells")}])),
    "nbformat 5": lambda raw: _changed(raw, lambda nb: nb.update(nbformat=5)),
    "nbformat true": lambda raw: _changed(raw, lambda nb: nb.update(nbformat=True)),
    "nbformat a text": lambda raw: _changed(raw, lambda nb: nb.update(nbformat="4")),
    "no cells": lambda raw: _changed(raw, lambda nb: nb.pop("cells")),
    "cells an object": lambda raw: _changed(raw, lambda nb: nb.update(cells={"0": 1})),
    "a cell a text": lambda raw: _changed(raw, lambda nb: nb["cells"].append("x")),
    "a cell type unknown": lambda raw: _changed(raw, lambda nb: nb["cells"][0].update(cell_type="heading")),
    "a source a number": lambda raw: _changed(raw, lambda nb: nb["cells"][0].update(source=5)),
    "a source of lists": lambda raw: _changed(raw, lambda nb: nb["cells"][0].update(source=[["x"]])),
    "100,000 cells": lambda raw: _changed(raw, lambda nb: nb["cells"].extend(_cells(100_000))),
    "a cell of a megabyte": lambda raw: _changed(raw, lambda nb: nb["cells"].extend(_cells(1, source="#" * 10**6))),
    "a million values": lambda raw: _changed(raw, lambda nb: nb["metadata"].update(x=[0] * 10**6)),
    "deep": lambda raw: raw.replace(b'"metadata": {}', b'"metadata": {"x": ' + b"[" * 9**4 + b"]" * 9**4 + b"}", 1),
    "200 MB": lambda raw: raw[:-1] + b" " * (200 << 20) + b"}",
    "a number of a million digits": lambda raw: raw.replace(b'"nbformat": 4', b'"nbformat": 4' + b"4" * 10**6, 1),
}  # fmt: skip


@pytest.fixture(scope="module")
def solved(site: Site) -> bytes:
    """A notebook that earns everything."""
    return site.paper().solve(*ALL).raw()


@pytest.mark.parametrize("name", REJECTED)
def test_what_is_no_notebook_is_rejected_with_a_reason(site: Site, solved: bytes, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{UNIT}.ipynb"
    path.write_bytes(REJECTED[name](solved))
    graded = site.engine.grade(Submission.from_file(path, "mallory", UNIT))
    assert graded.status == "rejected"
    assert graded.verdict is None
    assert str(path) in graded.message
    assert graded.message.isprintable() or "\n" in graded.message
    assert len(graded.message) < 1000
    assert bool(graded.digest) == (path.stat().st_size <= MAX_BYTES), "what was not read is looked at again"


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # an address is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("make", [_fifo, _link, _broken_link, _loop, _socket, Path.mkdir, lambda path: None])
def test_what_is_no_file_is_rejected_without_being_opened(site: Site, tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / f"{UNIT}.ipynb"
    make(path)
    graded = site.engine.grade(Submission.from_file(path, "mallory", UNIT))
    assert graded.status == "rejected"
    assert "root:" not in graded.message


#: Odd, but a notebook: it earns what its functions earn.
GRADED: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda raw: raw,
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "Windows line ends": lambda raw: raw.replace(b"\\n", b"\\r\\n"),
    "sources as lists": lambda raw: _changed(raw, lambda nb: [c.update(source=c["source"].splitlines(True)) for c in nb["cells"]]),
    "nbformat 4.0 without ids": lambda raw: _changed(raw, lambda nb: (nb.update(nbformat_minor=0), [c.pop("id", None) for c in nb["cells"]])),
    "the same id everywhere": lambda raw: _changed(raw, lambda nb: [c.update(id="x") for c in nb["cells"]]),
    "an id that is HTML": lambda raw: _changed(raw, lambda nb: [c.update(id="<script>") for c in nb["cells"]]),
    "no metadata": lambda raw: _changed(raw, lambda nb: nb.pop("metadata")),
    "metadata a list": lambda raw: _changed(raw, lambda nb: nb.update(metadata=[1])),
    "nbgrader marks that are texts": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "raw", "source": "x", "metadata": {"nbgrader": "x"}})),
    "a grade_id that is a list": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "raw", "source": "x", "metadata": {"nbgrader": {"grade_id": [1]}}})),
    "a foreign grade_id": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": "../../x", "grade": True, "points": 1e9}}})),
    "outputs of every wrong shape": lambda raw: _changed(raw, lambda nb: [c.update(outputs={"x": [None]}) for c in nb["cells"]]),
    "widget state": lambda raw: _changed(raw, lambda nb: nb["metadata"].update(widgets={"application/vnd.jupyter.widget-state+json": {"state": {"x": 1}}})),
    "a kernel of another name": lambda raw: _changed(raw, lambda nb: nb["metadata"].update(kernelspec={"name": "bash", "display_name": "; rm -rf /", "language": "sh"})),
    "a language that is none": lambda raw: _changed(raw, lambda nb: nb["metadata"].update(language_info={"name": "<b>", "pygments_lexer": "../x"})),
    "lone surrogates": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "markdown", "source": "\ud800", "metadata": {}})),
    "attachments that are none": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "markdown", "source": "x", "metadata": {}, "attachments": {"../../x": {"text/html": "<script>"}}})),
    "two thousand empty cells": lambda raw: _changed(raw, lambda nb: nb["cells"].extend(_cells(1500, source=""))),
    "the solution in brackets": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "code", "source": "(" * 150 + ")" * 150, "metadata": {}})),
    "a cell that no parser likes": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "code", "source": "-" * 100_000 + "1", "metadata": {}})),
    "a tower of attributes": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "code", "source": "a" + ".b" * 50_000, "metadata": {}})),
    "a tower of lambdas": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "code", "source": "lambda: " * 20_000 + "1", "metadata": {}})),
    "a tower of sums": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "code", "source": "1" + "+1" * 90_000, "metadata": {}})),
    "an f-string of f-strings": lambda raw: _changed(raw, lambda nb: nb["cells"].append({"cell_type": "code", "source": "f'{' * 1000", "metadata": {}})),
    "keys twice": lambda raw: raw.replace(b'"nbformat": 4', b'"nbformat": 3, "nbformat": 4', 1),
}  # fmt: skip


@pytest.mark.parametrize("name", GRADED)
def test_an_odd_notebook_earns_what_is_in_it(site: Site, solved: bytes, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{UNIT}.ipynb"
    path.write_bytes(GRADED[name](solved))
    graded = site.engine.grade(Submission.from_file(path, "mallory", UNIT))
    assert graded.status == "graded", graded.message
    assert graded.verdict is not None
    assert graded.verdict.score == 100
    assert graded.notebook is not None
    json.loads(graded.notebook)

"""What is a notebook, what is rejected, and does the message say what to do?"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.read import read_submission
from npml.errors import SubmissionRejected
from npml.intake.parse import MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_DEPTH, MAX_VALUES, parse


def book(*cells: Any, **more: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}).encode()


def code(source: Any = "x = 1", **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None, **more}


def reason(raw: bytes) -> str:
    with pytest.raises(SubmissionRejected) as caught:
        parse(raw, "kim.ipynb")
    return str(caught.value)


# --- reading a file ------------------------------------------------------------------------


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(b"abc")
    assert read_submission(tmp_path / "a.ipynb") == b"abc"


@pytest.mark.parametrize("kind", ["link", "folder", "fifo", "socket", "device", "missing"])
def test_what_is_no_regular_file_is_rejected_without_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.ipynb"
    if kind == "link":
        (tmp_path / "secret").write_text("secret")
        path.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    elif kind == "device":
        path = Path("/dev/zero")
    with pytest.raises(SubmissionRejected, match=str(path)):
        read_submission(path)


def test_a_link_that_appears_after_the_first_look_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").write_text("secret")
    path = tmp_path / "a.ipynb"
    path.symlink_to(tmp_path / "real")
    monkeypatch.setattr("autograder.grading.read.os.lstat", os.stat)
    with pytest.raises(SubmissionRejected, match="링크"):
        read_submission(path)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SubmissionRejected, match="20 MB"):
        read_submission(path)


def test_a_path_that_no_file_can_have_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(SubmissionRejected):
        read_submission(f"{tmp_path}/a\0b")


# --- bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "비어"),
        (b"  \n", "비어"),
        (b"{", "JSON"),
        (book()[:-20], "JSON"),
        (b"\xff\xfe{\x00}\x00", "UTF-16"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b'{"nbformat": 4,\0 "cells": []}', "NUL"),
        (b"[]", "목록"),
        (b"7", "수"),
        (b"null", "null"),
        (b'{"nbformat": 3, "worksheets": []}', "3"),
        (b'{"nbformat": 4.0, "cells": []}', "nbformat"),
        (b'{"nbformat": true, "cells": []}', "nbformat"),
        (b'{"nbformat": "4", "cells": []}', "nbformat"),
        (b'{"cells": []}', "nbformat"),
        (b'{"nbformat": 4}', "cells"),
        (b'{"nbformat": 4, "cells": {}}', "cells"),
        (b'{"nbformat": ' + b"1" * 5000 + b"}", "수"),
        (b"[" * 100_000, str(MAX_DEPTH)),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, str(MAX_DEPTH)),
        (b"[" + b"0," * MAX_VALUES + b"0]", f"{MAX_VALUES:,}"),
        (book(*[code("")] * (MAX_CELLS + 1)), f"{MAX_CELLS:,}"),
        (book(code("x" * (MAX_CELL + 1))), f"{MAX_CELL:,}"),
        (book(*[code("x" * MAX_CELL)] * 11), "2,000,000"),
        (book(7), "1번째 셀"),
        (book(code(), {"cell_type": "code"}), "2번째 셀의 source"),
        (book(code(7)), "source"),
        (book(code(["a", 7])), "source"),
        (book({"cell_type": "heading", "source": "x"}), "cell_type"),
        (book({"cell_type": ["code"], "source": "x"}), "cell_type"),
        (book(code(7)), "글이나 글의 목록이어야 해요"),
        (b"[]", "목록이에요"),
        (b'{"nbformat": 3}', "3이에요"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><html><body>JupyterLab</body></html>", "웹 페이지"),
        (b"<!-- saved from url=(0021) -->\n<HTML lang=ko>" + "한글".encode() * 5000, "웹 페이지"),
        (b"PK\x03\x04\x14\0\0\0", "ZIP"),
        (b"%PDF-1.7\n\xff", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "문서"),
        ("def softmax(x):\n    return 'ㅎ'\n".encode() * 200, "파이썬 코드나 메모"),
    ],
)
def test_what_is_no_notebook_is_rejected_with_a_reason(raw: bytes, word: str) -> None:
    text = reason(raw)
    assert text.startswith("kim.ipynb: ")
    assert word in text
    assert "제출해야 해요" in text  # the next step


@pytest.mark.parametrize("raw", [b"<html>", b"PK\x03\x04", b"import numpy", b"%PDF"])
def test_what_was_never_a_notebook_is_not_called_cut_off(raw: bytes) -> None:
    assert "잘렸" not in reason(raw)


def test_a_path_in_any_bytes_is_named_in_words_that_can_be_stored() -> None:
    with pytest.raises(SubmissionRejected) as caught:
        parse(b"{", os.fsdecode("홍길동\n".encode("cp949")))
    assert str(caught.value).startswith("홍길동?: ")


def test_texts_without_an_end_are_read_once() -> None:
    """Each quote inside would begin the search anew: half an hour for a file of the allowed size."""
    assert "JSON" in reason(b'{"' + b'\\"' * 2_000_000)
    assert "JSON" in reason(b'{"' + b'\\"' * 10 + b"\\")


def test_a_byte_order_mark_changes_nothing() -> None:
    assert parse(b"\xef\xbb\xbf" + book(code("한글 = 1")))["cells"][0]["source"] == "한글 = 1"


def test_brackets_and_commas_in_texts_do_not_count() -> None:
    source = '[{,\\"' * 30_000
    assert parse(book(code(source)))["cells"][0]["source"] == source


def test_lines_are_joined_and_line_ends_made_alike() -> None:
    assert parse(book(code(["a\r\n", "b\r", "c"])))["cells"][0]["source"] == "a\nb\nc"


def test_nothing_but_type_source_and_grade_id_survives() -> None:
    marks = {"grade_id": "softmax", "points": 99, "locked": False}
    cell = code("x", id="same", metadata={"tags": ["skip-execution"], "nbgrader": marks}, outputs=[{"odd": 1}])
    [parsed] = parse(book(cell, metadata={"kernelspec": {"name": "evil"}}))["cells"]
    assert parsed["metadata"] == {"nbgrader": {"grade_id": "softmax"}}
    assert parsed["outputs"] == []


@pytest.mark.parametrize(
    "metadata", [None, 7, [], {"nbgrader": 7}, {"nbgrader": {"grade_id": {}}}, {"nbgrader": {"grade_id": "x" * 999}}]
)
def test_odd_metadata_is_no_reason_to_reject(metadata: Any) -> None:
    assert parse(book(code("x", metadata=metadata)))["cells"][0]["metadata"] == {}


def test_texts_that_no_database_takes_are_cleaned() -> None:
    raw = b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "a\\u0000b\\ud800c"}]}'
    assert parse(raw)["cells"][0]["source"] == "ab?c"


def test_only_pictures_stay_attached() -> None:
    attachments = {
        "a.png": {"image/png": "aGk="},
        "b": {"text/html": "<script>"},
        "../c": {"image/png": "aGk="},
        "d": 7,
    }
    cell = {"cell_type": "markdown", "source": "x", "attachments": attachments}
    assert parse(book(cell))["cells"][0]["attachments"] == {"a.png": {"image/png": "aGk="}}


def test_a_picture_in_a_markdown_text_becomes_an_attachment() -> None:
    """Colab pastes pictures so; as text it would be beyond a cell's length."""
    picture = "iVBORw0KGgo" + "A" * MAX_CELL + "="
    cell = {
        "cell_type": "markdown",
        "source": [f"앞 ![a.png](data:image/png;base64,{picture})\n", f"![b](data:image/jpeg;base64,{picture})"],
    }
    [parsed] = parse(book(cell))["cells"]
    assert parsed["source"] == "앞 ![a.png](attachment:pasted-0.png)\n![b](attachment:pasted-1.jpeg)"
    assert parsed["attachments"]["pasted-1.jpeg"] == {"image/jpeg": picture}


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_cell = st.fixed_dictionaries(
    {}, optional={"cell_type": st.sampled_from(["code", "markdown", "raw"]) | _json, "source": st.text(max_size=20) | _json,
                  "metadata": _json, "outputs": _json, "attachments": _json, "id": _json}
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {"nbformat": st.just(4)}, optional={"cells": st.lists(_cell, max_size=4) | _json, "metadata": _json}
    )
)
def test_any_json_is_parsed_or_rejected_and_nothing_else(content: Any) -> None:
    with suppress(SubmissionRejected):
        parse(json.dumps(content).encode())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_rejected_and_nothing_else(raw: bytes) -> None:
    with suppress(SubmissionRejected):
        parse(raw)

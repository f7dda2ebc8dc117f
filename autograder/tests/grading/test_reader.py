"""Does the reader's process survive, or die alone?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

import nbformat
import pytest

from autograder.grading.reader import Reader
from npml.errors import SubmissionRejected

RELEASED = nbformat.v4.new_notebook()
BOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "한글 = 1"}]}).encode()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One for all, as in a worker."""
    with Reader() as made:
        yield made


def test_notebooks_come_back_from_the_other_process() -> None:
    with Reader() as reader:
        for _ in range(2):
            [piece] = reader.read(BOOK, RELEASED).cells
            assert piece.source == "한글 = 1"


def test_a_rejection_comes_back_with_its_reason_and_the_next_one_is_read() -> None:
    with Reader() as reader:
        with pytest.raises(SubmissionRejected, match=r"kim\.ipynb.*JSON"):
            reader.read(b"{", RELEASED, "kim.ipynb")
        assert reader.read(BOOK, RELEASED).cells


def test_a_reader_that_died_rejects_one_and_another_takes_over() -> None:
    with Reader() as reader:
        reader.read(BOOK, RELEASED)
        assert reader._process is not None
        reader._process.kill()  # as the kernel does when memory runs out
        with suppress(SubmissionRejected):  # noticed before it was asked, or rejected
            reader.read(BOOK, RELEASED)
        assert reader.read(BOOK, RELEASED).cells


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with Reader() as reader:
        reader.read(BOOK, RELEASED)
        reader._seconds = 0.0
        with pytest.raises(SubmissionRejected, match="초"):
            reader.read(BOOK, RELEASED)
        reader._seconds = 60.0
        assert reader.read(BOOK, RELEASED).cells


@pytest.mark.parametrize(
    "source",
    [
        "-" * 150_000 + "1",
        "(" * 90_000,
        "x = " + "1+" * 90_000 + "1",
        "a" + ".b" * 90_000,
        "f(" * 50_000,
        "lambda:" * 25_000 + "0",
    ],
    # Older pytests put the whole source into the environment, and then no process can be started.
    ids=["signs", "parentheses", "sums", "attributes", "calls", "lambdas"],
)
def test_sources_that_are_hard_to_parse_do_not_reach_us(reader: Reader, source: str) -> None:
    raw = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": source}]}).encode()
    with suppress(SubmissionRejected):
        reader.read(raw, RELEASED)
    assert reader.read(BOOK, RELEASED).cells

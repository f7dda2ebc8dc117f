"""Does rendering in the reader's process leave out what takes too much, and only that?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.grading import messages, reader
from autograder.grading.reader import Reader
from autograder.grading.safe_html import GROWTH

FAILED = object()
HONEST = ("markdown", ["값은 $x^2$이에요.", {}])
N = 4_000
#: Each took from seconds to hours, or hundreds of megabytes.
MARKDOWN = {
    "blanks": "a" + " " * 4 * N + "b", "inline": "\\\\( " * 2 * N, "environment": "\\begin{a} " * N, "formulas": "$x$ " * 4 * N, "brackets": "[" * 50 * N,
    "quotes": "> " * 20 * N, "stars": "**a " * 20 * N, "ticks": "".join("`" * i + "a" for i in range(600)), "tables": "|" * 50 * N, "links": "[a](" * 10 * N,
    "references": "[a]: b\n" * 5 * N, "html": "<b " * 20 * N, "display": "\\\\[ " * 2 * N, "list": "- " * 20 * N, "definitions": "a\n: b\n" * 5 * N, "tabs": "a\t" * 2 * N + " \t" * N,
}  # fmt: skip
HTML = {
    "style": '<img style="width:auto' + " " * 300_000 + '">', "bold": "".join(f"<b title={i}>" for i in range(1_300)) + "<p>" * 5_000,
    "divs": "<div>" * 100_000, "many": "<p>x</p>" * 200_000,
}  # fmt: skip


@pytest.fixture(scope="module")
def one() -> Iterator[Reader]:
    """One for all, as in a worker."""
    with Reader() as made:
        yield made


def output(html: str) -> tuple[str, Any]:
    return "output", {"output_type": "display_data", "data": {"text/html": html, "text/plain": "글"}, "metadata": {}}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_that_is_dear_is_left_out_and_the_next_is_rendered(one: Reader, name: str) -> None:
    source = MARKDOWN[name]
    for kind in ("markdown", "page_markdown"):
        made, after = one.work([(kind, [source, {}]), HONEST], FAILED)
        assert made is FAILED or len(made if kind == "page_markdown" else made[0]) <= 60 * len(source) + 1_000
        assert after == [HONEST[1][0], {}]


@pytest.mark.parametrize("name", HTML)
def test_html_that_is_dear_costs_only_itself(one: Reader, name: str) -> None:
    one._start()
    process = one._process
    assert process is not None
    made, after = one.work([output(HTML[name]), HONEST], FAILED)
    assert process.poll() is None, "not even the reader's process"
    assert len(made["data"].get("text/html", "")) <= GROWTH * len(HTML[name]) + 10_000
    assert after == [HONEST[1][0], {}]
    if name == "many":
        assert made["data"] == {"text/plain": f"{messages.LEFT_OUT}\n글"}


def test_what_takes_too_long_ends_the_process_and_nothing_else(one: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel counts processor time, not the clock: a slow machine leaves nothing out."""
    pieces = [HONEST, ("hang", None), HONEST, ("eat", None), HONEST, ("raise", None), HONEST]
    one.close()
    monkeypatch.setattr(one, "_command", [*one._command[:-2], "-c", TRAPS])
    first, hung, second, ate, third, raised, fourth = one.work(pieces, FAILED)
    one.close()
    assert hung is ate is raised is FAILED
    assert first == second == third == fourth == [HONEST[1][0], {}]


def test_all_that_belongs_together_has_a_limit(one: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WORK_SECONDS", 2 * reader.PIECE_SECONDS)
    one.close()
    monkeypatch.setattr(one, "_command", [*one._command[:-2], "-c", TRAPS])
    done = one.work([("hang", None)] * 50 + [HONEST], FAILED)
    one.close()
    assert done == [FAILED] * 51


#: The reader's process, with kinds of work that go wrong.
TRAPS = """
from autograder.grading import pieces
from autograder.grading import serve
do = pieces.do
def trap(kind, content):
    while kind == "hang":
        pass
    if kind == "eat":
        bytes(3 << 30)
    if kind == "raise":
        raise RuntimeError
    return do(kind, content)
pieces.do = trap
serve.main()
"""

"""Does anything that reads untrusted bytes break on any of them?"""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from autograder.inside.borrowed import pack_call
from autograder.judge.lend import answer
from npml.core import wire
from npml.core.program import Outcome

from . import targets
from .conftest import bounded
from .strategies import HONEST, LATEX, MARKUP, REPEATED, calls, frames, recorded, submissions


@bounded(400)
@given(st.binary(max_size=200) | frames())
def test_frames(data: bytes) -> None:
    targets.frame(data)


@bounded(200)
@given(st.binary(max_size=200) | st.lists(frames(), max_size=3).map(b"".join))
def test_frames_together(data: bytes) -> None:
    targets.together(data)


@bounded(50)
@given(st.lists(HONEST, max_size=3))
def test_honest_frames_together(answers: list[list[Outcome]]) -> None:
    """The control: what an honest runner sends together is understood."""
    sent = [wire.pack_frame(*wire.pack_outcomes(outcomes)) for outcomes in answers]
    data = wire.pack_frames(sent)
    assert wire.frame_lengths(data[: wire.PREFIX.size], 0) == (0, len(data) - wire.PREFIX.size)
    found = list(wire.unpack_frames(data[wire.PREFIX.size :]))
    assert [header + body for header, body in found] == [frame[wire.PREFIX.size :] for frame in sent]


@bounded(300)
@given(st.binary(max_size=200) | calls())
def test_calls(data: bytes) -> None:
    targets.call(data)


def test_an_honest_call_is_answered() -> None:
    """The control: what the fuzzer varies is understood as it is."""
    assert answer({"f": lambda *args, **kwargs: (args, kwargs)}, *pack_call("f", (1, [2.0]), {"k": None})) == (
        {"value": {"tuple": [{"tuple": [1, {"list": [{"f": "0x1.0000000000000p+1"}]}]}, {"dict": [["k", None]]}]}}, [],
    )  # fmt: skip


@bounded(100)
@given(HONEST)
def test_honest_frames_cross(outcomes: list[Outcome]) -> None:
    """The control: what an honest runner sends is understood."""
    data = wire.pack_frame(*wire.pack_outcomes(outcomes))
    targets.frame(data)
    header, _ = wire.frame_lengths(data[: wire.PREFIX.size])
    start = wire.PREFIX.size
    again = wire.unpack_outcomes(*wire.unpack_frame(data[start : start + header], data[start + header :]))
    assert [(item.warned, item.aliased) for item in again] == [(item.warned, item.aliased) for item in outcomes]


@bounded(100)
@given(st.binary(max_size=200) | submissions())
def test_submissions(data: bytes) -> None:
    targets.notebook(data)


@bounded(150)
@given(st.binary(max_size=200) | recorded())
def test_recorded_outputs(data: bytes) -> None:
    targets.outputs(data)


@bounded(300)
@given(MARKUP)
def test_html(text: str) -> None:
    targets.html(text.encode("utf-8", "replace"))


@bounded(200)
@given(MARKUP)
def test_markdown(text: str) -> None:
    targets.markdown(text.encode("utf-8", "replace"))


@bounded(60)
@given(REPEATED)
@example("<b><b><p><dt>" * 5_000)  # what is left of it is still too much for the page
def test_length(text: str) -> None:
    targets.length(text.encode("utf-8", "replace"))


@bounded(60)
@given(MARKUP | LATEX.map("${}$".format) | REPEATED.map(lambda text: text[:30_000]))
def test_bounded(text: str) -> None:
    targets.bounded(text.encode("utf-8", "replace"))


@bounded(300)
@given(LATEX)
def test_formula(text: str) -> None:
    targets.formula(text.encode("utf-8", "replace"))

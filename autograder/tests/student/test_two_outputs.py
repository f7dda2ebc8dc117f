"""Is a widget two outputs: all that a saved notebook needs, and the live widget that says nothing where it is not known?"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest

from npml.student.two_outputs import MIME, show_live

Calls = list[tuple[dict[str, Any], dict[str, Any]]]


class Display:
    """What was displayed, in the order in which it was."""

    def __init__(self) -> None:
        self.calls: Calls = []

    def __call__(self, data: dict[str, Any], **options: Any) -> None:
        """As IPython's ``display(data, raw=True, …)``."""
        self.calls.append((data, options))


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What `show_live` displays."""
    import IPython.display

    display = Display()
    monkeypatch.setattr(IPython.display, "display", display)
    return display.calls


def a_widget() -> Any:
    """Any widget."""
    import ipywidgets

    return ipywidgets.HTML("살아 있는 그림")


def test_the_widget_stands_alone_beside_what_is_saved(displayed: Calls) -> None:
    show_live("<p>그림</p>", "그림", a_widget(), wake="깨우는 법")
    (saved, options), (live, _) = displayed
    assert "<p>그림</p>" in saved["text/html"]
    assert "깨우는 법" in saved["text/html"]
    assert saved["text/plain"] == "그림"
    assert MIME not in saved
    assert set(live) == {MIME, "text/plain"}
    assert live["text/plain"] == ""
    # The style sheet finds both by one key, which no other widget has.
    key = options["display_id"]
    assert f'id="{key}"' in saved["text/html"]
    assert f"body:has(.{key}-live)" in saved["text/html"]


def test_in_a_build_there_is_no_widget(
    displayed: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUTOGRADER_STRICT", "1")
    show_live("<p>그림</p>", "그림", a_widget())
    assert displayed == []
    assert capsys.readouterr().out == "그림\n"


def test_what_is_saved_follows_once_when_the_widget_rests(displayed: Calls) -> None:
    """A drag of many pictures makes one update, of the last, and nobody waits for it."""
    made: list[int] = []

    def picture(number: int) -> tuple[str, str]:
        made.append(number)
        return f"<p>{number}</p>", str(number)

    async def drag() -> None:
        shown = show_live("0", "0", a_widget())
        for number in range(1, 6):
            shown.keep(partial(picture, number), rest=1e-4)
        assert len(displayed) == 2
        while len(displayed) < 3:
            await asyncio.sleep(0)

    asyncio.run(drag())
    assert made == [5]
    data, options = displayed[-1]
    assert "<p>5</p>" in data["text/html"]
    assert options["update"]
    assert options["display_id"] == displayed[0][1]["display_id"]


def test_a_click_that_counts_is_saved_at_once(displayed: Calls) -> None:
    show_live("0", "0", a_widget()).keep(lambda: ("<p>1</p>", "1"), rest=0)
    assert "<p>1</p>" in displayed[-1][0]["text/html"]

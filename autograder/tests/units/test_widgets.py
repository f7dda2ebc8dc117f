"""Widgets: every draw function, at the ends of every control, with right, missing and wrong functions."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from autograder.authoring.unit import Unit
from autograder.release.audit.lab import stub
from npml.student.widgets.drawing import Drawing
from npml.student.widgets.figures import odd_numbers_allowed
from npml.student.widgets.svg import text_width
from npml.widgets import alt_of, controls_of, picture_bytes, reading_of, settings_of

HANGUL = re.compile("[가-힣]")
SVG = "{http://www.w3.org/2000/svg}"


def draws(unit: Unit, released: Path) -> dict[str, Callable[..., Any]]:
    """The unit's draw functions, loaded from what a student has."""
    sys.path.insert(0, str(released.parent))
    try:
        module = importlib.import_module(f"{released.name}.widgets")
    finally:
        sys.path.remove(str(released.parent))
        for name in [name for name in sys.modules if name.partition(".")[0] == released.name]:
            del sys.modules[name]
    return {name: item for name, item in vars(module).items() if name.startswith("draw_") and callable(item)}


def functions(draw: Callable[..., Any], names: dict[str, Any]) -> dict[str, Any]:
    """The student's functions that a draw function takes, by its parameters' names."""
    kinds = inspect.signature(draw).parameters.values()
    return {item.name: names[item.name] for item in kinds if item.kind is not inspect.Parameter.KEYWORD_ONLY}


def look(
    draw: Callable[..., Any], given: dict[str, Any], settings: dict[str, Any], seen: set[str] | None = None,
) -> None:  # fmt: skip
    """Draw, and look at the picture; its outline is added to those that were seen."""
    figure = draw(*given.values(), **settings)
    assert HANGUL.search(alt_of(figure))
    assert HANGUL.search(reading_of(figure))
    if isinstance(figure, Drawing):
        file = figure.standalone()
        sound(file, figure)
    else:
        with warnings.catch_warnings(), odd_numbers_allowed():
            warnings.simplefilter("error")
            figure.draw_without_rendering()  # looks up every glyph
        file = ""
    if seen is not None:
        seen.add(re.sub(r"[\d.]+", "", file))  # two of one outline differ in their values alone


def sound(file: str, figure: Drawing) -> None:
    """Is it well-formed SVG of the allowed elements, small, with all its text within the picture?"""
    assert len(file) < 60_000
    assert "nan" not in re.sub(r'href="data:[^"]*"', "", file)  # the letters of an image are no numbers
    root = ElementTree.fromstring(file)
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= {"svg", "g", "path", "rect", "text", "image"}
    for x, y, text in texts(root, 0.0, 0.0):
        size = float(text.get("font-size", "14"))
        width = text_width(text.text or "", size)
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * width
        assert size >= 12
        assert left >= -1, text.text
        assert left + 0.8 * width <= figure.width, text.text  # the estimate is rather too wide
        assert size * 0.7 <= y <= figure.height, text.text


def texts(item: ElementTree.Element, x: float, y: float) -> Iterator[tuple[float, float, ElementTree.Element]]:
    """All texts with their places in the picture."""
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", item.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if item.tag == f"{SVG}text":
        yield x + float(item.get("x", 0)), y + float(item.get("y", 0)), item
    for child in item:
        yield from texts(child, x, y)


def test_every_unit_has_a_widget_for_its_functions(unit: Unit, released: Path) -> None:
    """Is there a widget, does it take the unit's functions, does it say what to find?"""
    found = draws(unit, released)
    assert found, f"{unit.folder / 'public/widgets.py'}: no draw_ function"
    for draw in found.values():
        assert controls_of(draw)
        given = functions(draw, unit.reference)
        assert set(given) & set(unit.solution_names), f"{draw.__name__} takes none of {unit.solution_names}"


def test_reference_and_stub_draw_everywhere(unit: Unit, released: Path) -> None:
    """Does every control work at its ends, with the finished function and with the untouched stub?"""
    for draw in draws(unit, released).values():
        right = functions(draw, unit.reference)
        seen: set[str] = set()
        for settings in settings_of(draw):
            look(draw, right, settings)
            look(draw, dict.fromkeys(right, stub), settings, seen)  # mostly the same invitation to fill it in


def test_drawing_is_pure(unit: Unit, released: Path) -> None:
    """Does the same call give the same picture, byte for byte?"""
    for draw in draws(unit, released).values():
        right = functions(draw, unit.reference)
        settings = next(iter(settings_of(draw)))
        assert picture_bytes(draw(*right.values(), **settings)) == picture_bytes(draw(*right.values(), **settings))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_no_mistake_breaks_the_picture(unit: Unit, released: Path, every: bool) -> None:
    """Whatever a wrong function returns, is there a picture?  What it raises itself may go through.

    Every mistake is drawn at the controls' defaults, and one of each outline at the controls' ends; `make soak` draws every
    one there.
    """
    for draw in draws(unit, released).values():
        seen: set[str] = set()
        for given in wrong(draw, unit):
            for number, settings in enumerate(islice(settings_of(draw), 3)):  # defaults, all minima, all maxima
                known = len(seen)
                try:
                    look(draw, given, settings, seen)
                except Exception as error:
                    frames = traceback.extract_tb(error.__traceback__)
                    assert any("mistakes.py" in frame.filename for frame in frames), (draw.__name__, given, settings)
                if number == 0 and len(seen) == known and not every:
                    break


def wrong(draw: Callable[..., Any], unit: Unit) -> Iterator[dict[str, Any]]:
    """The draw function's arguments with one of them wrong."""
    right = functions(draw, unit.reference)
    for item in unit.mistakes:
        names = unit.namespace({item.exercise: item.code})
        if item.exercise in right:
            yield functions(draw, names)

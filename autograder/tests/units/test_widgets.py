"""Widgets: every draw function, at the ends of every control, with right, missing and wrong functions."""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.text import Text

from autograder.authoring.unit import Unit
from autograder.release.audit.lab import stub
from npml.student.widgets.figures import odd_numbers_allowed
from npml.widgets import alt_of, controls_of, png, reading_of, settings_of

HANGUL = re.compile("[가-힣]")


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
    draw: Callable[..., Any], given: dict[str, Any], settings: dict[str, Any],
    seen: set[str] | None = None, *, render: bool = True, kind: Callable[[Figure], str] | None = None,
) -> None:  # fmt: skip
    """Draw, and render (a missing glyph is a warning, so an error here) what was not seen before."""
    figure = draw(*given.values(), **settings)
    assert HANGUL.search(alt_of(figure))
    assert HANGUL.search(reading_of(figure))
    if render and (seen is None or (key := (kind or content)(figure)) not in seen):
        with odd_numbers_allowed():
            figure.draw_without_rendering()  # lays out and looks up every glyph; no pixels, no PNG
        if seen is not None:
            seen.add(key)


def content(figure: Figure) -> str:
    """What is drawn: two figures with the same content render alike, and rendering is most of the time."""
    digest = hashlib.sha256()
    for artist in figure.findobj():
        digest.update(type(artist).__name__.encode())
        for attribute in ("get_xydata", "get_text", "get_position", "get_offsets", "get_array", "get_xy", "get_width",
                          "get_height", "get_segments", "get_xlim", "get_ylim", "get_xscale", "get_yscale",
                          "get_visible", "get_alpha", "get_facecolor", "get_edgecolor", "get_color"):  # fmt: skip
            value = getattr(artist, attribute, None)
            if value is not None and not isinstance(artist, (Axis, ContourSet)):
                digest.update(_bytes(value()))
        if isinstance(artist, ContourSet):
            digest.update(repr([np.asarray(path.vertices).tolist() for path in artist.get_paths()]).encode())
    return digest.hexdigest()


def outline(figure: Figure) -> str:
    """What decides whether a figure can be rendered: its glyphs, artists and scales, and which numbers are finite.

    Figures with one outline differ in their values alone; one of them stands for all.
    """
    parts = []
    for artist in drawn(figure):
        text = artist.get_text() if isinstance(artist, Text) else ""
        if isinstance(artist, Axis):
            text = "".join(getattr(artist.get_major_formatter(), "seq", ""))  # tick labels that are words
        parts.append((type(artist).__name__, "".join(sorted(set(re.sub("[0-9]", "0", text))))))
        for attribute in ("get_xscale", "get_yscale", "get_visible"):
            if hasattr(artist, attribute):
                parts.append((attribute, str(getattr(artist, attribute)())))
        for attribute in ("get_xydata", "get_offsets", "get_array", "get_xlim", "get_ylim"):
            value = getattr(artist, attribute, lambda: None)()
            if value is not None and not isinstance(artist, (Axis, ContourSet)):
                numbers: Any = np.ma.filled(np.ma.asarray(value, dtype=float), np.nan)
                size = np.max(np.abs(numbers), where=np.isfinite(numbers), initial=0.0)
                # A locator's trouble comes with very large or very small numbers.
                parts.append(
                    (attribute, f"{np.isfinite(numbers).all()} {np.isfinite(numbers).any()} {size > 1e6} {size < 1e-6}")
                )
    return repr(sorted(set(parts)))


def drawn(artist: Artist) -> Iterator[Artist]:
    """All artists but the ticks, which Matplotlib makes only when somebody asks: most of the time of a figure."""
    yield artist
    yield from chain.from_iterable(map(drawn, [artist.label] if isinstance(artist, Axis) else artist.get_children()))


def _bytes(value: Any) -> bytes:
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        return np.ma.filled(value, 0).tobytes()
    return repr(value).encode()


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
        assert png(draw(*right.values(), **settings)) == png(draw(*right.values(), **settings))


@pytest.mark.parametrize("kind", [outline, pytest.param(content, marks=pytest.mark.soak)])
def test_no_mistake_breaks_the_picture(unit: Unit, released: Path, kind: Callable[[Figure], str]) -> None:
    """Whatever a wrong function returns, is there a picture?  What it raises itself may go through.

    Every mistake is drawn at the controls' defaults; one of each outline is rendered and drawn at the controls' ends, too.
    `make soak` draws every one at the ends and renders every one.
    """
    for draw in draws(unit, released).values():
        seen: set[str] = set()
        for given in wrong(draw, unit):
            # Defaults, all minima, all maxima; the ends show the same words as the defaults.
            for number, settings in enumerate(islice(settings_of(draw), 3)):
                known = len(seen)
                try:
                    look(draw, given, settings, seen, render=number == 0, kind=kind)
                except Exception as error:
                    frames = traceback.extract_tb(error.__traceback__)
                    assert any("mistakes.py" in frame.filename for frame in frames), (
                        draw.__name__,
                        given,
                        settings,
                    )
                if kind is outline and number == 0 and len(seen) == known:
                    break


def wrong(draw: Callable[..., Any], unit: Unit) -> Iterator[dict[str, Any]]:
    """The draw function's arguments with one of them wrong."""
    right = functions(draw, unit.reference)
    for item in unit.mistakes:
        names = unit.namespace({item.exercise: item.code})
        if item.exercise in right:
            yield functions(draw, names)

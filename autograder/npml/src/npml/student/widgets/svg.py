"""The pieces of which SVG pictures are made: numbers, paths, text, markers, small images.

A picture stands in a page with a light or a dark theme.  So ink is the page's own colour (``currentColor``), and the other
colours are such that a line is seen on both (at least 3:1): see `tone`.  No piece needs an id, because several pictures
share a page.
"""

from __future__ import annotations

import base64
import re
import struct
import unicodedata
import zlib
from html import escape
from typing import Any

import numpy as np

from .palette import INK, ORANGE, PURPLE, SKY, YELLOW

#: Fonts that have Hangul on Windows, macOS, Linux, Android; the browser takes the first that there is.
FONT = (
    "system-ui,-apple-system,'Segoe UI','Malgun Gothic','Apple SD Gothic Neo','Noto Sans KR','Noto Sans CJK KR',"
    "NanumGothic,sans-serif"
)
#: Text in pixels of a picture that is drawn in its own width; at a page of 900 px it is still 11 px high or more.
SIZE, TITLE = 14, 16
#: Colours of the palette that are too pale for a line on white paper, and what is drawn instead.
_DARKER = {ORANGE: "#BF7F00", PURPLE: "#C1659A", SKY: "#2F93CF", YELLOW: "#A89B00"}
DASHES = {"-": "", "--": "7 4", ":": "2 4", "-.": "8 4 2 4"}
#: No coordinate is farther from the picture than this: a renderer may count in 16 bits.
FAR = 5000.0


def tone(color: str) -> str:
    """A palette's colour as it is drawn: at least 3:1 against white and against a dark page."""
    return "currentColor" if color == INK else _DARKER.get(color, color)


def short(value: float) -> str:
    """A coordinate with one decimal, as short as possible."""
    return f"{round(float(value), 1) + 0.0:g}"


def tag(name: str, inner: str = "", /, **attributes: Any) -> str:
    """An element; ``stroke_width`` is written as ``stroke-width``, and what is None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{short(value) if isinstance(value, float) else escape(str(value))}"'
        for key, value in attributes.items()
        if value not in (None, "")
    )
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def stroke(path: str, color: str, width: float, style: str = "-", *, alpha: float | None = None) -> str:
    """A line along a path.

    Args:
        path: as SVG writes it; "" gives "".
        color: of the palette.
        width: in pixels.
        style: "-", "--", ":", "-." or "none".
        alpha: opacity, None for 1.
    """
    if not path or style == "none":
        return ""
    dash = DASHES[style]
    return tag(
        "path", d=path, fill="none", stroke=tone(color), stroke_width=float(width), stroke_dasharray=dash, opacity=alpha
    )


def line_path(x: Any, y: Any, *, closed: bool = False) -> str:
    """The path through points, broken where a coordinate is not finite; neighbours that fall on one spot are one point.

    Args:
        x: pixels, (n,).
        y: pixels, (n,).
        closed: whether each part is closed.
    """
    points = np.stack([np.asarray(x, dtype=float), np.asarray(y, dtype=float)], axis=1)
    good = np.isfinite(points).all(axis=1)
    points = np.round(np.clip(points, -FAR, FAR), 1) + 0.0
    parts: list[str] = []
    begun = False
    before: tuple[float, float] | None = None
    for (across, down), fine in zip(points.tolist(), good.tolist(), strict=True):
        if not fine:
            begun = False
            continue
        if begun and (across, down) == before:
            continue
        parts.append(f"{'' if begun else 'M'}{across:g} {down:g}")
        begun, before = True, (across, down)
    path = " ".join(parts).replace(" M", "M")
    if not closed:
        return path
    return "".join(f"M{part}z" for part in path.split("M") if part)


#: Markers of radius 1 around a point, as relative paths; True: a stroke without a filling.
_MARKERS = {
    "s": ("m-.9-.9h1.8v1.8h-1.8z", False), "^": ("m0-1.2 1.1 2h-2.2z", False), "v": ("m0 1.2 1.1-2h-2.2z", False),
    "D": ("m0-1.2 1.2 1.2-1.2 1.2-1.2-1.2z", False), "P": ("m-.4-1.1h.8v.7h.7v.8h-.7v.7h-.8v-.7h-.7v-.8h.7z", False),
    "x": ("m-1-1 2 2m0-2-2 2", True), "*": ("m0-1.3.32.86.92.04-.72.57.25.88-.77-.51-.77.51.25-.88-.72-.57.92-.04z", False),
}  # fmt: skip


def markers(x: Any, y: Any, kind: str, radius: float, color: str, *, alpha: float | None = None, edge: str = "") -> str:
    """One sign for each point, as one path.

    Args:
        x: pixels, (n,).
        y: pixels, (n,).
        kind: "o", "s", "^", "v", "D", "P", "x" or "*", as Matplotlib calls them.
        radius: in pixels.
        color: of the palette.
        alpha: opacity, None for 1.
        edge: the colour of an outline, or "".
    """
    points = np.stack([np.asarray(x, dtype=float), np.asarray(y, dtype=float)], axis=1)
    points = points[np.isfinite(points).all(axis=1)]
    points = np.round(points[(np.abs(points) < FAR).all(axis=1)], 1) + 0.0
    if not len(points):
        return ""
    if kind == "o":  # a stroke with round ends and without length is a disk
        dots = "".join(f"M{a:g} {b:g}h0" for a, b in points.tolist())
        disks = "".join(
            tag("path", d=dots, stroke=tone(paint), stroke_width=width, stroke_linecap="round", opacity=alpha)
            for paint, width in ([(edge, 2 * radius + 2.4)] if edge else []) + [(color, 2 * radius)]
        )
        return disks
    shape, open_ = _MARKERS[kind]
    drawn = _scaled(shape, radius)
    signs = "".join(f"M{a:g} {b:g}{drawn}" for a, b in points.tolist())
    if open_:
        return stroke(signs, color, 2.0, alpha=alpha)
    around = tone(edge) if edge else ""
    return tag("path", d=signs, fill=tone(color), opacity=alpha, stroke=around, stroke_width=1.2 if edge else None)


def _scaled(shape: str, radius: float) -> str:
    return re.sub(r"-?\d*\.?\d+", lambda found: " " + short(float(found.group()) * radius), shape)


def text_width(text: str, size: float = SIZE) -> float:
    """About how wide a text is, in pixels: rather too much than too little."""
    total = 0.0
    for letter in text:
        if unicodedata.east_asian_width(letter) in "WF":
            total += 0.97
        elif letter in " .,:;'|!()[]il":
            total += 0.36
        else:
            total += 0.7 if letter.isupper() else 0.6
    return total * size


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """The text in lines that are not wider than ``width`` pixels, broken at its line breaks and spaces."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, size) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def words(x: float, y: float, text: str, *, anchor: str = "start", size: float = SIZE, bold: bool = False,
          halo: bool = False, faint: bool = False) -> str:  # fmt: skip
    """A line of text.

    Args:
        x: in pixels.
        y: of its base line, in pixels.
        text: plain text.
        anchor: "start", "middle" or "end": where x is.
        size: in pixels.
        bold: for titles.
        halo: whether the paper shows around the letters, for text that stands on lines and fillings.
        faint: for what matters less; it still has 7:1.
    """
    paper = "paint-order:stroke;stroke-width:3.5px;stroke-linejoin:round;stroke:var(--jp-layout-color0,#fff)"
    return tag(
        "text", escape(text, quote=False), x=float(x), y=float(y), text_anchor=None if anchor == "start" else anchor,
        font_size=None if size == SIZE else float(size), font_weight="600" if bold else None,
        opacity=".8" if faint else None, style=paper if halo else None,
    )  # fmt: skip


def rectangle(x: float, y: float, width: float, height: float, **attributes: Any) -> str:
    """A rectangle in pixels."""
    size = {"width": float(max(width, 0.0)), "height": float(max(height, 0.0))}
    return tag("rect", x=float(x), y=float(y), **size, **attributes)


def hatched(x: float, y: float, width: float, height: float) -> str:
    """Slanted lines in a rectangle, which tell it from another without its colour."""
    starts = [short(9.0 * i - height) for i in range(1, int((width + height) // 9) + 1)]
    lines = "".join(f"M{start} {short(height)}l{short(height)} {short(-height)}" for start in starts)
    if width <= 0 or height <= 0 or not lines:
        return ""
    return tag("svg", stroke(lines, INK, 1.2, alpha=0.8), x=float(x), y=float(y), width=float(width), height=float(height))


def picture_of_cells(colors: Any) -> str:
    """A data address of a PNG with one pixel for each cell.

    Args:
        colors: red, green, blue and opacity from 0 to 255, (rows, columns, 4).
    """
    pixels = np.ascontiguousarray(np.clip(np.round(colors), 0, 255).astype(np.uint8))
    rows, columns, _ = pixels.shape
    raw = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", columns, rows, 8, 6, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(data).decode("ascii")


def shades(values: Any, kind: str, low: float, high: float) -> Any:
    """Colours of cells, (rows, columns, 4); what is not finite is transparent.

    Args:
        values: numbers, (rows, columns).
        kind: "gray" (black to white), "ink" (white to black), or "signed" (orange below zero, purple above, pale near it).
        low: what is drawn as the scale's lower end.
        high: its upper end.
    """
    table = np.asarray(values, dtype=float)
    known = np.isfinite(table)
    table = np.where(known, table, 0.0)
    if kind == "signed":
        part = np.clip(table / max(abs(low), abs(high), 1e-12), -1.0, 1.0)
        orange, purple = np.array([191.0, 127.0, 0.0]), np.array([112.0, 76.0, 160.0])
        tint = np.where((part < 0)[..., None], orange, purple)
        return np.concatenate([tint, 255.0 * (np.abs(part) * known)[..., None]], axis=-1)
    part = np.clip((table - low) / (high - low), 0.0, 1.0)
    level = 255.0 * (part if kind == "gray" else 1.0 - part)
    return np.stack([level, level, level, 255.0 * known], axis=-1)

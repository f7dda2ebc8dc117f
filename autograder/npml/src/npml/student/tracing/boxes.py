"""Draws two shapes that meet as rows of boxes, aligned on the right as NumPy aligns them."""

from __future__ import annotations

import unicodedata
from html import escape

from ..markup import MONO
from ..messages import tracing as text
from .shapes import NEW, Broadcast, Shape, sizes

_CELL = (
    "display:inline-block;box-sizing:border-box;min-width:3.2em;padding:.05em .35em;margin:1px;text-align:center;"
    "border-radius:3px"
)
_STRIPES = "repeating-linear-gradient(45deg,rgba(213,94,0,.30) 0 3px,transparent 3px 7px)"
_STYLES = {
    "plain": "border:1px solid currentColor",
    "stretched": "border:1px dashed #B07D00;background:rgba(230,159,0,.16)",
    "clash": f"border:2px solid #D55E00;background:{_STRIPES}",
    "none": "border:1px solid transparent",
    "result": "border:1px solid #0072B2;background:rgba(0,114,178,.14);font-weight:600",
}


def boxes_html(item: Broadcast) -> str:
    """The two operands and the result, one row each; a sentence says the same to a screen reader."""
    rows = [
        _row(item.left, _cells(item, 0)), _row(f"{item.operator} {item.right}", _cells(item, 1)),
    ]  # fmt: skip
    if item.result is not None:
        cells = [("result", _size(dim.size, dim.letter)) for dim in item.result]
        rows.append(_row(f"→ {text.RESULT_ROW}", cells))
    title = text.BROADCAST if item.result is not None else text.CLASH
    kinds = {kind for at in (0, 1) for kind, _ in _cells(item, at)}
    legend = text.CLASHED if item.result is None else text.STRETCH if "stretched" in kinds else ""
    style = f"border-collapse:collapse;border:0;margin:.1em 0;color:inherit;{MONO}"
    table = f'<table style="{style}" role="presentation">{"".join(rows)}</table>'
    return (
        f'<div role="img" aria-label="{escape(boxes_text(item))}" style="margin:.3em 0 .1em">'
        f'<div style="opacity:.85">{title}</div>{table}'
        + (f'<div style="font-size:.9em;opacity:.85">{legend}</div>' if legend else "")
        + "</div>"
    )


def boxes_text(item: Broadcast) -> str:
    """The same in a sentence."""
    one, other = (_written(shape) for shape in item.shapes)
    return text.sizes(f"{item.left} {one}", f"{item.right} {other}", None if item.result is None else _written(item.result))


def boxes_plain(item: Broadcast) -> list[str]:
    """The same as aligned lines, for a terminal."""
    names = [item.left, f"{item.operator} {item.right}", *([text.RESULT_ROW] if item.result is not None else [])]
    shapes = [*item.shapes, *([item.result] if item.result is not None else [])]
    wide = max(map(len, shapes))
    columns = [[""] * (wide - len(shape)) + [str(size) for size in sizes(shape)] for shape in shapes]
    cell = max(len(part) for row in columns for part in row)
    label = max(map(_width, names))
    return [
        f"{name}{' ' * (label - _width(name))}  "
        + " ".join(f"[{part.rjust(cell)}]" if part else " " * (cell + 2) for part in row)
        for name, row in zip(names, columns, strict=True)
    ]


def _cells(item: Broadcast, which: int) -> list[tuple[str, str]]:
    shape = item.shapes[which]
    missing = len(item.axes) - len(shape)
    found = []
    for at, pair in enumerate(item.axes):
        mine, other = pair[which], pair[1 - which]
        letter = shape[at - missing].letter if at >= missing else ""
        if mine is None:
            found.append(("none", "") if other in (None, 1) else ("stretched", f"→{other}"))
        elif mine == 1 and other not in (None, 1):
            found.append(("stretched", f"1→{other}"))
        elif other not in (None, 1, mine):
            found.append(("clash", _size(mine, letter)))
        else:
            found.append(("plain", _size(mine, letter)))
    return found


def _row(label: str, cells: list[tuple[str, str]]) -> str:
    boxes = "".join(f'<span style="{_CELL};{_STYLES[kind]}">{escape(shown)}</span>' for kind, shown in cells)
    td = "padding:0 .8em 0 0;border:0;color:inherit;background:none"
    left, right = (
        f"{td};text-align:left;overflow-wrap:anywhere;white-space:normal",
        f"{td};text-align:right;white-space:nowrap",
    )
    return f'<tr style="background:none"><td style="{left}">{escape(label)}</td><td style="{right}">{boxes}</td></tr>'


def _size(size: int, letter: str) -> str:
    return f"{letter}={size}" if letter and letter != NEW else str(size)


def _width(name: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in name)


def _written(shape: Shape) -> str:
    return str(sizes(shape))

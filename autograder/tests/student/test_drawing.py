"""Are pictures drawn as SVG small, readable on light and dark pages, and sound whatever is drawn?"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from npml.student.widgets import svg
from npml.student.widgets.drawing import Drawing
from npml.student.widgets.ticks import given_ticks, linear_ticks, log_ticks
from npml.widgets import COLORS, INK, PAPER, alt_of, drawing, figure_html, goal_of, picture, picture_bytes

DARK = "#111111"  # JupyterLab's page


def contrast(one: str, other: str) -> float:
    """Of two colours, as the Web Content Accessibility Guidelines define it."""
    light = []
    for color in (one, other):
        parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(light) / min(light)


@pytest.mark.parametrize("color", [color for color in COLORS if color != INK])
def test_a_line_is_seen_on_both_pages(color: str) -> None:
    assert contrast(svg.tone(color), PAPER) >= 3
    assert contrast(svg.tone(color), DARK) >= 3


def test_ink_is_the_color_of_the_page_or_of_the_paper() -> None:
    fig, axes = drawing()
    axes.plot([0, 1], [0, 1], color=INK)
    assert INK not in fig.inline("그림")
    root = ElementTree.fromstring(fig.standalone())
    assert root.get("color") == INK
    assert root[0].get("fill") == "#fff"


def test_text_is_escaped_and_korean_is_whole() -> None:
    fig, axes = drawing()
    axes.set(title='a < b & "가"', xlabel="</svg><script>", yticks=[0], yticklabels=["<b>"])
    axes.plot([0, 1], [0, 1], label="<나>")
    texts = [item.text for item in ElementTree.fromstring(fig.standalone()).iter() if item.tag.endswith("text")]
    assert {'a < b & "가"', "</svg><script>", "<나>"} <= set(texts)
    assert 'aria-label="&quot;&gt;"' in fig.inline('">')


def test_what_is_no_number_is_a_gap_and_what_is_huge_stays_near() -> None:
    fig, axes = drawing()
    axes.plot([0, 1, 2, 3, 4], [0, 1, np.nan, 1e300, 0], marker="o")
    axes.bar([0, 1], [np.inf, 1])
    axes.text(np.nan, 1, "없음")
    axes.set(ylim=(0, 2))
    file = fig.standalone()
    assert "nan" not in file
    assert "inf" not in file
    assert max(abs(float(found)) for found in re.findall(r'(?<=[ "M])-?\d+\.?\d*', file)) <= svg.FAR


def test_an_empty_plot_and_one_point_are_drawn() -> None:
    for values in ([], [3.0], [np.nan, np.nan]):
        fig, axes = drawing()
        axes.plot(range(len(values)), values)
        axes.set(yscale="log")
        assert b"<svg" in picture_bytes(fig)


def test_an_option_that_is_not_there_is_named() -> None:
    _, axes = drawing()
    with pytest.raises(TypeError, match="xlimit"):
        axes.set(xlimit=(0, 1))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (linear_ticks(0, 1, 5)[1], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (linear_ticks(-1, 1, 2)[1], ["−1", "0", "1"]),
        (linear_ticks(0, 3000, 3)[1], ["0", "1,000", "2,000", "3,000"]),
        (linear_ticks(0, 2e-22, 2)[1], ["0", "1×10⁻²²", "2×10⁻²²"]),
        (log_ticks(1e-8, 1e4, 5)[1], ["10⁻⁶", "0.001", "1", "1,000"]),
        (log_ticks(0.9, 3500, 9)[1], ["1", "10", "100", "1,000"]),
        (log_ticks(2000, 30000, 5)[1], ["2,000", "5,000", "10,000", "20,000"]),
        (given_ticks([0, 0.5, 1]), ["0", "0.5", "1.0"]),
    ],
)
def test_ticks_are_round_and_written_as_in_korean_text(found: list[str], expected: list[str]) -> None:
    assert found == expected


def test_a_saved_picture_is_an_image_that_runs_nothing() -> None:
    fig, axes = drawing(1, 2)
    axes[0].image(np.eye(3), "ink")
    shown = picture(fig, alt='가 "나"', reading="읽기", goal=True)
    assert isinstance(shown, Drawing)
    assert (alt_of(shown), goal_of(shown)) == ('가 "나"', True)
    html = figure_html(shown, alt_of(shown), "읽기")
    assert html.startswith('<figure style="margin:.4em 0"><img alt="가 &quot;나&quot;" src="data:image/svg+xml;base64,')
    assert "<script" not in fig.standalone()


def test_a_picture_is_made_without_matplotlib() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from npml.widgets import drawing, picture_bytes; f, a = drawing(); a.plot([1, 2], [3, 4]); picture_bytes(f); "
        "print('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

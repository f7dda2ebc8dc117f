"""From the pointer to the picture: how long a widget takes to follow a drag, in a real JupyterLab and Chromium.

``python drag.py`` opens unit 08, solves its functions, and moves a handle to and fro.  A time is from the event that
brings the handle to a value to the change of the page that shows this value's picture; values that were passed over while
the kernel was busy have no picture, and are told as a number.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

from autograder.authoring.unit import Unit  # noqa: E402
from tests.browser.lab import Notebook, browser, jupyter_lab  # noqa: E402
from tests.browser.test_live import UNIT, opened  # noqa: E402

#: Notes when the handle comes to a value, and when the page shows a value's picture.
WATCH = """root => {
    const handle = root.querySelector('.npml-at-step .noUi-handle');
    const place = root.querySelector('figure').closest('.widget-html-content');
    window.drag = {came: {}, times: [], values: 0};
    let moved = 0;
    window.addEventListener('pointermove', () => { moved = performance.now(); }, true);
    new MutationObserver(() => {
        window.drag.came[Number(handle.getAttribute('aria-valuenow'))] = moved;
        window.drag.values += 1;
    }).observe(handle, {attributes: true, attributeFilter: ['aria-valuenow']});
    new MutationObserver(() => {
        const value = Number(place.querySelector('[role=img]').getAttribute('aria-label').match(/(\\d+)번째 창은/)[1]);
        window.drag.times.push(performance.now() - window.drag.came[value]);
    }).observe(place, {childList: true});
}"""


def measure(rounds: int, pause: int) -> dict[str, Any]:
    """Milliseconds of all pictures of a drag over the values 1 to 24, ``rounds`` times to and fro.

    Args:
        rounds: how often the handle goes there and back.
        pause: milliseconds between two moves of the pointer.
    """
    root = HERE.parents[2]
    with tempfile.TemporaryDirectory() as folder:
        served, settings, profile = (Path(folder, name) for name in ("served", "settings", "profile"))
        settings.mkdir()
        shutil.copytree(root / "course" / UNIT, served / UNIT)
        with jupyter_lab(served, settings) as address, browser(profile) as page:
            book, widget = opened(
                lambda name: Notebook(page, address, f"{name}/{name}.ipynb"), Unit(root / "solutions" / UNIT)
            )
            bar = widget.locator(".npml-at-step .noUi-base")
            bar.scroll_into_view_if_needed()
            box = bar.bounding_box()
            widget.evaluate(WATCH)
            height = box["y"] + box["height"] / 2
            page.mouse.move(box["x"] + 7 * box["width"] / 47, height)
            page.mouse.down()
            for there in range(2 * rounds):
                for value in range(1, 25) if there % 2 else range(24, 0, -1):
                    page.mouse.move(box["x"] + (value - 1) * box["width"] / 47, height)
                    page.wait_for_timeout(pause)
            page.mouse.up()
            page.wait_for_timeout(2000)
            found = page.evaluate("() => window.drag")
            book.close()
    times = sorted(time for time in found["times"] if time is not None)
    return {
        "values": found["values"], "pictures": len(times), "median": round(statistics.median(times)),
        "p95": round(times[int(0.95 * (len(times) - 1))]), "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def main() -> None:
    """Print one JSON object: milliseconds, counts, and how busy the machine was."""
    parser = argparse.ArgumentParser(description="From the pointer to the picture, in milliseconds.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pause", type=int, default=16)
    options = parser.parse_args()
    print(json.dumps(measure(options.rounds, options.pause)))


if __name__ == "__main__":
    main()

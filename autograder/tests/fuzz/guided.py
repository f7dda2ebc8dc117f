"""Coverage-guided fuzzing of the targets, where Atheris is installed: ``python guided.py TARGET SECONDS``.

Begins with honest inputs.  A finding is written as crash-… into the current folder; libFuzzer prints how
to repeat it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
PACKAGES = ["npml.core", "autograder.grading", "autograder.sandbox", "autograder.gradebook"]
with atheris.instrument_imports(include=PACKAGES):
    from npml.core import wire
    from npml.core.program import Outcome
    from tests.fuzz import targets


def framed(data: bytes) -> None:
    """The header and, after two NULs, the body: a fuzzer need not find out the lengths."""
    header, _, body = data.partition(b"\0\0")
    targets.frame(wire.PREFIX.pack(wire.MAGIC, len(header), len(body)) + header + body)


def seeds(name: str) -> list[bytes]:
    """Honest inputs to begin with."""
    if name == "frame":
        import numpy as np

        tree, buffers = wire.pack_outcomes([
            Outcome(value=(np.arange(3.0), [1, {"a": 0.5}], np.array(["x", "yy"]), 2**60), args=(np.ones((1, 2)), None), warned=("divide",)),
            Outcome(error="ValueError", text="x"),
        ], targets.STEPS)  # fmt: skip
        data = wire.pack_frame(tree, buffers)
        header, _ = wire.frame_lengths(data[: wire.PREFIX.size])
        rest = data[wire.PREFIX.size :]
        return [rest[:header] + b"\0\0" + rest[header:]]
    if name == "notebook":
        small = b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "id": "a", "source": ["def softmax(x):\\n", " return x"], "metadata": {"nbgrader": {"grade_id": "softmax"}}, "outputs": [], "execution_count": null}]}'
        return [small, targets._released().encode()]
    if name == "outputs":
        return [
            b'[{"output_type": "stream", "name": "stdout", "text": "x"}, {"output_type": "display_data", "data": {"text/html": "<b>x</b>", "image/png": "iVBORw0KGgo="}, "metadata": {}}]'
        ]
    return [
        b"<figure><img alt='x' src='data:image/png;base64,iVBORw0KGgo='></figure>",
        b"# a\n[b](https://c) ![d](e.png) $x<y$\n\n```python\nx\n```\n<b>f</b> | g |",
    ]


def main() -> None:
    """Fuzz one target for so many seconds."""
    name, seconds = sys.argv[1:3]
    target = framed if name == "frame" else targets.TARGETS[name]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            "-rss_limit_mb=3000",
            "-timeout=60",
            "-max_len=100000",
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, corpus], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

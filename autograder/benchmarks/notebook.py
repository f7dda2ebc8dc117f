"""In a student's kernel: how long ``import npml`` and each ``check()`` take.

``python notebook.py import`` and ``python notebook.py check UNIT_FOLDER CHECKS_JSON``; each prints one JSON object.
Of a check, the time within the student's own function is taken off: what is left is ours.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

REPEATS = 3


def importing() -> dict[str, float]:
    """Seconds beyond NumPy, Matplotlib and what a kernel has loaded anyway."""
    for name in ("numpy", "matplotlib.pyplot", "ipykernel.ipkernel"):
        __import__(name)

    before = set(sys.modules)
    begin, cpu = time.perf_counter(), time.process_time()
    from npml import check, demo, explore, hint, progress, quiz  # noqa: F401
    from npml.widgets import figure, subplots  # noqa: F401

    return {
        "wall": time.perf_counter() - begin, "cpu": time.process_time() - cpu, "modules": len(set(sys.modules) - before),
    }  # fmt: skip


class _Own:
    """Time within the student's function."""

    def __init__(self, program: Any) -> None:
        self.wall = self.cpu = 0.0
        self._perform = program._perform
        program._perform = self.perform

    def perform(self, *args: Any) -> Any:
        """As `core.program` does it, on the clock."""
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return self._perform(*args)
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += time.process_time() - cpu


def checking(folder: Path, checks: Path) -> dict[str, Any]:
    """Seconds of each exercise's check beyond the student's own: right, wrong (the slowest of some) and unsolved."""
    os.environ["AUTOGRADER_CHECKS"] = str(checks)
    os.environ["AUTOGRADER_STATE"] = ""
    import matplotlib as mpl

    mpl.use("agg")
    from IPython.core.interactiveshell import InteractiveShell

    from autograder.authoring.unit import Unit

    unit = Unit(folder)
    right = unit.namespace()
    bank = {name: [item for item in unit.mistakes if item.exercise == name] for name in unit.solution_names}
    # What a kernel has: a shell, and only the student's side freshly imported.
    shell = InteractiveShell.instance()
    loaded = {name for name in sys.modules if name.startswith("npml.student")}
    assert not loaded, loaded
    begin = time.process_time()
    shell.run_cell("from npml import check\nimport npml.student.checking")
    imported = time.process_time() - begin
    from npml.core import program

    own = _Own(program)
    out: dict[str, Any] = {"unit": unit.name, "import": imported, "exercises": {}}
    sys.stdout = io.StringIO()  # panels
    first = True
    for name in unit.solution_names:
        times: dict[str, Any] = {}
        trials = [("right", right[name])] + [("wrong", item.code) for item in bank[name]]
        trials.append(("unsolved", _unsolved))
        for kind, code in trials:
            names = dict(right) | {name: code}
            shell.user_ns.update(names)
            found = []
            for _ in range(REPEATS if kind == "right" else 1):
                own.wall = own.cpu = 0.0
                wall, cpu = time.perf_counter(), time.process_time()
                shell.run_cell(f"check({name!r})")
                found.append((time.process_time() - cpu - own.cpu, time.perf_counter() - wall - own.wall))
            if first:
                out["first"] = found[0][0]
                first = False
            times[kind] = max(times.get(kind, 0.0), min(found)[0])
        out["exercises"][name] = times
    sys.stdout = sys.__stdout__
    return out


def _unsolved(*_args: Any, **_kwargs: Any) -> None:
    raise NotImplementedError


if __name__ == "__main__":
    result = importing() if sys.argv[1] == "import" else checking(Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps(result))

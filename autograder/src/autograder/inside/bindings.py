"""What the solution cells left: an exercise is judged by that, whatever later cells make of its names.

After each solution cell the names that its function needs are noted with what they are bound to: the function
itself, its helpers, the modules.  A later cell that binds one of them to something else is remembered by its
number, so that both states can be judged and the feedback can say where the name was bound again.
"""

from __future__ import annotations

import os
from typing import Any

from ..core.reach import reach

_reach, _list, _dict = reach, list, dict
#: Stands for a name that is gone.
_GONE = object()


class Bindings:
    """The notebook's names as the solution cells left them.

    Args:
        names: the notebook's globals.
        solutions: for each solution cell, by its number, the exercise and the name that it must bind.
    """

    def __init__(self, names: dict[str, Any], solutions: dict[int, tuple[str, str]]) -> None:
        self._names = names
        #: The folder in which the notebook began.
        self.home = os.getcwd()
        self._solutions = solutions
        self.saved: dict[str, dict[str, Any]] = {}
        #: For each exercise the names that were bound again after its solution cell, and in which cell.
        self.rebound: dict[str, dict[str, int]] = {}

    def after(self, cell: int) -> None:
        """Note what a cell has left."""
        for exercise, saved in self.saved.items():
            again = self.rebound[exercise]
            for name, value in saved.items():
                if name not in again and self._names.get(name, _GONE) is not value:
                    again[name] = cell
        if cell in self._solutions:
            exercise, name = self._solutions[cell]
            found = _reach(name, self._names)
            if found:
                self.saved[exercise], self.rebound[exercise] = found, {}

    def restore(self, exercise: str) -> None:
        """Bind the names as they were when the exercise's solution cell had run; others stay as they are."""
        self._names.update(self.saved.get(exercise, {}))

    def report(self) -> dict[str, Any]:
        """For the worker: exercise -> [[name, cell], …]."""
        return {
            exercise: [[name, cell] for name, cell in _list(again.items())[:50]]
            for exercise, again in self.rebound.items()
            if again
        }

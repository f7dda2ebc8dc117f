"""NumPy로 처음부터 만드는 머신러닝: what a student's kernel imports.

A notebook imports its unit, ``from npml.unit09 import check, demo, explore``; the unit's package hands on the names of
this one.  They are imported on first use (PEP 562): the grader imports this package without loading the widgets.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .student import case, check, demo, explore, hint, progress, quiz, reset, review, submit, trace

__version__ = "0.2.0"
__all__ = ["case", "check", "demo", "explore", "hint", "progress", "quiz", "reset", "review", "submit", "trace"]

#: A folder with packages of units that are not installed: a build or a test runs a unit that has just been made.
if os.environ.get("NPML_UNITS"):
    __path__.insert(0, os.environ["NPML_UNITS"])


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(".student", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

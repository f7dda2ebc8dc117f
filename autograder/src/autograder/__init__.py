"""From-scratch NumPy course: what a student's kernel imports.

Six names are the whole public surface of the student's side.  They are imported on
first use (PEP 562): the grader imports this package without loading the widgets, and
a student's kernel never loads the grader.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .student import check, demo, explore, hint, progress, quiz

__version__ = "0.1.0"
__all__ = ["check", "demo", "explore", "hint", "progress", "quiz"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(".student", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

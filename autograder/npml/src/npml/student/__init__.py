"""The code that runs in the student's kernel: eight public names, each imported only when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .output import in_kernel

if TYPE_CHECKING:
    from .checking import check
    from .demos import demo
    from .exploring import explore
    from .hints import hint
    from .overview import progress
    from .pasting import case
    from .quizzes import quiz
    from .resetting import reset
    from .reviewing import review
    from .submitting import submit
    from .tracing.showing import trace

_HOMES = {
    "case": "pasting",
    "check": "checking",
    "demo": "demos",
    "explore": "exploring",
    "hint": "hints",
    "progress": "overview",
    "quiz": "quizzes",
    "reset": "resetting",
    "review": "reviewing",
    "submit": "submitting",
    "trace": "tracing.showing",
}
__all__ = ["case", "check", "demo", "explore", "hint", "progress", "quiz", "reset", "review", "submit", "trace"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        if in_kernel():
            import_module(".cells", __name__).begin()
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

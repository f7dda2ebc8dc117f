"""``@demo``: a cell of the lesson that runs the student's functions as soon as they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from . import messages
from .lacking import lacks
from .limit import Interrupted
from .markup import panel, para, rich
from .messages import notices as said
from .output import show, strict
from .own_lines import Trouble, trouble
from .troubles import trouble_html, trouble_text

Result = TypeVar("Result")


def demo(function: Callable[[], Result]) -> Result | None:
    """Run a demo at once; if it calls a stub, show which cell the student has to fill first.

    The decorated name is bound to the result, so that later cells can use it.

    Args:
        function: takes no arguments; its own code belongs to the lesson, the functions it calls to the student.

    Returns:
        The function's result; None when it called a stub, an error occurred or a library of the unit is missing.

    Raises:
        Interrupted: the student interrupted the demo.
        Exception: in a build, any error but NotImplementedError.
    """
    if lacks(getattr(function, "__globals__", {})):
        return None
    try:
        return function()
    except NotImplementedError as error:
        waiting(waiting_for(error))
    except KeyboardInterrupt as error:
        show_trouble(trouble(error, getattr(function, "__globals__", None)), said.DEMO_INTERRUPTED)
        raise Interrupted(said.INTERRUPTED) from None
    except Exception as error:
        if strict():
            raise
        show_trouble(trouble(error, getattr(function, "__globals__", None)))
    return None


def waiting_for(error: BaseException) -> str:
    """The name of the stub that raised NotImplementedError, written as a student knows it."""
    trace, name = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        name = getattr(code, "co_qualname", code.co_name)
        trace = trace.tb_next
    return name.replace("__init__", "").strip(".").split("<locals>.")[-1]


def waiting(name: str) -> None:
    """Show which cell has to be filled first."""
    text = messages.waiting(name)
    show(
        panel("info", f"○ {messages.WAITING_TITLE}", para(rich(text)), role="note"),
        f"[{messages.WAITING_TITLE}] {text}",
    )


def show_trouble(found: Trouble, title: str = messages.DEMO_TROUBLE) -> None:
    """Show an error that the student's code raised in a demo, or where the demo was interrupted."""
    html = panel("bad", f"✗ {title}", trouble_html(found), para(rich(messages.DEMO_NEXT)), role="alert")
    show(html, "\n".join([f"[{title}]", *trouble_text(found), messages.DEMO_NEXT]))

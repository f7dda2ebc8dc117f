"""A function with something done to its arguments by name, or to its result."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def on_arguments(function: Function, change: Callable[[dict[str, Any]], None]) -> Function:
    """The function, with its arguments by name changed beforehand; a call that it cannot take goes on as it is."""

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        change(named)
        return call()

    return around(function, body)


def around(function: Function, body: Callable[[Callable[[], Any], dict[str, Any]], Any]) -> Function:
    """The function, called by ``body`` as ``call()`` with what is then in the arguments by name."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def slipping(*args: Any, **kwargs: Any) -> Any:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)
        named = bound.arguments
        return body(lambda: function(*bound.args, **bound.kwargs), named)

    return slipping


def on_result(function: Function, change: Callable[[Any], Any]) -> Function:
    """The function, with every array and number in its result changed."""
    return around(function, lambda call, named: each(call(), change))


def each(value: Any, change: Callable[[Any], Any]) -> Any:
    """A value with ``change`` applied to all that is in its tuples and lists."""
    if type(value) in (tuple, list):
        return type(value)(each(item, change) for item in value)
    return change(value)

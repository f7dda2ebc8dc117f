"""Wraps a function so that its arguments, by name, or its result are changed."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def on_arguments(function: Function, change: Callable[[dict[str, Any]], None]) -> Function:
    """The function, but ``change`` modifies the dict of its arguments before each call."""

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        change(named)
        return call()

    return around(function, body)


def around(function: Function, body: Callable[[Callable[[], Any], dict[str, Any]], Any]) -> Function:
    """The function, but each call runs ``body(call, named)``, whose result is returned.

    ``named`` holds the arguments by name, and ``call()`` calls the function with what is in it then.  A call whose
    arguments do not fit the signature goes to the function directly.
    """
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
    """The function, but ``change`` is applied to every value in its result."""
    return around(function, lambda call, named: each(call(), change))


def each(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with ``change`` applied to it, or to all items of its nested tuples and lists."""
    if type(value) in (tuple, list):
        return type(value)(each(item, change) for item in value)
    return change(value)

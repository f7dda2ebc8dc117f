"""Defers an import of another package that costs every process two seconds and that nobody here needs.

nbformat imports jsonschema, and that imports rfc3987_syntax where it is installed.  At import rfc3987_syntax builds
a grammar of all URIs, for a format that no notebook schema uses.  Importing this module before nbformat is enough:
it puts a stand-in in place of rfc3987_syntax.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

GRAMMAR = "rfc3987_syntax"


class _Deferred(ModuleType):
    """Stands in for the module, which is loaded when one of its names is first used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_load(), name)

    @staticmethod
    def is_valid_syntax(*args: Any, **kwargs: Any) -> Any:
        """The one function that jsonschema imports from the module."""
        return _load().is_valid_syntax(*args, **kwargs)


def _load() -> ModuleType:
    if isinstance(sys.modules.get(GRAMMAR), _Deferred):
        del sys.modules[GRAMMAR]
    return importlib.import_module(GRAMMAR)


if GRAMMAR not in sys.modules and importlib.util.find_spec(GRAMMAR) is not None:
    sys.modules[GRAMMAR] = _Deferred(GRAMMAR)

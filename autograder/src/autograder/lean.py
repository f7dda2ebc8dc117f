"""What other packages do at import and nobody here needs.

jsonschema, which nbformat needs, imports rfc3987_syntax where it is installed, and that builds the grammar of
all URIs: two seconds of every process that touches a notebook, for a format that no notebook's schema names.
Importing this module first is enough.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

GRAMMAR = "rfc3987_syntax"


class _Deferred(ModuleType):
    """The module, which is loaded when it is first used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_load(), name)

    @staticmethod
    def is_valid_syntax(*args: Any, **kwargs: Any) -> Any:
        """What jsonschema takes from the module."""
        return _load().is_valid_syntax(*args, **kwargs)


def _load() -> ModuleType:
    if isinstance(sys.modules.get(GRAMMAR), _Deferred):
        del sys.modules[GRAMMAR]
    return importlib.import_module(GRAMMAR)


if GRAMMAR not in sys.modules and importlib.util.find_spec(GRAMMAR) is not None:
    sys.modules[GRAMMAR] = _Deferred(GRAMMAR)
